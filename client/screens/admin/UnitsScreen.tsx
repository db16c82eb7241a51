import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import type { UnitId } from '#contract/ids.ts'
import type { Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { peopleQuery, unitsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { AdminFrame } from './AdminFrame.tsx'
import { Failed } from './Failed.tsx'
import { RemoveUnitDialog } from './RemoveUnitDialog.tsx'
import { UnitLine } from './UnitLine.tsx'

/** The units of the organisation: added, renamed in their place, merged. */
export function UnitsScreen() {
  const { t, compare } = useAdminSpeech()
  const queries = useQueryClient()
  const units = useQuery(unitsQuery)
  const people = useQuery(peopleQuery)
  const [name, setName] = useState('')
  const [removing, setRemoving] = useState<Unit | null>(null)
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement>(null)

  const sorted = useMemo(
    () => (units.data ?? []).toSorted((a, b) => compare(a.name, b.name)),
    [units.data, compare],
  )
  const counts = useMemo(() => {
    const found = new Map<UnitId, number>()
    for (const { unit, deactivatedAt } of people.data ?? []) {
      if (unit !== null && deactivatedAt === null) found.set(unit, (found.get(unit) ?? 0) + 1)
    }
    return found
  }, [people.data])

  const add = useMutation({
    mutationFn: () => call('addUnit', { body: { name } }),
    onSuccess: async (unit) => {
      await queries.invalidateQueries({ queryKey: unitsQuery.queryKey })
      setSaid(t('unitAdded', { name: unit.name }))
      setName('')
      field.current?.focus()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!add.isPending) add.mutate()
  }
  const taken = add.error instanceof Failure && add.error.code === 'conflict'
  return (
    <AdminFrame at="units" lead={t('unitsLead')}>
      <form className="one-line" onSubmit={submit}>
        <TextField
          ref={field}
          label={t('newUnit')}
          value={name}
          maxLength={120}
          autoComplete="off"
          required
          error={taken ? t('unitTaken') : undefined}
          onChange={({ target }) => {
            add.reset()
            setName(target.value)
          }}
        />
        <Button type="submit" kind="primary" busy={add.isPending}>
          {t('addUnit')}
        </Button>
      </form>
      {taken ? null : (
        <Failed
          error={add.error ?? units.error ?? people.error}
          {...(units.isError && { onRetry: () => void units.refetch() })}
        />
      )}
      <output className="unseen">{said}</output>
      {units.isSuccess && sorted.length === 0 ? (
        <p className="hint">{t('noUnits')}</p>
      ) : (
        <ul className="bare unit-list" aria-busy={units.isPending}>
          {sorted.map((unit) => (
            <UnitLine
              key={unit.id}
              unit={unit}
              people={people.isSuccess ? (counts.get(unit.id) ?? 0) : null}
              onSaid={setSaid}
              onRemove={() => setRemoving(unit)}
            />
          ))}
          {units.isPending ? <li className="bone line" aria-hidden="true" /> : null}
        </ul>
      )}
      {removing === null ? null : (
        <RemoveUnitDialog
          unit={removing}
          people={counts.get(removing.id) ?? 0}
          others={sorted.filter(({ id }) => id !== removing.id)}
          onClose={() => setRemoving(null)}
          onRemoved={() => {
            setSaid(t('unitRemoved', { name: removing.name }))
            setRemoving(null)
          }}
        />
      )}
    </AdminFrame>
  )
}
