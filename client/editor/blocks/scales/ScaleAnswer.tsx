import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Translate } from '../../../i18n/catalogue.ts'
import { useSpeech } from '../../../i18n/Language.tsx'
import { Failure } from '../../../net/failure.ts'
import { isScaleId } from '../../../net/ids.ts'
import { answerScale, scalesQuery, type Tally } from '../../../net/scale-queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { useHere } from '../here.ts'
import { middleOf, type Points, valuesOf } from './spread.ts'

interface ScaleAnswerProps {
  /** The id of the scale, under which the answers are kept. */
  readonly scale: unknown
  readonly points: Points
  readonly statement: string
  /** What 1 and 5 mean, in words; may be empty. */
  readonly low: string
  readonly high: string
}

/** My answer to a statement, right where it stands, and how many others have answered, or how. */
export function ScaleAnswer(props: ScaleAnswerProps) {
  const { scale, points, statement, low, high } = props
  const { t } = useSpeech()
  const { page, role } = useHere()
  const queries = useQueryClient()
  const group = useId()
  const tallies = useQuery(scalesQuery(page))
  const giving = useMutation({
    // One after the other: the last one given is the one that counts.
    scope: { id: `scale ${String(scale)}` },
    mutationFn: async (value: number | null) => {
      if (isScaleId(scale)) await answerScale(queries, page, scale, value)
    },
  })
  if (!isScaleId(scale)) return <p className="hint">{t('scale_notYet')}</p>
  const tally = tallies.data?.get(scale)
  const mine = giving.isPending ? giving.variables : (tally?.mine ?? null)
  return (
    <div className="scale-answer">
      {mayInStrategy(role, 'page.comment') ? (
        <fieldset className={`scale-choice ${points}`}>
          <legend className="unseen">
            {t('scale_mine')}: {statement}
          </legend>
          {points === 'five' ? <span className="scale-end">{low}</span> : null}
          <div className="scale-points">
            {valuesOf(points).map((value) => (
              <label key={value} className="scale-point">
                <input
                  type="radio"
                  name={group}
                  checked={mine === value}
                  onChange={() => giving.mutate(value)}
                />
                <span>{nameOf(value, points, t)}</span>
              </label>
            ))}
          </div>
          {points === 'five' ? <span className="scale-end">{high}</span> : null}
          {mine === null ? null : (
            <Button kind="quiet" onClick={() => giving.mutate(null)}>
              {t('scale_takeBack')}
            </Button>
          )}
        </fieldset>
      ) : (
        <p className="hint">{t('scale_mayNot')}</p>
      )}
      <output className="scale-said">
        {giving.isError ? (
          <span className="scale-failed">{t('scale_failed', { why: whyOf(t, giving.error) })}</span>
        ) : null}
      </output>
      {tallies.isError && tallies.data === undefined ? (
        <p className="hint">{t('scale_notLoaded', { why: whyOf(t, tallies.error) })}</p>
      ) : tallies.isPending ? null : (
        <Outcome tally={tally} points={points} />
      )}
    </div>
  )
}

/** What an answer is called: its number, or its phase. */
export function nameOf(value: number, points: Points, t: Translate): string {
  if (points === 'five') return String(value)
  return value === 1 ? t('phase_1') : value === 2 ? t('phase_2') : t('phase_3')
}

function Outcome({
  tally,
  points,
}: {
  readonly tally: Tally | undefined
  readonly points: Points
}) {
  const { t } = useSpeech()
  if (tally === undefined || tally.answers === 0) return <p className="hint">{t('scale_none')}</p>
  const { answers, spread } = tally
  if (spread === null) return <p className="hint">{t('scale_few', { n: answers })}</p>
  const values = valuesOf(points)
  const most = Math.max(...spread, 1)
  const middle = middleOf(spread.slice(0, values.length))
  return (
    <figure className="scale-spread">
      <figcaption className="hint">
        {t('scale_many', { n: answers })}.{' '}
        {middle === null ? null : t('scale_middle', { value: nameOf(middle, points, t) })}
      </figcaption>
      <ul className="bare" aria-label={t('scale_spread')}>
        {values.map((value) => {
          const count = spread[value - 1] ?? 0
          return (
            <li key={value}>
              <span>{t('scale_bar', { value: nameOf(value, points, t), n: count })}</span>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(count / most) * 100} height="8" />
              </svg>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}

function whyOf(t: Translate, error: unknown): string {
  return t(error instanceof Failure ? `error_${error.code}` : 'error_unexpected')
}
