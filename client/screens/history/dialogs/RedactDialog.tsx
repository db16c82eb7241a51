import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import type { PageId } from '#contract/ids.ts'
import type { OpenHistory } from '../../../history/open-history.ts'
import type { IdRange } from '../../../history/protocol.ts'
import { useHistorySpeech } from '../../../i18n/history/HistoryLanguage.tsx'
import { call } from '../../../net/api.ts'
import { Failure } from '../../../net/failure.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/Field.tsx'
import { textIn } from '../../../ui/form-text.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { FailureNotice } from '../../FailureNotice.tsx'

interface RedactDialogProps {
  readonly page: PageId
  readonly history: OpenHistory
  readonly ranges: readonly IdRange[]
  /** The words that were chosen. */
  readonly words: string
  readonly onClose: () => void
  /** Called when it is gone. */
  readonly onDone: () => void
}

/** It is under way, and how it ended is said here. */
const stay = () => {}

/** Says what goes from the whole history and how often it is there, asks why, and takes it out. */
export function RedactDialog(props: RedactDialogProps) {
  const { page, history, ranges, words, onClose, onDone } = props
  const { t } = useHistorySpeech()
  const queries = useQueryClient()
  const { engine } = history
  const found = useQuery({
    queryKey: ['redacting', page, JSON.stringify(ranges)],
    queryFn: () => engine.ask('redaction', { ranges }),
    gcTime: 0,
  })
  const redact = useMutation({
    mutationFn: (reason: string) =>
      call('redactHistory', { id: page, body: { ranges: [...ranges], reason } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['history', page] })
      onDone()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    redact.mutate(textIn(new FormData(event.currentTarget), 'reason'))
  }
  const isGone = redact.error instanceof Failure && redact.error.details['ranges'] === 'nothing'
  const { characters = 0, elsewhere = 0 } = found.data ?? {}
  return (
    <Dialog title={t('redactTitle')} onClose={redact.isPending ? stay : onClose}>
      <form className="form" onSubmit={submit}>
        <div>
          <h3 className="beside-heading">{t('redactWhat')}</h3>
          <blockquote className="restore-part">{words}</blockquote>
        </div>
        <FailureNotice error={found.error} />
        {found.data === undefined ? (
          found.isPending ? (
            <output>{t('redactLooking')}</output>
          ) : null
        ) : (
          <p>
            {t('redactHow', { n: characters })}
            {elsewhere > 0 ? ` ${t('redactElsewhere', { n: elsewhere })}` : null}
          </p>
        )}
        <Notice tone="warn">{t('redactOut')}</Notice>
        <TextField
          label={t('redactReason')}
          hint={t('redactReasonHint')}
          name="reason"
          maxLength={500}
          autoComplete="off"
          required
        />
        {isGone ? (
          <Notice tone="danger">{t('redactNothing')}</Notice>
        ) : (
          <FailureNotice error={redact.error} />
        )}
        <output className="redact-status">
          {redact.isPending ? (
            <div className="redact-working">
              <p>{t('redactWorking')}</p>
              <progress aria-hidden="true" />
            </div>
          ) : null}
        </output>
        <div className="actions">
          <Button busy={redact.isPending} onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" kind="danger" busy={redact.isPending || found.isPending}>
            {t('redactYes')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
