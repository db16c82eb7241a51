import { expect, test } from 'vitest'
import { noticeKinds } from '#contract/notice-shape.ts'
import { daysOf } from '../../client/screens/inbox/days.ts'
import { addressOfShown, fits, shownIn } from '../../client/screens/inbox/shown.ts'

test('[M131] notices stand by the day on which they came where the reader is', () => {
  // Noon, so that the day is the same in every time zone that a machine of the tests may have.
  const now = new Date(2026, 2, 1, 12)
  const at = (day: number, hour: number) => ({ at: new Date(2026, 1, day, hour).toISOString() })
  const [first, second, third, fourth] = [at(29, 8), at(29, 0), at(28, 23), at(27, 12)]
  expect(daysOf([first, second, third, fourth], now)).toEqual([
    { day: '2026-03-01', name: 'today', notices: [first, second] },
    { day: '2026-02-28', name: 'yesterday', notices: [third] },
    { day: '2026-02-27', name: 'date', notices: [fourth] },
  ])
  expect(daysOf([], now)).toEqual([])
})

test('[M132] what is shown of an inbox is in its address; nonsense shows everything', () => {
  for (const shown of ['all', 'unread', ...noticeKinds] as const) {
    const { search } = new URL(addressOfShown(shown), 'https://example.org')
    expect(shownIn(new URLSearchParams(search))).toBe(shown)
  }
  for (const asked of ['', 'x', 'toString']) {
    expect(shownIn(new URLSearchParams({ show: asked }))).toBe('all')
  }
  const unread = { kind: 'reply', readAt: null } as const
  const read = { kind: 'reply', readAt: '2026-11-23T10:00:00.000Z' } as const
  expect([fits(unread, 'unread'), fits(read, 'unread')]).toEqual([true, false])
  expect([fits(read, 'all'), fits(read, 'reply'), fits(read, 'mention')]).toEqual([
    true,
    true,
    false,
  ])
})
