import type { HistoryTranslate } from '../../i18n/history/history-catalogue.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "6 weeks in 30 seconds": how long a time is played. */
export function spanWords(t: HistoryTranslate, span: number): string {
  const count = (unit: number) => Math.max(1, Math.round(span / unit))
  if (span < 90 * minute) return t('playMinutes', { n: count(minute) })
  if (span < 36 * hour) return t('playHours', { n: count(hour) })
  if (span < 14 * day) return t('playDays', { n: count(day) })
  if (span < 90 * day) return t('playWeeks', { n: count(7 * day) })
  return t('playMonths', { n: count(30.4 * day) })
}
