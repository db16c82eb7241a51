/**
 * Coming in by an invitation as somebody new.
 *
 * The role in the strategy and the person are in different partitions, so they cannot be stored
 * together. The role comes first: stopped in between, it belongs to an id that nobody has; the
 * other way round there would be somebody without their role. Where the second step fails the
 * first is taken back.
 *
 * Person, count and all that these rest on are one transaction. Whoever comes takes their turn,
 * because each changes the count; what it expects holds off changes from elsewhere.
 */
import type { UnitId } from '#contract/ids.ts'
import type { InvitedRole } from '#contract/permissions.ts'
import { type Language, type Person, strategy, type Unit } from '#contract/records.ts'
import { getRecord, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import type { Credentials, Proof } from './credentials.ts'
import { type Account, type Entrance, missing, type Way, wayOf } from './entrance.ts'
import type { StoredInvitation } from './invitation-record.ts'
import type { Offers } from './offers.ts'
import { aNewPerson, type People } from './people.ts'
import { putPerson, storePerson } from './person-record.ts'
import { unitStays, type Units } from './units.ts'

/** What an invitation leads to, for whoever holds its code. */
export interface Sight {
  readonly organisation: string
  readonly language: Language
  readonly as: StoredInvitation['as']
  readonly strategy: { readonly name: string; readonly role: InvitedRole } | null
  /** The unit that is given. */
  readonly unit: string | null
  /** The units to choose from, where none is given. */
  readonly units: Unit[]
  readonly endsAt: string
  readonly guestsUntil: string | null
}

/** Somebody who came in, and where they should go. */
export interface Arrived extends Way {
  readonly person: Person
  /** For a new session; null for who typed no new password. */
  readonly proof: Proof | null
}

/** Both throw AppError link-not-valid with its reason, and too-many-requests. */
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
}

export function createJoining(deps: {
  readonly catalogue: Catalogue
  readonly clock: () => number
  readonly credentials: Credentials
  readonly entrance: Entrance
  readonly offers: Offers
  readonly people: People
  readonly units: Units
}): Joining {
  const { catalogue, clock, credentials, entrance, offers, people, units } = deps

  return {
    async look(code, address) {
      const found = await entrance.open(code, address)
      entrance.requireOpen(found)
      const { as, endsAt, guestsUntil, strategy: to } = found
      const { name: organisation, language } = await people.founded()
      const all = await units.list(language)
      const leadsTo = to && {
        partition: strategyPartition(to.id),
        collection: 'strategies' as const,
      }
      const known = to && leadsTo && (await getRecord(catalogue, leadsTo, to.id, strategy))
      return {
        ...{ organisation, language, as, endsAt, guestsUntil },
        strategy: to && known && { name: known.value.name, role: to.role },
        unit: all.find(({ id }) => id === found.unit)?.name ?? null,
        units: found.unit === null ? [...all] : [],
      }
    },

    async join(given, address) {
      const known = await entrance.open(given.code, address)
      entrance.requireOpen(known)
      const { name, unit, language = null } = given
      if (known.unit === null && unit === null && (await units.list('en')).length > 0) {
        throw missing('unit')
      }
      const isGuest = known.as === 'guest'
      const nobody = { name, email: null, hasPassword: false }
      const account = isGuest ? null : await entrance.accountOf(given, nobody)
      const email = account && account.email
      const endsAt = isGuest ? known.guestsUntil : null
      const made = aNewPerson({ name, email, role: known.as, language, endsAt }, clock())
      const takeBack = known.strategy && (await offers.toNew(made, known.strategy))

      const comeIn = async (): Promise<Arrived> => {
        const found = await entrance.again(known)
        entrance.requireOpen(found.value)
        const person = { ...made, unit: found.value.unit ?? unit }
        const renewal = account?.hash ? await credentials.renewal(made.id, account.hash) : null
        await storePerson(catalogue, person, [
          putPerson(person, 0),
          ...entrance.counting(found, made.id),
          ...(renewal ? [renewal.change] : []),
          ...(person.unit === null ? [] : [await unitStays(catalogue, person.unit)]),
        ])
        return { person, proof: renewal && { era: renewal.era }, ...wayOf(found.value) }
      }
      const arrived = await offers.orBack(takeBack, () => entrance.inTurn(comeIn))
      entrance.tell()
      return arrived
    },
  }
}
