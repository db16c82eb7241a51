/** The people of the organisation. */
import { AppError, notFound } from '#contract/errors.ts'
import { newId, type PersonId, personId, type UnitId } from '#contract/ids.ts'
import type { OrganisationRole } from '#contract/permissions.ts'
import {
  type Language,
  type Organisation,
  organisation,
  type Person,
  person,
} from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import {
  getRecord,
  organisationPartition as partition,
  organisationRecord,
} from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { isActive } from './active.ts'
import type { CheckPassword } from './common-passwords.ts'
import type { Credentials } from './credentials.ts'
import type { Links, OneTimeLink } from './links.ts'
import {
  personByEmail,
  personRecord,
  personRecords,
  putPerson,
  storePerson,
} from './person-record.ts'
import { unitStays } from './units.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly role: OrganisationRole
  readonly unit?: UnitId | null
  readonly manager?: boolean
}

/** What may be changed about somebody; what is left out stays. */
export interface PersonChange {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly unit?: UnitId | null | undefined
  readonly manager?: boolean | undefined
  readonly language?: Language | null | undefined
  /** For guests alone. */
  readonly endsAt?: string | null | undefined
}

export interface People {
  /** The organisation, or null before set-up. */
  organisation(): Promise<Organisation | null>
  /** The organisation. AppError not-set-up. */
  founded(): Promise<Organisation>
  get(id: PersonId): Promise<Person | null>
  /** Everybody, also those who may not come in any more: what they wrote bears their name. */
  list(): Promise<readonly Person[]>
  /**
   * Adds somebody, with a first password or otherwise with a one-time link to choose one. AppError
   * conflict when the e-mail address is taken, invalid-input for an unknown unit. `stillMay` is
   * asked after the password was hashed, which may take long.
   */
  add(
    newPerson: NewPerson,
    password: string | undefined,
    stillMay: () => Promise<void>,
  ): Promise<{ readonly person: Person; readonly link: OneTimeLink | null }>
  /** AppError not-found, and as `add`; invalid-input for an end that is no guest's. */
  change(id: PersonId, change: PersonChange): Promise<Person>
  /** A one-time link. AppError conflict for somebody who may not come in. */
  makeLink(known: Person): Promise<OneTimeLink>
  /** The person who has this e-mail address, or null. */
  withEmail(email: string): Promise<Person | null>
  /**
   * Makes the organisation and its first administrator, once. AppError already-set-up, also for
   * the second of two at once.
   */
  found(founding: {
    readonly organisation: string
    readonly language: Organisation['language']
    readonly person: Omit<NewPerson, 'role'> & { readonly password: string }
  }): Promise<{ readonly organisation: Organisation; readonly person: Person }>
}

export function createPeople(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly checkPassword: CheckPassword
  readonly credentials: Credentials
  readonly links: Links
  readonly clock: () => number
}): People {
  const { catalogue, bus, checkPassword, credentials, links, clock } = deps

  async function founded(): Promise<Organisation> {
    const found = await readOrganisation()
    if (!found) throw new AppError('not-set-up', 'The organisation has not been set up yet.')
    return found
  }

  async function readOrganisation(): Promise<Organisation | null> {
    const place = { partition, collection: 'organisation' } as const
    const found = await getRecord(catalogue, place, organisationRecord, organisation)
    return found && found.value
  }

  return {
    organisation: readOrganisation,

    founded,

    async get(id) {
      const found = await personRecord(catalogue, id)
      return found && found.value
    },

    async list() {
      const all = await personRecords(catalogue)
      return all.map(({ value }) => value)
    },

    async add(newPerson, password, stillMay) {
      const made = aNewPerson(newPerson, clock())
      if (password !== undefined) {
        const { name, email } = newPerson
        await checkPassword(password, { name, email, organisation: (await founded()).name })
      }
      const hash = password === undefined ? null : await credentials.hash(password)
      const link = await retryConflict(async () => {
        await stillMay()
        const key =
          hash === null ? await links.making(made.id) : await credentials.renewal(made.id, hash)
        const inUnit = made.unit === null ? [] : [await unitStays(catalogue, made.unit)]
        await storePerson(catalogue, made, [putPerson(made, 0), key.change, ...inUnit])
        return 'code' in key ? { code: key.code, endsAt: key.endsAt } : null
      })
      bus.publish({ kind: 'people' })
      return { person: made, link }
    },

    async change(id, change) {
      const changed = await retryConflict(async () => {
        const found = await personRecord(catalogue, id)
        if (!found) throw notFound()
        const { value: known, revision } = found
        requireName(known)
        if (change.endsAt && known.role !== 'guest') {
          throw new AppError('invalid-input', 'Only guests come until a certain day.', {
            details: { endsAt: 'guests-only' },
          })
        }
        const value: Person = {
          ...known,
          name: change.name ?? known.name,
          email: change.email ?? known.email,
          unit: change.unit === undefined ? known.unit : change.unit,
          manager: change.manager ?? known.manager,
          language: change.language === undefined ? known.language : change.language,
          endsAt: change.endsAt === undefined ? known.endsAt : change.endsAt,
        }
        const { unit } = value
        const inUnit =
          unit === null || unit === known.unit ? [] : [await unitStays(catalogue, unit)]
        await storePerson(catalogue, value, [putPerson(value, revision), ...inUnit])
        return value
      })
      // Their open windows show who they are, and their sockets end with their time.
      bus.publish({ kind: 'rights', person: id })
      bus.publish({ kind: 'people' })
      return changed
    },

    async makeLink(known) {
      if (isActive(known, clock())) return links.make(known.id)
      throw new AppError('conflict', 'This person may not come in; let them in first.', {
        details: { person: 'shut-out' },
      })
    },

    async withEmail(email) {
      const found = await personByEmail(catalogue, email)
      return found && found.value
    },

    async found({ person: { password, ...first }, ...founding }) {
      const made = aNewPerson({ ...first, role: 'admin' }, clock())
      const { change } = await credentials.renewal(made.id, await credentials.hash(password))
      const founded = organisation.parse({
        name: founding.organisation,
        language: founding.language,
        createdAt: made.createdAt,
      })
      try {
        await catalogue.transact(partition, [
          {
            do: 'put',
            collection: 'organisation',
            id: organisationRecord,
            value: founded,
            expects: 0,
          },
          putPerson(made, 0),
          change,
        ])
      } catch (error) {
        if (await readOrganisation()) throw alreadySetUp()
        throw error
      }
      return { organisation: founded, person: made }
    },
  }
}

/** Whose name was taken away is nobody any more. AppError conflict. */
export function requireName({ pseudonym }: Person): void {
  if (pseudonym === null) return
  throw new AppError('conflict', 'This person’s name was taken away for good.', {
    details: { person: 'former' },
  })
}

/** Somebody whom nobody has stored yet; `now` in milliseconds since 1970. */
export function aNewPerson(
  given: Pick<Person, 'name' | 'email' | 'role'> & Partial<Person>,
  now: number,
): Person {
  return person.parse({ ...given, id: newId(personId), createdAt: new Date(now).toISOString() })
}

/** Set-up is done once. */
export const alreadySetUp = () =>
  new AppError('already-set-up', 'The organisation has been set up already.')
