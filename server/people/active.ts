import type { Person } from '#contract/records.ts'

/** May this person come in at all? `now` in milliseconds since 1970. */
export function isActive({ deactivatedAt, endsAt }: Person, now: number): boolean {
  return deactivatedAt === null && (endsAt === null || Date.parse(endsAt) > now)
}

/** As long as that and no longer than the person may come in; all in milliseconds. */
export function withinStay({ endsAt }: Person, lifeMs: number, now: number): number {
  return endsAt === null ? lifeMs : Math.max(0, Math.min(lifeMs, Date.parse(endsAt) - now))
}
