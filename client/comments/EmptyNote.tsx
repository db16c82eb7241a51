import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { useTalk } from './talk.ts'
import type { Filter } from './threads.ts'

interface EmptyNoteProps {
  readonly filter: Filter
  /** Something has been said here, which the filter leaves out. */
  readonly any: boolean
}

/** There is nothing to be seen: why, and what can be done. */
export function EmptyNote({ filter, any }: EmptyNoteProps) {
  const { t } = useCommentsSpeech()
  const { closed } = useTalk()
  if (closed !== null && !any) {
    return (
      <div className="empty-note">
        <p>
          <strong>{t('empty_none')}</strong>
        </p>
        <p>{t(closed === 'reader' ? 'empty_noneReader' : `closed_${closed}`)}</p>
      </div>
    )
  }
  const which = !any || filter === 'all' ? 'none' : filter
  return (
    <div className="empty-note">
      <p>
        <strong>{t(`empty_${which}`)}</strong>
      </p>
      <p>{t(`empty_${which}Text`)}</p>
    </div>
  )
}
