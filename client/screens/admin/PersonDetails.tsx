import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Person, Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call, type Input } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { dayOf, endOfDay } from './days.ts'
import { Failed } from './Failed.tsx'
import { LeaveQuestion } from './LeaveGuard.tsx'
import { SavedNote } from './SavedNote.tsx'
import { UnitField } from './UnitField.tsx'
import { useChangedPerson } from './use-changed-person.ts'

interface Details {
  readonly name: string
  readonly email: string
  readonly unit: Person['unit']
  readonly manager: boolean
  /** A day; '' = no end. */
  readonly endsOn: string
}

const detailsOf = ({ name, email, unit, manager, endsAt }: Person): Details => ({
  name,
  email: email ?? '',
  unit,
  manager,
  endsOn: endsAt === null ? '' : dayOf(endsAt),
})

/** Name, e-mail address, unit; for guests, until when. Only what was changed is sent. */
export function PersonDetails(props: { readonly person: Person; readonly units: readonly Unit[] }) {
  const { person, units } = props
  const { t } = useAdminSpeech()
  const changed = useChangedPerson()
  const [draft, setDraft] = useState<Partial<Details>>({})
  const known = detailsOf(person)
  const shown = { ...known, ...draft }
  const change = changesIn(known, shown)
  const unsaved = Object.keys(change).length > 0

  const save = useMutation({
    mutationFn: (body: Input<'changePerson'>['body']) =>
      call('changePerson', { id: person.id, body }),
    onSuccess: (saved) => {
      setDraft({})
      return changed(saved)
    },
  })
  const edit = (part: Partial<Details>) => {
    save.reset()
    setDraft({ ...draft, ...part })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (unsaved && !save.isPending) save.mutate(change)
  }
  const taken = save.error instanceof Failure && save.error.code === 'conflict'
  const guest = person.role === 'guest'

  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('name')}
        value={shown.name}
        maxLength={120}
        autoComplete="off"
        required
        onChange={({ target }) => edit({ name: target.value })}
      />
      <TextField
        label={t('email')}
        type="email"
        value={shown.email}
        maxLength={254}
        autoComplete="off"
        // Who has come by a link alone may go on without one.
        required={!guest || known.email !== ''}
        hint={guest && known.email === '' ? t('guestEmailHint') : undefined}
        error={taken ? t('emailTaken') : undefined}
        onChange={({ target }) => edit({ email: target.value })}
      />
      <UnitField
        label={t('unit')}
        units={units}
        value={shown.unit}
        onChange={(unit) => edit({ unit })}
      />
      {guest ? (
        <TextField
          label={t('guestEnds')}
          type="date"
          value={shown.endsOn}
          hint={t('guestEndsHint')}
          onChange={({ target }) => edit({ endsOn: target.value })}
        />
      ) : null}
      <label className="check">
        <input
          type="checkbox"
          checked={shown.manager}
          onChange={({ target }) => edit({ manager: target.checked })}
        />
        <span>
          {t('isManager')} <span className="hint">{t('isManagerHint')}</span>
        </span>
      </label>
      {taken ? null : <Failed error={save.error} />}
      <div className="actions">
        <Button
          type="submit"
          kind={unsaved ? 'primary' : 'plain'}
          busy={!unsaved || save.isPending}
        >
          {t('saveChanges')}
        </Button>
        <SavedNote unsaved={unsaved} saving={save.isPending} saved={save.isSuccess} />
      </div>
      <LeaveQuestion
        unsaved={unsaved}
        title={t('leaveUnsavedTitle')}
        text={t('leavePersonText', { name: known.name })}
        leave={t('leaveUnsavedYes')}
      />
    </form>
  )
}

function changesIn(known: Details, shown: Details): Input<'changePerson'>['body'] {
  return {
    ...(shown.name !== known.name && { name: shown.name }),
    ...(shown.email !== known.email && { email: shown.email }),
    ...(shown.unit !== known.unit && { unit: shown.unit }),
    ...(shown.manager !== known.manager && { manager: shown.manager }),
    ...(shown.endsOn !== known.endsOn && {
      endsAt: shown.endsOn === '' ? null : endOfDay(shown.endsOn),
    }),
  }
}
