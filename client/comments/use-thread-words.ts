import { useMemo } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import type { ThreadView } from '../net/thread-queries.ts'
import { fromStored } from './mention-text.ts'
import { beganBy } from './threads.ts'
import { useNames } from './use-people.ts'

/** What to call threads where there is room for a line. */
export function useThreadWords(): {
  readonly beginnerOf: (thread: ThreadView) => string
  readonly titleOf: (thread: ThreadView) => string
} {
  const { t } = useCommentsSpeech()
  const { nameOf, mentionName } = useNames()
  return useMemo(() => {
    const beginnerOf = (thread: ThreadView) => nameOf(beganBy(thread) ?? '')
    return {
      beginnerOf,
      titleOf: (thread) => {
        const said = fromStored(thread.comments[0]?.text ?? '', mentionName).text
        const words = said === '' ? (thread.proposal?.to ?? thread.anchor?.quote ?? '') : said
        const name = t(thread.proposal === null ? 'thread_by' : 'thread_proposalBy', {
          name: beginnerOf(thread),
        })
        return words === '' ? name : `${name}: ${shortened(words)}`
      },
    }
  }, [t, nameOf, mentionName])
}

/** So much fits on a line. */
const line = 60

/** The beginning of a text, ending with a whole word. */
export function shortened(text: string, most = line): string {
  const words = text.replace(/\s+/g, ' ').trim()
  if (words.length <= most) return words
  const cut = words.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).replace(/\p{Cs}$/u, '')}…`
}
