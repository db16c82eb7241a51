import type { Person } from '#contract/records.ts'

/** May this person come in at all? `now` in milliseconds since 1970. */
export function isActive({ deactivatedAt, endsAt }: Person, now: number): boolean {
  return deactivatedAt === null && (endsAt === null || Date.parse(endsAt) > now)
}
