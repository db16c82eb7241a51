import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import type { ApprovalId, StrategyId } from '#contract/ids.ts'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { call, type Input } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import type { Publishing } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { AreaField, TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { Notice } from '../../ui/Notice.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { today } from '../pages/day.ts'
import { nextNumbers } from './next-number.ts'

interface PublishDialogProps {
  readonly strategy: StrategyId
  readonly approval: ApprovalId
  readonly publishing: Publishing
  readonly onClose: () => void
  readonly onDone: (words: string) => void
}

/** Publishes what was approved; first asks for an address where there is none. */
export function PublishDialog(props: PublishDialogProps) {
  const { t } = usePublishingSpeech()
  const { strategy, publishing, onClose } = props
  return publishing.publication === null ? (
    <Dialog title={t('publish_noAddress')} onClose={onClose}>
      <div className="form">
        <p>{t('publish_noAddressText')}</p>
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Link href={`/strategies/${strategy}/publishing/settings`} className="button primary">
            {t('publish_toSettings')}
          </Link>
        </div>
      </div>
    </Dialog>
  ) : (
    <PublishForm {...props} />
  )
}

type Wrong = 'validFrom' | 'at'

function PublishForm({ strategy, approval, publishing, onClose, onDone }: PublishDialogProps) {
  const { t, dateTime } = usePublishingSpeech()
  const queries = useQueryClient()
  const numbers = nextNumbers(publishing.editions)
  const [step, setStep] = useState<'major' | 'minor'>('first' in numbers ? 'major' : 'minor')
  const [later, setLater] = useState(false)
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Input<'publishEdition'>['body']) =>
      call('publishEdition', { id: strategy, approval, body }),
    onSuccess: async ({ number, publishedAt, publishAt }) => {
      await queries.invalidateQueries({ queryKey: ['publishing', strategy] })
      onDone(
        publishedAt === null
          ? t('publish_doneLater', { number, when: dateTime(publishAt) })
          : t('publish_done', { number }),
      )
    },
  })
  // Editions come out in the order of their numbers.
  const scheduled = error instanceof Failure ? error.details['scheduled'] : undefined
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending) return
    const form = new FormData(event.currentTarget)
    const validFrom = textIn(form, 'validFrom')
    // As the clock stands where one sits.
    const at = later ? new Date(`${textIn(form, 'day')}T${textIn(form, 'time')}`) : null
    const isPast = at !== null && !(at.getTime() > Date.now())
    const found: Wrong | null = validFrom === '' ? 'validFrom' : isPast ? 'at' : null
    setWrong(found)
    if (found !== null) {
      const name = found === 'at' ? 'day' : found
      event.currentTarget.querySelector<HTMLElement>(`[name=${name}]`)?.focus()
      return
    }
    mutate({
      step,
      changeNote: textIn(form, 'changeNote'),
      validFrom,
      publishAt: at === null ? null : at.toISOString(),
    })
  }
  return (
    <Dialog title={t('publish_title')} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        {'first' in numbers ? (
          <p>{t('publish_first', { number: numbers.first })}</p>
        ) : (
          <Choices
            legend={t('publish_number')}
            choices={[
              {
                value: 'minor',
                name: t('publish_minor', { number: numbers.minor }),
                means: t('publish_minorMeans'),
              },
              {
                value: 'major',
                name: t('publish_major', { number: numbers.major }),
                means: t('publish_majorMeans'),
              },
            ]}
            value={step}
            onChoice={setStep}
          />
        )}
        <AreaField
          name="changeNote"
          label={t('publish_note')}
          hint={t('publish_noteHint')}
          maxLength={2000}
        />
        <TextField
          type="date"
          name="validFrom"
          label={t('publish_validFrom')}
          defaultValue={today()}
          error={wrong === 'validFrom' ? t('publish_validMissing') : undefined}
        />
        <Choices
          legend={t('publish_when')}
          choices={[
            { value: 'now', name: t('publish_now') },
            { value: 'later', name: t('publish_later') },
          ]}
          value={later ? 'later' : 'now'}
          onChoice={(when) => setLater(when === 'later')}
        />
        {later ? (
          <div className="two">
            <TextField
              type="date"
              name="day"
              label={t('publish_at')}
              min={today()}
              error={wrong === 'at' ? t('publish_timeMissing') : undefined}
            />
            <TextField type="time" name="time" label={t('publish_time')} defaultValue="08:00" />
          </div>
        ) : null}
        {scheduled === undefined ? (
          <FailureNotice error={error} />
        ) : (
          <Notice tone="danger">{t('publish_afterScheduled', { number: scheduled })}</Notice>
        )}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={isPending}>
            {t(later ? 'publish_schedule' : 'publish_yes')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
