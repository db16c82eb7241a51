import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { publishingQuery } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { useStanding } from '../roles/use-standing.ts'
import { today } from './days.ts'
import { FateDialog } from './FateDialog.tsx'
import { FeedbackFilters } from './FeedbackFilters.tsx'
import { FeedbackList } from './FeedbackList.tsx'
import { FeedbackSelection } from './FeedbackSelection.tsx'
import { arranged, type FeedbackChoice, pagesOf } from './feedback-order.ts'
import { PartBones, PartFailure } from './part-states.tsx'
import { addressOfPlace } from './PublishingNav.tsx'
import { type Feedback, feedbackQuery } from './readership-queries.ts'
import { RemoveFeedbackDialog } from './RemoveFeedbackDialog.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { useSelection } from './use-selection.ts'

/** What readers wrote, and what became of it. */
export function FeedbackPart({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t } = useReadershipSpeech()
  const feedback = useQuery(feedbackQuery(strategy.id))
  const [said, setSaid] = useState('')
  if (feedback.isPending) return <PartBones />
  if (feedback.data === undefined) {
    return <PartFailure error={feedback.error} onRetry={() => void feedback.refetch()} />
  }
  return (
    <>
      {feedback.data.length === 0 ? (
        <NoFeedback strategy={strategy} />
      ) : (
        <>
          <p className="settings-lead">{t('fb_lead')}</p>
          <SomeFeedback strategy={strategy} feedback={feedback.data} onSaid={setSaid} />
        </>
      )}
      <output className="unseen">{said}</output>
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

/** The element of what follows the first of those that go, or of what stands before it. */
function besideOf(all: readonly Feedback[], going: readonly Feedback[]): string {
  const at = all.findIndex(({ id }) => id === going[0]?.id)
  return `feedback-${(all[at + 1] ?? all[at - 1])?.id ?? 'none'}`
}

interface SomeFeedbackProps {
  readonly strategy: Reply<'getStrategy'>
  readonly feedback: readonly Feedback[]
  /** Something was done; said to those who do not see it. */
  readonly onSaid: (said: string) => void
}

const everything: FeedbackChoice = { state: 'all', page: 'all' }

function SomeFeedback({ strategy, feedback, onSaid }: SomeFeedbackProps) {
  const { t } = useReadershipSpeech()
  const { may } = useStanding(strategy)
  const [choice, setChoice] = useState(everything)
  const [answering, setAnswering] = useState<Feedback | null>(null)
  const [removing, setRemoving] = useState<readonly Feedback[] | null>(null)
  const { chosen, choose, set } = useSelection<Feedback['id']>()
  const [day] = useState(() => today())
  const pages = useMemo(() => pagesOf(feedback), [feedback])
  const shown = useMemo(() => arranged(feedback, choice, day), [feedback, choice, day])
  const keepFocus = useKeptFocus(feedback, answering ?? removing)
  const all = [...shown.open, ...shown.answered]
  // What is not shown any more is not chosen either.
  const taken = all.filter(({ id }) => chosen?.has(id) === true)
  const removeOne = useCallback((one: Feedback) => setRemoving([one]), [])
  const deeds = {
    onAnswer: setAnswering,
    onChoose: choose,
    onRemove: may('edition.manage') ? removeOne : null,
  }
  const close = useCallback(() => setAnswering(null), [])
  const none = all.length === 0
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
      {none || deeds.onRemove === null ? null : chosen === null ? (
        <p className="feedback-select">
          <Button id="feedback-select" kind="quiet" onClick={() => set([])}>
            {t('fb_select')}
          </Button>
        </p>
      ) : (
        <FeedbackSelection
          shown={all.length}
          chosen={taken.length}
          onAll={(on) => set(on ? all.map(({ id }) => id) : [])}
          onRemove={() => setRemoving(taken)}
          onEnd={() => {
            keepFocus('feedback-select')
            set(null)
          }}
        />
      )}
      {shown.open.length > 0 ? (
        <FeedbackList
          title={t('fb_open', { n: shown.open.length })}
          items={shown.open}
          {...{ day, chosen, ...deeds }}
        />
      ) : choice.state === 'all' && !none ? (
        <p className="none-open">{t('fb_noneOpen')}</p>
      ) : null}
      {shown.answered.length > 0 ? (
        <FeedbackList
          title={t('fb_answered', { n: shown.answered.length })}
          items={shown.answered}
          {...{ day, chosen, ...deeds }}
        />
      ) : null}
      {answering === null ? null : (
        <FateDialog
          key={answering.id}
          strategy={strategy.id}
          feedback={answering}
          onClose={close}
          onDone={() => {
            close()
            onSaid(t('fb_saved'))
            keepFocus(`feedback-${answering.id}`)
          }}
        />
      )}
      {removing === null ? null : (
        <RemoveFeedbackDialog
          strategy={strategy.id}
          items={removing}
          onClose={() => setRemoving(null)}
          onDone={() => {
            onSaid(t('fb_removed', { n: removing.length }))
            keepFocus(chosen === null ? besideOf(all, removing) : 'feedback-select')
            setRemoving(null)
            set(null)
          }}
        />
      )}
    </>
  )
}
