/** How an invitation is stored: under its id, found by the hash of its code. */
import { invitation } from '#contract/records.ts'
import { z } from 'zod'
import { findRecord, getRecord, listRecords, organisationPartition } from '../storage/records.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'
import { hashOfCode } from './codes.ts'
import type { InvitationId } from '#contract/ids.ts'

const stored = invitation.extend({
  /** Hash of the code. */
  code: z.string(),
  /** When it last let somebody in. */
  usedAt: z.iso.datetime().nullable(),
  /** By somebody, and so for ever, wherever the clock goes. */
  ended: z.boolean().default(false),
})
/** What is kept of an invitation; the code's hash and the time of use go nowhere else. */
export type StoredInvitation = z.infer<typeof stored>

const place = { partition: organisationPartition, collection: 'invitations' } as const

export const invitationRecord = (
  catalogue: Catalogue,
  id: InvitationId,
): Promise<Stored<StoredInvitation> | null> => getRecord(catalogue, place, id, stored)

export const invitationRecords = (
  catalogue: Catalogue,
): Promise<readonly Stored<StoredInvitation>[]> => listRecords(catalogue, place, stored)

/** The invitation of a code, whether or not it still lets in. */
export const invitationByCode = (
  catalogue: Catalogue,
  code: string,
): Promise<Stored<StoredInvitation> | null> =>
  findRecord(catalogue, place, codeKey(hashOfCode(code)), stored)

/** The change that stores the invitation. */
export function putInvitation(value: StoredInvitation, expects: number): Change {
  const unique = [codeKey(value.code)]
  return { do: 'put', collection: 'invitations', id: value.id, value, expects, unique }
}

/** Does it let nobody in any more, and why? `now` in milliseconds since 1970. */
export function closedBy(
  { ended, endsAt, most, used }: StoredInvitation,
  now: number,
): 'ended' | 'used' | null {
  if (ended || Date.parse(endsAt) <= now) return 'ended'
  return most !== null && used >= most ? 'used' : null
}

/** The same, ended at that moment. */
export const endedAt = (one: StoredInvitation, at: string): StoredInvitation => ({
  ...one,
  ended: true,
  endsAt: Date.parse(one.endsAt) < Date.parse(at) ? one.endsAt : at,
})

const codeKey = (hash: string) => `code:${hash}`
