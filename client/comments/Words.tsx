import { useMemo } from 'react'
import type { MentionName } from './mention-text.ts'
import { piecesOf } from './words.ts'

interface WordsProps {
  readonly text: string
  readonly mentionName: MentionName
}

/** What somebody said: names for mentions, addresses to go to, lines as they were typed. */
export function Words({ text, mentionName }: WordsProps) {
  const pieces = useMemo(() => piecesOf(text), [text])
  return (
    <p className="words">
      {pieces.map((piece, n) => {
        switch (piece.is) {
          case 'text':
            return piece.text
          case 'mention':
            return (
              // oxlint-disable-next-line react/no-array-index-key -- pieces have no other name
              <span key={n} className="mention">
                @{mentionName(piece.kind, piece.id)}
              </span>
            )
          case 'link':
            return (
              // oxlint-disable-next-line react/no-array-index-key -- pieces have no other name
              <a key={n} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
                {piece.text}
              </a>
            )
        }
      })}
    </p>
  )
}
