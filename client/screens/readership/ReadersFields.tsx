import { mostFeedbackDays } from '#contract/edition-shape.ts'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { TextField } from '../../ui/Field.tsx'
import { YesOrNo } from '../../ui/YesOrNo.tsx'
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
      <YesOrNo
        label={t('set_feedback')}
        hint={t('set_feedbackMeans')}
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
      <YesOrNo
        label={t('set_confirmation')}
        hint={t('set_confirmationMeans')}
        checked={draft.confirmation}
        onChange={(confirmation) => onEdit({ confirmation })}
      />
    </>
  )
}
