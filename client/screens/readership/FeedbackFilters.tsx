import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { type FeedbackChoice, feedbackStates } from './feedback-order.ts'

interface FeedbackFiltersProps {
  readonly choice: FeedbackChoice
  /** Titles of the pages that something was written about. */
  readonly pages: ReadonlyMap<string, string | null>
  readonly onChoice: (choice: FeedbackChoice) => void
}

/** Which of it is shown: by what became of it, and by page. */
export function FeedbackFilters({ choice, pages, onChoice }: FeedbackFiltersProps) {
  const { t, compare } = useReadershipSpeech()
  const titled = [...pages].map(([id, title]) => ({ id, title: title ?? t('untitled') }))
  return (
    <search className="feedback-filters" aria-label={t('fb_filters')}>
      <SelectField
        label={t('fb_state')}
        value={choice.state}
        onChange={({ target }) => {
          const state = feedbackStates.find((one) => one === target.value)
          if (state !== undefined) onChoice({ ...choice, state })
        }}
      >
        {feedbackStates.map((state) => (
          <option key={state} value={state}>
            {t(`fb_state_${state}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('fb_page')}
        value={choice.page}
        onChange={({ target }) => onChoice({ ...choice, page: target.value })}
      >
        <option value="all">{t('fb_page_all')}</option>
        <option value="whole">{t('fb_page_whole')}</option>
        {titled
          .toSorted((a, b) => compare(a.title, b.title))
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
      </SelectField>
    </search>
  )
}
