import { useEffect, useMemo } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import type { CommentView, ThreadView } from '../net/thread-queries.ts'
import { Composer } from './Composer.tsx'
import type { About } from './drafts.ts'
import { fromStored } from './mention-text.ts'
import { useTalk } from './talk.ts'
import { useDrafts } from './use-outbox.ts'
import { useNames } from './use-people.ts'

interface EditCommentProps {
  readonly thread: ThreadView
  readonly comment: CommentView
  readonly onClose: () => void
}

/** A comment as its author says it anew. */
export function EditComment({ thread, comment, onClose }: EditCommentProps) {
  const { t } = useCommentsSpeech()
  const { outbox } = useTalk()
  const { mentionName } = useNames()
  const about = useMemo(
    (): About => ({ what: 'edit', thread: thread.id, comment: comment.id }),
    [thread.id, comment.id],
  )
  const { writing } = useDrafts(about)
  useEffect(() => {
    // As it stands now, unless it has been begun before.
    if (writing.text === '') outbox.change(writing, fromStored(comment.text, mentionName))
    // Once, when it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  const discard = () => {
    outbox.discard(writing)
    onClose()
  }
  return (
    <Composer
      draft={writing}
      label={t('write_edit')}
      send={t('write_save')}
      takesFocus
      onSent={onClose}
      onLeave={onClose}
      onDiscard={discard}
    />
  )
}
