import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { call } from '../net/api.ts'
import type { CommentView, ThreadView } from '../net/thread-queries.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { Author } from './Author.tsx'
import { CommentDialogs } from './CommentDialogs.tsx'
import { EditComment } from './EditComment.tsx'
import { failureWords } from './failure-words.ts'
import { Reactions } from './Reactions.tsx'
import { useTalk } from './talk.ts'
import { useNames } from './use-people.ts'
import { When } from './When.tsx'
import { Words } from './Words.tsx'

interface CommentItemProps {
  readonly thread: ThreadView
  readonly comment: CommentView
  /** With signs and deeds; otherwise only to be read. */
  readonly full: boolean
  /** For what is labelled by its author's name. */
  readonly nameId?: string
  /** What was proposed with it. */
  readonly children?: ReactNode
}

/** One comment: who, when, what, and what became of its words. */
export function CommentItem({ thread, comment, full, nameId, children }: CommentItemProps) {
  const { t } = useCommentsSpeech()
  const { page, me, may, onThread } = useTalk()
  const { nameOf, mentionName } = useNames()
  const ownId = useId()
  const [doing, setDoing] = useState<'delete' | 'hide' | null>(null)
  const [editing, setEditing] = useState(false)
  const unhide = useMutation({
    mutationFn: () =>
      call('hideComment', {
        id: page,
        thread: thread.id,
        comment: comment.id,
        body: { reason: null },
      }),
    onSuccess: onThread,
  })
  const mine = comment.by === me.id
  const name = nameOf(comment.by)
  const { deletedAt, hidden, text, editedAt } = comment
  const deeds: readonly MenuItem[] =
    deletedAt !== null
      ? []
      : [
          ...(mine && may.comment
            ? [
                {
                  id: 'edit',
                  name: t('comment_edit'),
                  icon: 'pencil' as const,
                  onChoose: () => setEditing(true),
                },
                {
                  id: 'delete',
                  name: t('comment_delete'),
                  icon: 'trash' as const,
                  danger: true,
                  onChoose: () => setDoing('delete'),
                },
              ]
            : []),
          ...(may.hide
            ? [
                {
                  id: 'hide',
                  name: t(hidden === null ? 'comment_hide' : 'comment_unhide'),
                  icon: 'watch' as const,
                  onChoose: () => (hidden === null ? setDoing('hide') : unhide.mutate()),
                },
              ]
            : []),
        ]
  return (
    <div className={hidden === null ? 'comment' : 'comment is-hidden'}>
      <div className="comment-head">
        <Author
          by={comment.by}
          at={comment.at}
          id={nameId ?? ownId}
          proposes={children !== undefined}
        />
        {full && deeds.length > 0 ? (
          <Menu label={t('comment_menu', { name })} className="icon-button" items={deeds}>
            <Icon name="dots" />
          </Menu>
        ) : null}
      </div>
      {deletedAt === null ? null : (
        <p className="aside-words">
          {mine ? t('comment_deletedMine') : t('comment_deleted', { name })}
        </p>
      )}
      {hidden === null ? null : (
        <p className="aside-words">
          {t('comment_hiddenWhy', { name: nameOf(hidden.by), reason: hidden.reason })}{' '}
          {text === '' ? null : t('comment_hiddenSeen')}
        </p>
      )}
      {editing ? (
        <EditComment thread={thread} comment={comment} onClose={() => setEditing(false)} />
      ) : text === '' ? null : (
        <Words text={text} mentionName={mentionName} />
      )}
      {editedAt === null || deletedAt !== null ? null : full && comment.before.length > 0 ? (
        <details className="before">
          <summary>{t('comment_edited')}</summary>
          <p className="unseen">{t('comment_before')}</p>
          <ol className="bare">
            {comment.before.map((one) => (
              <li key={one.at}>
                <span className="hint">
                  {t('comment_before')} · <When at={one.at} />
                </span>
                <Words text={one.text} mentionName={mentionName} />
              </li>
            ))}
          </ol>
        </details>
      ) : (
        <p className="hint">{t('comment_edited')}</p>
      )}
      {children}
      {full && deletedAt === null ? <Reactions thread={thread} comment={comment} /> : null}
      {unhide.isError ? (
        <p className="failure" role="alert">
          {failureWords(t, unhide.error)}
        </p>
      ) : null}
      {doing === null ? null : (
        <CommentDialogs
          thread={thread}
          comment={comment}
          deed={doing}
          onClose={() => setDoing(null)}
        />
      )}
    </div>
  )
}
