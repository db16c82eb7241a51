import type { UnitId } from '#contract/ids.ts'
import type { Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { SelectField } from '../../ui/Field.tsx'

interface UnitFieldProps {
  readonly label: string
  readonly units: readonly Unit[]
  readonly value: UnitId | null
  /** What null is called here; "No unit" unless told. */
  readonly none?: string
  readonly hint?: string
  readonly onChange: (unit: UnitId | null) => void
}

/** Chooses a unit, or none. */
export function UnitField({ label, units, value, none, hint, onChange }: UnitFieldProps) {
  const { t } = useAdminSpeech()
  return (
    <SelectField
      label={label}
      hint={hint}
      value={value ?? ''}
      onChange={({ target }) => onChange(units.find(({ id }) => id === target.value)?.id ?? null)}
    >
      <option value="">{none ?? t('noUnit')}</option>
      {units.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
