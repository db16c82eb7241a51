import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { failureWords } from './failure-words.ts'
import type { Batch, Sending, Sendings } from './sendings.ts'

interface SendingListProps {
  readonly batch: Batch
  readonly sendings: Sendings
}

/** The files of a batch: how far each has come, and what is in its way. */
export function SendingList({ batch, sendings }: SendingListProps) {
  return (
    <ul className="sending-list">
      {batch.sendings.map((sending) => (
        <SendingLine key={sending.id} sending={sending} sendings={sendings} />
      ))}
    </ul>
  )
}

interface SendingLineProps {
  readonly sending: Sending
  readonly sendings: Sendings
}

function SendingLine({ sending: { id, file, state }, sendings }: SendingLineProps) {
  const { t } = useSpeech()
  const { name } = file
  if (state.at === 'failed') {
    return (
      <li className="sending failed">
        <Icon name="alert" />
        <div className="sending-words">
          <strong>{t('file_failed', { name })}</strong>
          <span>{failureWords(t, state.failure)}</span>
        </div>
        <Button onClick={() => sendings.retry(id)}>
          {t('tryAgain')}
          <span className="unseen"> {name}</span>
        </Button>
        <Button kind="quiet" onClick={() => sendings.remove(id)}>
          {t('file_discard')}
          <span className="unseen"> {name}</span>
        </Button>
      </li>
    )
  }
  const share = state.at === 'sending' ? state.share : state.at === 'arrived' ? 1 : 0
  const words = state.at === 'waiting' ? 'file_waiting' : share < 1 ? 'file_sending' : 'file_making'
  return (
    <li className="sending">
      <div className="sending-words">
        <span>{t(words, { name })}</span>
        <progress value={share < 1 ? share : undefined} aria-label={t('file_progress', { name })} />
      </div>
      <Button kind="quiet" onClick={() => sendings.remove(id)}>
        {t('file_stop')}
        <span className="unseen"> {name}</span>
      </Button>
    </li>
  )
}
