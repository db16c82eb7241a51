import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { Button } from '../ui/Button.tsx'
import type { Draft } from './drafts.ts'
import { storedFailureWords } from './failure-words.ts'
import { useTalk } from './talk.ts'
import { useOutbox } from './use-outbox.ts'

/** What becomes of something that was sent and is not there yet, and what can be done about it. */
export function DraftState({ draft }: { readonly draft: Draft }) {
  const { t } = useCommentsSpeech()
  const { outbox } = useTalk()
  const sending = useOutbox().sending.has(draft.key)
  const failed = draft.state === 'failed'
  return (
    <div className={failed ? 'draft-state failure' : 'draft-state'}>
      <p role={failed ? 'alert' : 'status'}>
        {failed
          ? t('write_failed', { why: storedFailureWords(t, draft.why) })
          : t(sending ? 'write_sending' : 'write_waiting')}
      </p>
      {sending && !failed ? null : (
        <div className="composer-deeds">
          {failed ? <Button onClick={() => outbox.send(draft)}>{t('tryAgain')}</Button> : null}
          <Button kind="quiet" onClick={() => outbox.take(draft)}>
            {t('write_change')}
          </Button>
          <Button kind="quiet" onClick={() => outbox.discard(draft)}>
            {t('write_discard')}
          </Button>
        </div>
      )}
    </div>
  )
}
