import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { StrategyId } from '#contract/ids.ts'
import { type Fate, fates, longestReason } from '#contract/thread-shape.ts'
import { ReasonField } from '../../comments/ReasonField.tsx'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { call } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { type Feedback, feedbackQuery } from './readership-queries.ts'

interface FateDialogProps {
  readonly strategy: StrategyId
  readonly feedback: Feedback
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Says what became of feedback, and why; what was said before can be changed. */
export function FateDialog({ strategy, feedback, onClose, onDone }: FateDialogProps) {
  const { t } = useReadershipSpeech()
  const queries = useQueryClient()
  const [fate, setFate] = useState<Fate>(feedback.fate?.fate ?? 'answered')
  const [reason, setReason] = useState(feedback.fate?.reason ?? '')
  const [missing, setMissing] = useState(false)
  const answer = useMutation({
    mutationFn: () =>
      call('answerFeedback', {
        id: strategy,
        feedback: feedback.id,
        body: { fate, reason: reason.trim() },
      }),
    onSuccess: (reply) => {
      const { queryKey } = feedbackQuery(strategy)
      queries.setQueryData(queryKey, (known) =>
        known?.map((one) => (one.id === reply.id ? reply : one)),
      )
      onDone()
      return queries.invalidateQueries({ queryKey })
    },
  })
  const short = reason.trim().length < 3
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(short)
    if (!short && !answer.isPending) answer.mutate()
  }
  return (
    <Dialog title={t('fb_title')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <Choices
          legend={<span className="unseen">{t('fb_title')}</span>}
          choices={fates.map((value) => ({
            value,
            name: t(`fate_${value}`),
            means: t(`fb_means_${value}`),
          }))}
          value={fate}
          onChoice={setFate}
        />
        <ReasonField
          label={t('fb_reason')}
          hint={t('fb_reasonHint')}
          value={reason}
          error={missing && short ? t('fb_reasonMissing') : undefined}
          onChange={(next) => setReason(next.slice(0, longestReason))}
        />
        <FailureNotice error={answer.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={answer.isPending}>
            {t('fb_send')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
