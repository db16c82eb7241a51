import type { Invitation } from '#contract/records.ts'

export type InvitationState = 'open' | 'ended' | 'used'

/** Does an invitation still let people in, and if not, why? */
export function stateOf(
  { endsAt, most, used }: Pick<Invitation, 'endsAt' | 'most' | 'used'>,
  now: number,
): InvitationState {
  if (Date.parse(endsAt) <= now) return 'ended'
  return most !== null && used >= most ? 'used' : 'open'
}
