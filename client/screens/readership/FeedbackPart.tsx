import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { publishingQuery } from '../../net/publishing-queries.ts'
import { useStanding } from '../roles/use-standing.ts'
import { today } from './days.ts'
import { FateDialog } from './FateDialog.tsx'
import { FeedbackFilters } from './FeedbackFilters.tsx'
import { FeedbackList } from './FeedbackList.tsx'
import { arranged, type FeedbackChoice, pagesOf } from './feedback-order.ts'
import { PartBones, PartFailure } from './part-states.tsx'
import { addressOfPlace } from './PublishingNav.tsx'
import { type Feedback, feedbackQuery } from './readership-queries.ts'
import { useKeptFocus } from './use-kept-focus.ts'

/** What readers wrote, and what became of it. */
export function FeedbackPart({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t } = useReadershipSpeech()
  const feedback = useQuery(feedbackQuery(strategy.id))
  if (feedback.isPending) return <PartBones />
  if (feedback.data === undefined) {
    return <PartFailure error={feedback.error} onRetry={() => void feedback.refetch()} />
  }
  if (feedback.data.length === 0) return <NoFeedback strategy={strategy} />
  return (
    <>
      <p className="settings-lead">{t('fb_lead')}</p>
      <SomeFeedback strategy={strategy} feedback={feedback.data} />
    </>
  )
}

function NoFeedback({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t } = useReadershipSpeech()
  const { may } = useStanding(strategy)
  const published = useQuery(publishingQuery(strategy.id))
  const off = published.data?.publication?.feedbackDays === null
  return (
    <div className="empty">
      <h2>{t('fb_empty')}</h2>
      <p>{t(off ? 'fb_emptyOff' : 'fb_emptyText')}</p>
      {off && may('edition.manage') ? (
        <Link href={addressOfPlace(strategy.id, 'settings')} className="button primary">
          {t('fb_emptySettings')}
        </Link>
      ) : null}
    </div>
  )
}

interface SomeFeedbackProps {
  readonly strategy: Reply<'getStrategy'>
  readonly feedback: readonly Feedback[]
}

const everything: FeedbackChoice = { state: 'all', page: 'all' }

function SomeFeedback({ strategy, feedback }: SomeFeedbackProps) {
  const { t } = useReadershipSpeech()
  const [choice, setChoice] = useState(everything)
  const [answering, setAnswering] = useState<Feedback | null>(null)
  const [said, setSaid] = useState('')
  const [day] = useState(() => today())
  const pages = useMemo(() => pagesOf(feedback), [feedback])
  const shown = useMemo(() => arranged(feedback, choice, day), [feedback, choice, day])
  const keepFocus = useKeptFocus(feedback, answering)
  const close = useCallback(() => setAnswering(null), [])
  const none = shown.open.length === 0 && shown.answered.length === 0
  return (
    <>
      <FeedbackFilters choice={choice} pages={pages} onChoice={setChoice} />
      {none ? (
        <p className="nothing-chosen">
          {t('fb_none')}{' '}
          <button type="button" className="button quiet" onClick={() => setChoice(everything)}>
            {t('fb_clear')}
          </button>
        </p>
      ) : null}
      {shown.open.length > 0 ? (
        <FeedbackList
          title={t('fb_open', { n: shown.open.length })}
          items={shown.open}
          day={day}
          onAnswer={setAnswering}
        />
      ) : choice.state === 'all' && !none ? (
        <p className="none-open">{t('fb_noneOpen')}</p>
      ) : null}
      {shown.answered.length > 0 ? (
        <FeedbackList
          title={t('fb_answered', { n: shown.answered.length })}
          items={shown.answered}
          day={day}
          onAnswer={setAnswering}
        />
      ) : null}
      <output className="unseen">{said}</output>
      {answering === null ? null : (
        <FateDialog
          key={answering.id}
          strategy={strategy.id}
          feedback={answering}
          onClose={close}
          onDone={() => {
            close()
            setSaid(t('fb_saved'))
            keepFocus(`feedback-${answering.id}`)
          }}
        />
      )}
    </>
  )
}
