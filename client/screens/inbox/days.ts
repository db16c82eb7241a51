import type { NoticeView } from '../../net/notice-queries.ts'

export interface Day<N> {
  /** `2026-11-23`, where the reader is. */
  readonly day: string
  readonly name: 'today' | 'yesterday' | 'date'
  readonly notices: readonly N[]
}

/** Notices by the day on which they came, where the reader is; in the order in which they are. */
export function daysOf<N extends Pick<NoticeView, 'at'>>(
  notices: readonly N[],
  now: Date = new Date(),
): readonly Day<N>[] {
  const today = dayOf(now)
  const yesterday = dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))
  const days = new Map<string, N[]>()
  for (const notice of notices) {
    const day = dayOf(new Date(notice.at))
    const ofDay = days.get(day)
    if (ofDay === undefined) days.set(day, [notice])
    else ofDay.push(notice)
  }
  return [...days].map(([day, ofDay]) => ({
    day,
    name: day === today ? 'today' : day === yesterday ? 'yesterday' : 'date',
    notices: ofDay,
  }))
}

function dayOf(moment: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}
