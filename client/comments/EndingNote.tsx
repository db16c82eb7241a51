import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { call } from '../net/api.ts'
import type { ThreadView } from '../net/thread-queries.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { failureWords } from './failure-words.ts'
import { momentAddress } from './Quote.tsx'
import { useTalk } from './talk.ts'
import { useNames } from './use-people.ts'
import { When } from './When.tsx'

interface EndingNoteProps {
  readonly thread: ThreadView
  /** With what can be done about it. */
  readonly full: boolean
  readonly mayEnd: boolean
}

/** What became of a thread: how, why, who said so and when; and how often it was opened again. */
export function EndingNote({ thread, full, mayEnd }: EndingNoteProps) {
  const { t } = useCommentsSpeech()
  const { page, may, choose, onThread } = useTalk()
  const { nameOf } = useNames()
  const reopen = useMutation({
    mutationFn: () => call('endThread', { id: page, thread: thread.id, body: { ending: null } }),
    onSuccess: onThread,
  })
  const { ending, reopened } = thread
  const before = reopened.at(-1)
  return (
    <>
      {full && before !== undefined ? (
        <p className="aside-words">
          {t('end_reopened', { name: nameOf(before.by) })} · <When at={before.at} />
          <br />
          {t('end_was', { fate: t(`fate_${before.ending.fate}`) })}
          {before.ending.reason === '' ? null : ` – ${before.ending.reason}`}
        </p>
      ) : null}
      {ending === null ? null : (
        <div className="ending" data-fate={ending.fate}>
          <p>
            <Icon name="check" />
            <strong>{t(`fate_${ending.fate}`)}</strong>
            <span className="hint">
              {nameOf(ending.by)} · <When at={ending.at} />
            </span>
          </p>
          {ending.reason === '' ? null : <p className="words">{ending.reason}</p>}
          {full ? (
            <div className="composer-deeds">
              {ending.into === null ? null : (
                <Button kind="quiet" onClick={() => choose(ending.into, true)}>
                  {t('end_seeInto')}
                </Button>
              )}
              {ending.seq === null || !may.readHistory ? null : (
                <Link className="button quiet" href={momentAddress(page, ending.seq)}>
                  {t('end_seeEntry')}
                </Link>
              )}
              {mayEnd ? (
                <Button kind="quiet" busy={reopen.isPending} onClick={() => reopen.mutate()}>
                  {t('end_reopen')}
                </Button>
              ) : null}
            </div>
          ) : null}
          {reopen.isError ? (
            <p className="failure" role="alert">
              {failureWords(t, reopen.error)}
            </p>
          ) : null}
        </div>
      )}
    </>
  )
}
