/**
 * Taking an invitation as who one is already: it gives what one does not have yet, once.
 *
 * As in `joining.ts` the role comes before the count, and is taken back when that fails. Stopped in
 * between, somebody has come in without being counted; the other way round they would be counted
 * and stand outside.
 */
import { AppError } from '#contract/errors.ts'
import type { Person } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import type { Catalogue } from '../storage/storage.ts'
import { isActive } from './active.ts'
import { hasArrived } from './arrivals.ts'
import type { Credentials } from './credentials.ts'
import { type Account, type Entrance, wayOf } from './entrance.ts'
import type { StoredInvitation } from './invitation-record.ts'
import type { Arrived } from './joining.ts'
import { linkNotValid } from './links.ts'
import { widened } from './offered-role.ts'
import type { Offers } from './offers.ts'
import { personRecord, putPerson, storePerson } from './person-record.ts'
import { unitStays } from './units.ts'

/** Somebody who took an invitation; `counted` when it gave them something. */
export type Accepted = Arrived & { readonly counted: boolean }

/**
 * Gives somebody what they don't have yet; with nothing to give it only shows the way. Guests stay
 * as long as the longer of two invitations says, and become members by one for members: under the
 * same id, with an e-mail address and a password if they have none. Errors as those of joining.
 */
export type Accept = (
  who: Person,
  given: Account & { readonly code: string },
  address: string,
) => Promise<Accepted>

export function createAccept(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  readonly clock: () => number
  readonly credentials: Credentials
  readonly entrance: Entrance
  readonly offers: Offers
}): Accept {
  const { bus, catalogue, clock, credentials, entrance, offers } = deps

  return async (who, given, address) => {
    const known = await entrance.open(given.code, address)
    const becomesMember = who.role === 'guest' && known.as === 'member'
    const has = { ...who, hasPassword: await credentials.has(who.id) }
    const account = becomesMember ? await entrance.accountOf(given, has) : null

    const attempt = async (): Promise<Accepted> => {
      const found = await entrance.again(known)
      const invitation = found.value
      const now = await personRecord(catalogue, who.id)
      // Shut out while the password was hashed.
      if (!now || !isActive(now.value, clock())) {
        throw new AppError('not-signed-in', 'Please sign in.')
      }
      const before = now.value
      const after = account
        ? asMember(before, account.email, invitation)
        : staysLonger(before, invitation)
      // Who made it has it for others, and not as a way back to what was taken from them.
      const came =
        invitation.createdBy === who.id || (await hasArrived(catalogue, invitation.id, who.id))
      const to = invitation.strategy
      const had = to && (await offers.roleOf(after, to.id))
      const gives = to && !came ? widened(had, to) : null
      if (gives === null && (came || after === before)) {
        // What they came by once was taken from them since.
        if (to && had === null) throw linkNotValid('used')
        return { person: before, proof: null, counted: false, ...wayOf(invitation) }
      }
      entrance.requireOpen(invitation)
      const takeBack = to && gives && (await offers.give(who.id, to.id, gives))
      return offers.orBack(takeBack, async () => {
        const renewal = account?.hash ? await credentials.renewal(who.id, account.hash) : null
        const { unit } = after
        const inUnit =
          unit === null || unit === before.unit ? [] : [await unitStays(catalogue, unit)]
        await storePerson(catalogue, after, [
          putPerson(after, now.revision),
          ...entrance.counting(found, who.id),
          ...(renewal ? [renewal.change] : []),
          ...inUnit,
        ])
        const proof = renewal && { era: renewal.era }
        return { person: after, proof, counted: true, ...wayOf(invitation) }
      })
    }
    const accepted = await entrance.inTurn(attempt)
    if (accepted.counted) {
      bus.publish({ kind: 'rights', person: who.id })
      entrance.tell()
    }
    return accepted
  }
}

function asMember(guest: Person, email: string, { unit }: StoredInvitation): Person {
  if (guest.role !== 'guest') return guest
  return { ...guest, role: 'member', email, endsAt: null, unit: guest.unit ?? unit }
}

/** A guest who may stay as long as the invitation says, if that is longer. */
function staysLonger(person: Person, { as, guestsUntil }: StoredInvitation): Person {
  if (person.role !== 'guest' || as !== 'guest' || person.endsAt === null) return person
  if (guestsUntil !== null && Date.parse(guestsUntil) <= Date.parse(person.endsAt)) return person
  return { ...person, endsAt: guestsUntil }
}
