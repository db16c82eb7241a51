/** A sign-in as it is stored, and how long it lasts. All times are milliseconds since 1970. */
import { personId, sessionId } from '#contract/ids.ts'
import type { Session } from '#contract/records.ts'
import { z } from 'zod'

const dayMs = 24 * 3_600_000

/** However much it is used, ninety days after it began a session ends. */
const longestMs = 90 * dayMs

const record = z.object({
  id: sessionId,
  person: personId,
  /** The era of the person's credentials that it began in. */
  era: z.int().min(0),
  startedAt: z.int(),
  /** Within the hour. */
  usedAt: z.int(),
  device: z.string(),
  /** When the password was typed last; null for who came in without one. */
  provenAt: z.int().nullable(),
  /** The secret before this one: good for a moment, for requests that are on their way. */
  former: z.object({ hash: z.string(), until: z.int() }).nullable(),
})

/** As sessions were stored before: they ended thirty days after their last renewal. */
const older = z
  .object({ id: sessionId, person: personId, endsAt: z.int() })
  .transform(({ id, person, endsAt }): SessionRecord => {
    const usedAt = endsAt - 30 * dayMs
    const unknown = { era: 0, device: '', provenAt: null, former: null }
    return { id, person, startedAt: usedAt, usedAt, ...unknown }
  })

export const sessionRecord = z.union([record, older])
export type SessionRecord = z.infer<typeof record>

/** When it ends unless it is used; `days` is how long an unused one lasts. */
export function endOf({ startedAt, usedAt }: SessionRecord, days: number): number {
  return Math.min(usedAt + days * dayMs, startedAt + longestMs)
}

/** As its person sees it. */
export function sessionSeen({ id, startedAt, usedAt, device }: SessionRecord): Session {
  const at = (time: number) => new Date(time).toISOString()
  return { id, startedAt: at(startedAt), usedAt: at(usedAt), device }
}

/** What a browser calls itself, so that it can be shown: at most 300 characters of one line. */
export function deviceName(agent: string): string {
  return agent
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300)
}
