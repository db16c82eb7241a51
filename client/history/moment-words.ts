/** Moments in words. */
import { useMemo } from 'react'
import type { Language } from '#contract/records.ts'

export interface MomentWords {
  /** "Thu 19 Nov, 14:06", with the year where it is not this one. */
  readonly short: (time: number) => string
  /** "Thursday 19 November 2026 at 14:06". */
  readonly full: (time: number) => string
  /** "19 Nov". */
  readonly day: (time: number) => string
  /** "12 Oct – 22 Nov". */
  readonly span: (from: number, to: number) => string
}

export function useMomentWords(language: Language): MomentWords {
  return useMemo(() => {
    const place = language === 'en' ? 'en-GB' : language
    const day = { day: 'numeric', month: 'short' } as const
    const year = { ...day, year: 'numeric' } as const
    const clock = { hour: '2-digit', minute: '2-digit' } as const
    const isOld = (time: number) => new Date(time).getFullYear() !== new Date().getFullYear()
    const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(place, options)
    const days = format(day)
    const years = format(year)
    const moments = format({ weekday: 'short', ...day, ...clock })
    const oldMoments = format({ ...year, ...clock })
    const whole = format({ dateStyle: 'full', timeStyle: 'short' })
    const hours = format({ ...day, ...clock })
    return {
      short: (time) => (isOld(time) ? oldMoments : moments).format(time),
      full: (time) => whole.format(time),
      day: (time) => (isOld(time) ? years : days).format(time),
      span: (from, to) => {
        if (to - from < 36 * 3_600_000) return hours.formatRange(from, to)
        return (isOld(from) ? years : days).formatRange(from, to)
      },
    }
  }, [language])
}
