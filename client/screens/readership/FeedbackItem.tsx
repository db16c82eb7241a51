import { memo, useState } from 'react'
import { Link } from 'wouter'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { isLate } from './feedback-order.ts'
import type { Feedback } from './readership-queries.ts'

export interface FeedbackDeeds {
  readonly onAnswer: (feedback: Feedback) => void
  readonly onChoose: (id: Feedback['id'], on: boolean) => void
  /** Null for whoever may not. */
  readonly onRemove: ((feedback: Feedback) => void) | null
}

interface FeedbackItemProps extends FeedbackDeeds {
  readonly feedback: Feedback
  /** This day, by which promises are measured. */
  readonly day: string
  /** Is it chosen? Null while nothing is being chosen, and all else can be done. */
  readonly chosen: boolean | null
}

/** Longer than this, or of more lines, is shown in part first. */
const shortText = 700
const shortLines = 10

/** What a reader wrote, of what, when, and what became of it. */
export const FeedbackItem = memo(function FeedbackItem(props: FeedbackItemProps) {
  const { feedback, day, chosen, onAnswer, onChoose, onRemove } = props
  const { t, date } = useReadershipSpeech()
  const { id, at, number, fate, mine, page, pageTitle } = feedback
  const name = feedback.personName ?? (feedback.name === '' ? t('fb_nobody') : feedback.name)
  const remove =
    onRemove === null || chosen !== null ? null : (
      <Button
        kind="quiet"
        aria-label={t('fb_removeOf', { name })}
        onClick={() => onRemove(feedback)}
      >
        {t('fb_remove')}
      </Button>
    )
  return (
    <article
      id={`feedback-${id}`}
      tabIndex={-1}
      className="feedback-item"
      aria-label={t('fb_of', { name })}
    >
      {chosen === null ? null : (
        <label className="check feedback-choose">
          <input
            type="checkbox"
            checked={chosen}
            onChange={({ target }) => onChoose(id, target.checked)}
          />
          <span className="unseen">{t('fb_selectOf', { name, date: date(at) })}</span>
        </label>
      )}
      <p className="facts">
        <strong>{name}</strong>
        {feedback.person === null ? null : <span className="tag">{t('fb_signedIn')}</span>}
        <span>
          {page === null ? (
            t('fb_page_whole')
          ) : (
            <Link href={`/pages/${page}`}>
              {pageTitle === '' ? t('untitled') : (pageTitle ?? t('untitled'))}
            </Link>
          )}
        </span>
        <span>{t('fb_edition', { number })}</span>
        <time dateTime={at}>{date(at)}</time>
      </p>
      <FeedbackText text={feedback.text} language={feedback.language} />
      {fate === null ? (
        <div className="feedback-foot">
          {isLate(feedback, day) ? (
            <p className="promise late">
              <Icon name="alert" />
              {t('fb_late', { date: date(feedback.answerBy) })}
            </p>
          ) : (
            <p className="promise">{t('fb_by', { date: date(feedback.answerBy) })}</p>
          )}
          {chosen !== null ? null : mine ? (
            <div className="actions">
              <Button aria-label={t('fb_answerOf', { name })} onClick={() => onAnswer(feedback)}>
                {t('fb_answer')}
              </Button>
              {remove}
            </div>
          ) : (
            <p className="hint">{t('fb_notMine')}</p>
          )}
        </div>
      ) : (
        <div className="feedback-fate">
          <p>
            <Icon name="check" />
            <strong>{t(`fate_${fate.fate}`)}</strong>{' '}
            <span className="hint">
              {feedback.byName === null
                ? date(fate.at)
                : t('fb_answeredBy', { name: feedback.byName, date: date(fate.at) })}
            </span>
          </p>
          <p className="feedback-reason">{fate.reason}</p>
          {mine && chosen === null ? (
            <div className="actions">
              <Button
                kind="quiet"
                aria-label={t('fb_changeOf', { name })}
                onClick={() => onAnswer(feedback)}
              >
                {t('fb_change')}
              </Button>
              {remove}
            </div>
          ) : null}
        </div>
      )}
    </article>
  )
})

function FeedbackText({ text, language }: { readonly text: string; readonly language: string }) {
  const { t } = useReadershipSpeech()
  const [whole, setWhole] = useState(false)
  const long = text.length > shortText || text.split('\n').length > shortLines
  return (
    <>
      <p className={long && !whole ? 'feedback-text short' : 'feedback-text'} lang={language}>
        {text}
      </p>
      {long ? (
        <Button kind="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'fb_less' : 'fb_more')}
        </Button>
      ) : null}
    </>
  )
}
