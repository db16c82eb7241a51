import { useMutation } from '@tanstack/react-query'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { call } from '../net/api.ts'
import type { CommentView, ThreadView } from '../net/thread-queries.ts'
import { AskDialog } from './AskDialog.tsx'
import { useTalk } from './talk.ts'

interface CommentDialogsProps {
  readonly thread: ThreadView
  readonly comment: CommentView
  readonly deed: 'delete' | 'hide'
  readonly onClose: () => void
}

/** Asks before words are taken away, and why before they are hidden. */
export function CommentDialogs({ thread, comment, deed, onClose }: CommentDialogsProps) {
  const { t } = useCommentsSpeech()
  const { page, onThread } = useTalk()
  const place = { id: page, thread: thread.id, comment: comment.id }
  const onSuccess = (reply: ThreadView) => {
    onThread(reply)
    onClose()
  }
  const remove = useMutation({ mutationFn: () => call('removeComment', place), onSuccess })
  const hide = useMutation({
    mutationFn: (reason: string) => call('hideComment', { ...place, body: { reason } }),
    onSuccess,
  })
  switch (deed) {
    case 'delete':
      return (
        <AskDialog
          title={t('comment_deleteTitle')}
          text={t('comment_deleteText')}
          yes={t('comment_deleteYes')}
          busy={remove.isPending}
          error={remove.error}
          onYes={() => remove.mutate()}
          onClose={onClose}
        />
      )
    case 'hide':
      return (
        <AskDialog
          title={t('comment_hideTitle')}
          text={t('comment_hideText')}
          yes={t('comment_hideYes')}
          reason={t('comment_hideReason')}
          busy={hide.isPending}
          error={hide.error}
          onYes={(reason) => hide.mutate(reason)}
          onClose={onClose}
        />
      )
  }
}
