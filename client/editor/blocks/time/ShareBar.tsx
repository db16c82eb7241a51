import { useSpeech } from '../../../i18n/Language.tsx'
import { shareNames, type Shares, sumOf } from './budget.ts'

/** The shares as one bar; the numbers beside them say the same. */
export function ShareBar({ shares }: { readonly shares: Shares }) {
  const whole = Math.max(100, sumOf(shares))
  const before = (place: number) =>
    shareNames.slice(0, place).reduce((sum, name) => sum + shares[name], 0)
  return (
    <svg className="time-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="time-rest" width="100" height="10" />
      {shareNames.map((name, place) => (
        <rect
          key={name}
          data-share={name}
          x={(before(place) / whole) * 100}
          width={(shares[name] / whole) * 100}
          height="10"
        />
      ))}
    </svg>
  )
}

/** What the shares make together, said plainly. */
export function SumLine({ shares }: { readonly shares: Shares }) {
  const { t } = useSpeech()
  const sum = sumOf(shares)
  return (
    <output className={sum === 100 ? 'time-sum' : 'time-sum off'}>
      {sum === 100
        ? t('time_whole')
        : sum < 100
          ? t('time_under', { sum, rest: 100 - sum })
          : t('time_over', { sum, rest: sum - 100 })}
    </output>
  )
}
