import type { StrategyRole } from '#contract/permissions.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { SelectField } from '../ui/Field.tsx'

type Everyone = Exclude<StrategyRole, 'facilitator'> | null
const choices = ['editor', 'commenter', 'reader'] as const

/** What the value of the field's form entry means. */
export function everyoneOf(entry: FormDataEntryValue | null): Everyone {
  return choices.find((choice) => choice === entry) ?? null
}

interface EveryoneFieldProps {
  readonly initial: StrategyRole | null
  readonly onChoice?: (everyone: Everyone) => void
}

/** What every member of the organisation may do in a strategy without being named. */
export function EveryoneField({ initial, onChoice }: EveryoneFieldProps) {
  const { t } = useSpeech()
  return (
    <SelectField
      label={t('whoMayWrite')}
      hint={t('whoMayWriteHint')}
      name="everyone"
      defaultValue={initial ?? 'nothing'}
      onChange={({ target }) => onChoice?.(everyoneOf(target.value))}
    >
      <option value="editor">{t('everyoneEditor')}</option>
      <option value="commenter">{t('everyoneCommenter')}</option>
      <option value="reader">{t('everyoneReader')}</option>
      <option value="nothing">{t('everyoneNothing')}</option>
    </SelectField>
  )
}
