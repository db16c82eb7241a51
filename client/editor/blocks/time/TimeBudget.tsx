import { useId, useState } from 'react'
import { timeShares, type TimeShare } from '#contract/page-values.ts'
import { useSpeech } from '../../../i18n/Language.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import type { BlockProps } from '../slots.ts'
import {
  balanced,
  hoursOf,
  isProposal,
  shareNames,
  type Shares,
  sharesOf,
  sumOf,
} from './budget.ts'
import { NumberField } from './NumberField.tsx'
import { ShareBar, SumLine } from './ShareBar.tsx'
import { useLimited } from './use-limited.ts'

/** Five shares by slider and by number, the hours beside them, and what they make together. */
export function TimeBudget({ node, set }: BlockProps) {
  const { t, language } = useSpeech()
  const id = useId()
  // What a finger moves is seen at once and written now and then; others' values come meanwhile.
  const [moved, setMoved] = useState<Partial<Shares>>({})
  const limited = useLimited(set)
  const kept = sharesOf(node.attrs)
  const shares = { ...kept, ...moved }
  const hours = hoursOf(node.attrs)
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const release = () => {
    limited.flush()
    setMoved({})
  }
  const rest = 100 - sumOf(shares)
  const takers = shareNames.filter((name) => balanced(shares, name) !== null)
  const put = (name: TimeShare) => {
    const share = balanced(sharesOf(node.attrs), name)
    if (share === null) return
    // The button goes with the rest: what it changed is where one goes on.
    document.getElementById(`${id}-${name}`)?.focus()
    set({ [name]: share })
  }
  return (
    <>
      <p className="rows-caption">{t('time')}</p>
      <div className="time-hours">
        <span className="row-label" aria-hidden="true">
          {t('time_perWeek')}
        </span>
        <NumberField
          label={t('time_perWeek')}
          value={hours}
          most={10_000}
          onChange={(value) => set({ hours: value })}
        />
      </div>
      <ShareBar shares={shares} />
      <div className="time-shares">
        {shareNames.map((name) => {
          const share = shares[name]
          const label = t('time_share', { name: t(`time_${name}`) })
          return (
            <div key={name} className="time-share" data-share={name}>
              <label htmlFor={`${id}-${name}`}>{t(`time_${name}`)}</label>
              <input
                id={`${id}-${name}`}
                type="range"
                min={0}
                max={100}
                step={1}
                value={share}
                aria-label={label}
                aria-valuetext={`${share} %`}
                onChange={({ target }) => {
                  const value = Number(target.value)
                  setMoved((before) => ({ ...before, [name]: value }))
                  limited.set({ [name]: value })
                }}
                onPointerUp={release}
                onKeyUp={release}
                onBlur={release}
              />
              <span className="time-number">
                <NumberField
                  label={label}
                  value={share}
                  most={100}
                  onChange={(value) => set({ [name]: value ?? 0 })}
                />
                <span aria-hidden="true"> %</span>
              </span>
              <span className="time-in-hours">
                {hours === null
                  ? null
                  : t('time_inHours', { hours: number.format((hours * share) / 100) })}
              </span>
            </div>
          )
        })}
      </div>
      <SumLine shares={shares} />
      <div className="time-deeds">
        {rest === 0 || takers.length === 0 ? null : (
          <Disclosure
            opens="below"
            summaryClass="button"
            summary={`${t(rest > 0 ? 'time_putRest' : 'time_takeRest')}…`}
          >
            {takers.map((name) => (
              <button key={name} type="button" className="button quiet" onClick={() => put(name)}>
                {t(`time_${name}`)}
              </button>
            ))}
          </Disclosure>
        )}
        {isProposal(shares) ? null : (
          <Button kind="quiet" onClick={() => set(timeShares)}>
            {t('time_reset')}
          </Button>
        )}
      </div>
    </>
  )
}
