/** The time that a step of a flow has, in words. */
import type { Translate } from '../../../i18n/catalogue.ts'

export const clocks = ['always', 'service', 'working'] as const
export type Clock = (typeof clocks)[number]

/** The clock that an attribute says; what says nothing goes round it. */
export const clockOf = (attribute: unknown): Clock =>
  clocks.find((clock) => clock === attribute) ?? 'always'

/** Minutes that an attribute says, or null. */
export const minutesOf = (attribute: unknown): number | null =>
  typeof attribute === 'number' && attribute > 0 ? attribute : null

/** Are these minutes best said in hours? */
export const inHours = (minutes: number): boolean => minutes >= 60 && minutes % 60 === 0

/** "within 24 hours on working days"; null where there is no limit. */
export function withinWords(t: Translate, within: unknown, clock: unknown): string | null {
  const minutes = minutesOf(within)
  if (minutes === null) return null
  const time = inHours(minutes)
    ? t('time_hours', { n: minutes / 60 })
    : t('time_minutes', { n: minutes })
  return t(`within_${clockOf(clock)}`, { time })
}
