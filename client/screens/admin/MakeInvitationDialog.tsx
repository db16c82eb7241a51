import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { UnitId } from '#contract/ids.ts'
import type { Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { dayIn, endOfDay } from './days.ts'
import { Failed } from './Failed.tsx'
import { UnitField } from './UnitField.tsx'

const spans = { today: 0, week: 7, month: 30 } as const
type Span = keyof typeof spans | 'day'
const choices = ['today', 'week', 'month', 'day'] as const satisfies readonly Span[]

interface MakeInvitationDialogProps {
  readonly units: readonly Unit[]
  readonly onClose: () => void
  readonly onMade: (invitation: Reply<'makeInvitation'>) => void
}

/** Makes an invitation into the organisation. */
export function MakeInvitationDialog({ units, onClose, onMade }: MakeInvitationDialogProps) {
  const { t } = useAdminSpeech()
  const [label, setLabel] = useState('')
  const [as, setAs] = useState<'member' | 'guest'>('member')
  const [unit, setUnit] = useState<UnitId | null>(null)
  const [span, setSpan] = useState<Span>('week')
  const [day, setDay] = useState(() => dayIn(spans.week))
  const [most, setMost] = useState('')
  const [guestDay, setGuestDay] = useState('')
  const lastDay = span === 'day' ? day : dayIn(spans[span])
  const make = useMutation({
    mutationFn: () =>
      call('makeInvitation', {
        body: {
          label,
          as,
          unit,
          endsAt: endOfDay(lastDay),
          guestsUntil: as === 'guest' && guestDay !== '' ? endOfDay(guestDay) : null,
          most: most === '' ? null : Number(most),
        },
      }),
    onSuccess: onMade,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate()
  }
  return (
    <Dialog title={t('newInvitation')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('invitationLabel')}
          hint={t('invitationLabelHint')}
          value={label}
          maxLength={120}
          autoComplete="off"
          required
          onChange={({ target }) => setLabel(target.value)}
        />
        <SelectField
          label={t('comeAs')}
          hint={t(as === 'guest' ? 'asGuestHint' : 'asMemberHint')}
          value={as}
          onChange={({ target }) => setAs(target.value === 'guest' ? 'guest' : 'member')}
        >
          <option value="member">{t('comeAsMembers')}</option>
          <option value="guest">{t('comeAsGuests')}</option>
        </SelectField>
        <UnitField
          label={t('unit')}
          units={units}
          value={unit}
          none={t('unitChosen')}
          onChange={setUnit}
        />
        <div className="two">
          <SelectField
            label={t('validUntil')}
            value={span}
            onChange={({ target }) =>
              setSpan(choices.find((choice) => choice === target.value) ?? 'week')
            }
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {t(`span_${choice}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t('howMany')}
            type="number"
            inputMode="numeric"
            min={1}
            max={10_000}
            value={most}
            placeholder={t('anyNumber')}
            onChange={({ target }) => setMost(target.value)}
          />
        </div>
        {span === 'day' ? (
          <TextField
            label={t('lastDay')}
            type="date"
            required
            min={dayIn(0)}
            max={dayIn(364)}
            value={day}
            onChange={({ target }) => setDay(target.value)}
          />
        ) : null}
        {as === 'guest' ? (
          <TextField
            label={t('guestsStayUntil')}
            hint={t('guestsStayHint')}
            type="date"
            // Whoever comes on the last day may still stay a while.
            min={lastDay}
            value={guestDay}
            onChange={({ target }) => setGuestDay(target.value)}
          />
        ) : null}
        <Failed error={make.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={make.isPending}>
            {t('makeInvitation')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
