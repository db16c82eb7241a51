import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { call } from '../../net/api.ts'
import type { EditionView } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { AreaField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'

interface WithdrawDialogProps {
  readonly edition: EditionView
  readonly onClose: () => void
  readonly onDone: (words: string) => void
}

/** Takes an edition back, with a reason that stays at its address. */
export function WithdrawDialog({ edition, onClose, onDone }: WithdrawDialogProps) {
  const { t } = usePublishingSpeech()
  const queries = useQueryClient()
  const [missing, setMissing] = useState(false)
  const { id, strategy, number } = edition
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: string) =>
      call('withdrawEdition', { id: strategy, edition: id, body: { reason } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['publishing', strategy] })
      onDone(t('withdraw_done', { number }))
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending) return
    const reason = textIn(new FormData(event.currentTarget), 'reason').trim()
    setMissing(reason === '')
    if (reason === '') event.currentTarget.querySelector('textarea')?.focus()
    else mutate(reason)
  }
  return (
    <Dialog title={t('withdraw_title', { number })} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        <p>{t('withdraw_text')}</p>
        <AreaField
          name="reason"
          label={t('withdraw_reason')}
          hint={t('withdraw_reasonHint')}
          maxLength={1000}
          aria-required="true"
          error={missing ? t('withdraw_reasonMissing') : undefined}
        />
        <FailureNotice error={error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="danger" busy={isPending}>
            {t('withdraw_yes')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
