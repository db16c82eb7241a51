import { useId } from 'react'
import { mostFeedbackDays } from '#contract/edition-shape.ts'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { TextField } from '../../ui/Field.tsx'
import type { Problems, SettingsDraft } from './settings-draft.ts'

interface ReadersFieldsProps {
  readonly draft: SettingsDraft
  readonly problem: Problems['feedbackDays']
  readonly onEdit: (part: Partial<SettingsDraft>) => void
}

/** What readers are asked: feedback, with the answer that is promised, and whether they have read it. */
export function ReadersFields({ draft, problem, onEdit }: ReadersFieldsProps) {
  const { t } = useReadershipSpeech()
  return (
    <>
      <Asked
        name={t('set_feedback')}
        means={t('set_feedbackMeans')}
        checked={draft.asksFeedback}
        onChange={(asksFeedback) => onEdit({ asksFeedback })}
      />
      {draft.asksFeedback ? (
        <div className="short-field under-choice">
          <TextField
            label={t('set_feedbackDays')}
            hint={t('set_feedbackDaysHint')}
            error={problem === null ? undefined : t('set_feedbackDaysWrong')}
            type="number"
            inputMode="numeric"
            min={1}
            max={mostFeedbackDays}
            value={draft.feedbackDays}
            onChange={({ target }) => onEdit({ feedbackDays: target.value })}
          />
        </div>
      ) : null}
      <Asked
        name={t('set_confirmation')}
        means={t('set_confirmationMeans')}
        checked={draft.confirmation}
        onChange={(confirmation) => onEdit({ confirmation })}
      />
    </>
  )
}

interface AskedProps {
  readonly name: string
  readonly means: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

function Asked({ name, means, checked, onChange }: AskedProps) {
  const id = useId()
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={checked}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-means`}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        <span className="choice-name" id={`${id}-name`}>
          {name}
        </span>
        <span className="hint" id={`${id}-means`}>
          {means}
        </span>
      </span>
    </label>
  )
}
