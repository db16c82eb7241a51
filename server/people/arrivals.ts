/**
 * Who came by which invitation. One gives something to a person once: whoever lost it since, or
 * part of it, does not get it back by the same link.
 */
import type { InvitationId, PersonId } from '#contract/ids.ts'
import { organisationPartition as partition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'

const idOf = (invitation: InvitationId, person: PersonId) => `${invitation}.${person}`

/** Has this person come by it? */
export async function hasArrived(
  catalogue: Catalogue,
  invitation: InvitationId,
  person: PersonId,
): Promise<boolean> {
  return (await catalogue.get(partition, 'arrivals', idOf(invitation, person))) !== null
}

/** The change that remembers it; a conflict when it is remembered already. */
export function arrival(invitation: InvitationId, person: PersonId, now: number): Change {
  return {
    do: 'put',
    collection: 'arrivals',
    id: idOf(invitation, person),
    value: { invitation, person, at: new Date(now).toISOString() },
    expects: 0,
  }
}

/** The changes that forget all who came by it. */
export async function forgetArrivals(
  catalogue: Catalogue,
  invitation: InvitationId,
): Promise<readonly Change[]> {
  const all = await catalogue.list(partition, 'arrivals')
  return all
    .filter(({ id }) => id.startsWith(`${invitation}.`))
    .map(({ id }) => ({ do: 'delete', collection: 'arrivals', id }))
}
