import { Fragment, useMemo } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { wordChanges } from './word-changes.ts'

interface WordChangesProps {
  readonly from: string
  readonly to: string
}

/** One passage as it becomes another: what goes is struck out, what comes is underlined. */
export function WordChanges({ from, to }: WordChangesProps) {
  const { t } = useCommentsSpeech()
  const changes = useMemo(() => wordChanges(from, to), [from, to])
  const whole = changes.length === 2 && changes[0]?.is === 'removed' && changes[1]?.is === 'added'
  return (
    <p className="word-changes">
      {changes.map(({ is, text }, n) => {
        switch (is) {
          case 'same':
            return text
          case 'removed':
            return (
              // oxlint-disable-next-line react/no-array-index-key -- they have no other name
              <del key={n}>
                <span className="unseen">{t('proposal_removed', { words: '' })}</span>
                {text}
              </del>
            )
          case 'added':
            return (
              // oxlint-disable-next-line react/no-array-index-key -- they have no other name
              <Fragment key={n}>
                {whole ? <span aria-hidden="true"> →</span> : null}
                <ins>
                  <span className="unseen">{t('proposal_added', { words: '' })}</span>
                  {text}
                </ins>
              </Fragment>
            )
        }
      })}
    </p>
  )
}
