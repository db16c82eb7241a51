/** Invitations for tests, and who comes by them. */
import type { z } from 'zod'
import type { endpoints } from '#contract/api.ts'
import { Browser, type SignedIn } from './person.ts'

const dayMs = 24 * 3_600_000

/** A point in time, some days from now, as requests name it. */
export const inDays = (days: number, now = Date.now()): string =>
  new Date(now + days * dayMs).toISOString()

type Given = Partial<z.input<typeof endpoints.makeStrategyInvitation.body>>

/** An invitation to a strategy: for guests and for a day, unless it says otherwise. */
export const invite = ({ browser }: SignedIn, strategy: string, given: Given = {}) =>
  browser.does('makeStrategyInvitation', {
    params: { id: strategy },
    body: { label: 'Workshop', as: 'guest', role: 'editor', endsAt: inDays(1), ...given },
  })

/** Tries to come in by a code as somebody new. */
export async function comeIn(
  by: SignedIn,
  code: string,
  given: Partial<z.input<typeof endpoints.join.body>> = {},
) {
  const browser = new Browser(by.browser.app)
  const answer = await browser.tries('join', { body: { code, name: 'Gunn', ...given } })
  return { browser, answer, reason: answer.error?.details?.['reason'] ?? null }
}
