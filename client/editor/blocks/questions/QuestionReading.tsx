import { useSpeech } from '../../../i18n/Language.tsx'
import { Inside } from '../Inside.tsx'
import type { ReadingProps } from '../reading.ts'

/** A guiding question as readers see it: quietly, above its answer. */
export function QuestionReading(props: ReadingProps) {
  const { t, language } = useSpeech()
  const { kind, notRelevant } = props.part.attrs
  const aside = notRelevant === true
  return (
    <div
      className={`question${kind === 'guidance' ? ' guidance' : ''}${aside ? ' not-relevant' : ''}`}
    >
      <p className="question-text">
        <Inside {...props} />
      </p>
      {aside ? (
        <p className="question-foot" lang={language}>
          <span className="question-state">{t('question_aside')}</span>
        </p>
      ) : null}
    </div>
  )
}
