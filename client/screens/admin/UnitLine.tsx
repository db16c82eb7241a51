import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { unitsQuery } from '../../net/queries.ts'
import { call } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Failed } from './Failed.tsx'

/** Units with fewer people are not told apart in figures of participation. */
export const fewestInFigures = 5

interface UnitLineProps {
  readonly unit: Unit
  /** How many people; null = not known yet. */
  readonly people: number | null
  readonly onSaid: (words: string) => void
  readonly onRemove: () => void
}

/** A unit with its people; renamed where it stands. */
export function UnitLine({ unit, people, onSaid, onRemove }: UnitLineProps) {
  const { t } = useAdminSpeech()
  const [renaming, setRenaming] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const was = useRef(false)
  useEffect(() => {
    // Back to where one came from, once the field is gone.
    if (was.current && !renaming) button.current?.focus()
    was.current = renaming
  }, [renaming])
  return (
    <li>
      {renaming ? (
        <RenameUnit
          unit={unit}
          onDone={(name) => {
            setRenaming(false)
            if (name !== null) onSaid(t('unitRenamed', { name }))
          }}
        />
      ) : (
        <>
          <span className="unit-name">{unit.name}</span>
          <span className="facts">
            {people === null ? null : people === 0 ? (
              <span>{t('unitEmpty')}</span>
            ) : (
              <Link href={`/admin/people?unit=${unit.id}`}>{t('peopleCount', { n: people })}</Link>
            )}
            {people !== null && people > 0 && people < fewestInFigures ? (
              <span className="mark">{t('unitHidden')}</span>
            ) : null}
          </span>
          <span className="line-deeds">
            <Button
              ref={button}
              kind="quiet"
              aria-label={t('renameUnit', { name: unit.name })}
              onClick={() => setRenaming(true)}
            >
              {t('rename')}
            </Button>
            <Button
              kind="quiet"
              aria-label={t('removeUnit', { name: unit.name })}
              onClick={onRemove}
            >
              {t('remove')}
            </Button>
          </span>
        </>
      )}
    </li>
  )
}

function RenameUnit(props: {
  readonly unit: Unit
  /** With the new name, or null when it stays. */
  readonly onDone: (name: string | null) => void
}) {
  const { unit, onDone } = props
  const { t } = useAdminSpeech()
  const queries = useQueryClient()
  const [name, setName] = useState(unit.name)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  const rename = useMutation({
    mutationFn: () => call('renameUnit', { id: unit.id, body: { name } }),
    onSuccess: async (renamed) => {
      await queries.invalidateQueries({ queryKey: unitsQuery.queryKey })
      onDone(renamed.name)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === unit.name) onDone(null)
    else if (!rename.isPending) rename.mutate()
  }
  const taken = rename.error instanceof Failure && rename.error.code === 'conflict'
  return (
    <form className="rename" onSubmit={submit}>
      <input
        ref={field}
        className="input"
        aria-label={t('unitName')}
        aria-invalid={taken || undefined}
        value={name}
        maxLength={120}
        required
        autoComplete="off"
        onChange={({ target }) => {
          rename.reset()
          setName(target.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone(null)
        }}
      />
      <Button type="submit" kind="primary" busy={rename.isPending}>
        {t('saveChanges')}
      </Button>
      <Button kind="quiet" onClick={() => onDone(null)}>
        {t('cancel')}
      </Button>
      {taken ? (
        <p className="error" role="alert">
          {t('unitTaken')}
        </p>
      ) : (
        <Failed error={rename.error} />
      )}
    </form>
  )
}
