/**
 * Coming in by an invitation: as somebody new, or as who one is already.
 *
 * The role in the strategy and the person are in different partitions, so they cannot be stored
 * together. The role comes first: stopped in between, it belongs to an id that nobody has, or is
 * one use more than was counted; the other way round there would be somebody without their role.
 * Where the second step fails the first is taken back.
 *
 * Person, count and all that these rest on are one transaction. Whoever comes takes their turn,
 * because each changes the count; what it expects holds off changes from elsewhere.
 */
import { AppError, notFound } from '#contract/errors.ts'
import type { PageId, StrategyId, UnitId } from '#contract/ids.ts'
import { type Language, type Person, strategy, type Unit } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { getRecord, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import type { Access } from './access.ts'
import { arrival, hasArrived } from './arrivals.ts'
import type { CheckPassword } from './common-passwords.ts'
import type { Credentials, Proof } from './credentials.ts'
import {
  closedBy,
  invitationByCode,
  invitationRecord,
  putInvitation,
  type StoredInvitation,
} from './invitation-record.ts'
import { linkNotValid } from './links.ts'
import { createOffers } from './offers.ts'
import { widened } from './offered-role.ts'
import { aNewPerson, type People } from './people.ts'
import { personRecord, putPerson, storePerson } from './person-record.ts'
import { addressKey, type Throttle } from './throttle.ts'
import { unitStays, type Units } from './units.ts'

const guessesPerAddress = 20
// A hall full of people comes in within minutes, and every open client looks again each time.
const tellEveryMs = 2_000

/** What an invitation leads to, for whoever holds its code. */
export interface Sight {
  readonly organisation: string
  readonly language: Language
  readonly as: StoredInvitation['as']
  readonly strategy: {
    readonly name: string
    readonly role: 'editor' | 'commenter' | 'reader'
  } | null
  /** The unit that is given. */
  readonly unit: string | null
  /** The units to choose from, where none is given. */
  readonly units: Unit[]
  readonly endsAt: string
  readonly guestsUntil: string | null
}

/** Somebody who came in, and where they should go. */
export interface Arrived {
  readonly person: Person
  /** For a new session; null for who typed no new password. */
  readonly proof: Proof | null
  readonly invitation: StoredInvitation['id']
  /** Did it give them something? */
  readonly counted: boolean
  readonly strategy: StrategyId | null
  /** The only page. */
  readonly page: PageId | null
}

interface Account {
  readonly email?: string | undefined
  readonly password?: string | undefined
}

/**
 * All throw AppError link-not-valid with its reason, and too-many-requests after twenty codes from
 * one address that were none.
 */
export interface Joining {
  look(code: string, address: string): Promise<Sight>
  /**
   * Makes somebody new. AppError invalid-input for what is missing or not good enough, conflict for
   * a taken e-mail address.
   */
  join(
    given: Account & {
      readonly code: string
      readonly name: string
      readonly unit: UnitId | null
      readonly language?: Language | undefined
    },
    address: string,
  ): Promise<Arrived>
  /**
   * Gives somebody who is here already what they don't have yet, once, and counts that; with
   * nothing to give it only shows the way. Guests stay as long as the longer of two invitations
   * says, and become members by one for members: under the same id, with an e-mail address and a
   * password if they have none. Errors as `join`.
   */
  accept(who: Person, given: Account & { readonly code: string }, address: string): Promise<Arrived>
}

export function createJoining(deps: {
  readonly access: Access
  readonly bus: Bus
  readonly catalogue: Catalogue
  readonly checkPassword: CheckPassword
  readonly clock: () => number
  readonly credentials: Credentials
  readonly note: (event: string, details: Readonly<Record<string, string>>) => void
  readonly people: People
  readonly throttle: Throttle
  readonly units: Units
}): Joining {
  const { access, bus, catalogue, checkPassword, clock, credentials, note, people } = deps
  const { throttle, units } = deps
  const offers = createOffers({ access, catalogue })
  const inTurn = turns()
  let telling: NodeJS.Timeout | null = null

  function tell(): void {
    telling ??= setTimeout(() => {
      telling = null
      bus.publish({ kind: 'people' })
    }, tellEveryMs).unref()
  }

  /** The invitation of a code, also one that is over. Only codes that are none count as guesses. */
  async function open(code: string, address: string): Promise<StoredInvitation> {
    const key = `invitation ${addressKey(address)}`
    const attempt = throttle.attempt([{ key, limit: guessesPerAddress }])
    const found = await invitationByCode(catalogue, code)
    if (!found) {
      note('invitation refused', { address })
      throw linkNotValid('unknown')
    }
    attempt.succeeded()
    return found.value
  }

  /** The same as it is now; AppError when it has another code or has ended since. */
  async function again(known: StoredInvitation) {
    const found = await invitationRecord(catalogue, known.id)
    if (found?.value.code !== known.code) throw linkNotValid('unknown')
    if (closedBy(found.value, clock()) === 'ended') throw linkNotValid('ended')
    return found
  }

  function stillOpen(invitation: StoredInvitation): void {
    const closed = closedBy(invitation, clock())
    if (closed !== null) throw linkNotValid(closed)
  }

  const used = (one: StoredInvitation, expects: number) =>
    putInvitation({ ...one, used: one.used + 1, usedAt: new Date(clock()).toISOString() }, expects)

  /** How a member signs in: what they have goes before what is given. */
  async function accountOf(given: Account, name: string, has: string | null, hasPassword: boolean) {
    const email = has ?? given.email
    if (email === undefined) throw missing('email')
    if (hasPassword) return { email, hash: null }
    if (given.password === undefined) throw missing('password')
    const { name: organisation } = await people.founded()
    await checkPassword(given.password, { name, email, organisation })
    return { email, hash: await credentials.hash(given.password) }
  }

  const way = ({ id, strategy: to }: StoredInvitation) => ({
    invitation: id,
    strategy: to && to.id,
    page: to?.pages?.length === 1 ? (to.pages[0] ?? null) : null,
  })

  return {
    async look(code, address) {
      const found = await open(code, address)
      stillOpen(found)
      const { as, endsAt, guestsUntil, strategy: to } = found
      const { name: organisation, language } = await people.founded()
      const all = await units.list(language)
      const place =
        to && ({ partition: strategyPartition(to.id), collection: 'strategies' } as const)
      const leadsTo = to && place && (await getRecord(catalogue, place, to.id, strategy))
      return {
        ...{ organisation, language, as, endsAt, guestsUntil },
        strategy: to && leadsTo && { name: leadsTo.value.name, role: to.role },
        unit: all.find(({ id }) => id === found.unit)?.name ?? null,
        units: found.unit === null ? [...all] : [],
      }
    },

    async join(given, address) {
      const known = await open(given.code, address)
      stillOpen(known)
      const { name, unit, language = null } = given
      if (known.unit === null && unit === null && (await units.list('en')).length > 0) {
        throw missing('unit')
      }
      const isGuest = known.as === 'guest'
      const account = isGuest ? null : await accountOf(given, name, null, false)
      const email = account && account.email
      const endsAt = isGuest ? known.guestsUntil : null
      const made = aNewPerson({ name, email, role: known.as, language, endsAt }, clock())
      const takeBack = known.strategy && (await offers.toNew(made, known.strategy))

      const enter = () =>
        retryConflict(async () => {
          const { value: invitation, revision } = await again(known)
          stillOpen(invitation)
          const person = { ...made, unit: invitation.unit ?? unit }
          const renewal = account?.hash ? await credentials.renewal(made.id, account.hash) : null
          await storePerson(catalogue, person, [
            putPerson(person, 0),
            used(invitation, revision),
            arrival(invitation.id, made.id, clock()),
            ...(renewal ? [renewal.change] : []),
            ...(person.unit === null ? [] : [await unitStays(catalogue, person.unit)]),
          ])
          return {
            person,
            proof: renewal && { era: renewal.era },
            counted: true,
            ...way(invitation),
          }
        })
      const arrived = await offers.orBack(takeBack, () => inTurn(enter))
      tell()
      return arrived
    },

    async accept(who, given, address) {
      const known = await open(given.code, address)
      const becomes = who.role === 'guest' && known.as === 'member'
      const hasPassword = await credentials.has(who.id)
      const account = becomes ? await accountOf(given, who.name, who.email, hasPassword) : null

      const attempt = async (): Promise<Arrived> => {
        const { value: invitation, revision } = await again(known)
        const now = await personRecord(catalogue, who.id)
        if (!now) throw notFound()
        const after = account
          ? asMember(now.value, account.email, invitation)
          : asLonger(now.value, invitation)
        const came = await hasArrived(catalogue, invitation.id, who.id)
        const to = invitation.strategy
        const had = to && (await offers.roleOf(after, to.id))
        const gives = to && !came ? widened(had, to) : null
        if (gives === null && (came || after === now.value)) {
          if (to && had === null) throw linkNotValid('used')
          return { person: now.value, proof: null, counted: false, ...way(invitation) }
        }
        stillOpen(invitation)
        const takeBack = to && gives && (await offers.give(who.id, to.id, gives))
        return offers.orBack(takeBack, async () => {
          const renewal = account?.hash ? await credentials.renewal(who.id, account.hash) : null
          const { unit } = after
          const stays = unit === null || unit === now.value.unit
          await storePerson(catalogue, after, [
            putPerson(after, now.revision),
            used(invitation, revision),
            arrival(invitation.id, who.id, clock()),
            ...(renewal ? [renewal.change] : []),
            ...(stays ? [] : [await unitStays(catalogue, unit)]),
          ])
          bus.publish({ kind: 'rights', person: who.id })
          tell()
          return {
            person: after,
            proof: renewal && { era: renewal.era },
            counted: true,
            ...way(invitation),
          }
        })
      }
      return inTurn(() => retryConflict(attempt))
    },
  }
}

/** One after the other, in the order in which they came. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}

function asMember(guest: Person, email: string, { unit }: StoredInvitation): Person {
  if (guest.role !== 'guest') return guest
  return { ...guest, role: 'member', email, endsAt: null, unit: guest.unit ?? unit }
}

/** A guest who may stay as long as the invitation says, if that is longer. */
function asLonger(person: Person, { as, guestsUntil }: StoredInvitation): Person {
  if (person.role !== 'guest' || as !== 'guest' || person.endsAt === null) return person
  if (guestsUntil !== null && Date.parse(guestsUntil) <= Date.parse(person.endsAt)) return person
  return { ...person, endsAt: guestsUntil }
}

function missing(field: 'email' | 'password' | 'unit'): AppError {
  return new AppError('invalid-input', 'Something is missing.', { details: { [field]: 'missing' } })
}
