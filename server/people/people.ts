/** The people of the organisation, and their passwords. */
import type { Catalogue, Change } from '../storage/storage.ts'
import { AppError } from '#contract/errors.ts'
import { newId, type PersonId, personId } from '#contract/ids.ts'
import type { OrganisationRole } from '#contract/permissions.ts'
import { type Organisation, organisation, type Person, person } from '#contract/records.ts'
import {
  findRecord,
  getRecord,
  listRecords,
  organisationPartition as partition,
  organisationRecord,
} from '../storage/records.ts'
import type { Credentials } from './credentials.ts'

const inPeople = { partition, collection: 'people' } as const

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: OrganisationRole
}

export interface People {
  /** The organisation, or null before set-up. */
  organisation(): Promise<Organisation | null>
  /** The organisation. AppError not-set-up. */
  founded(): Promise<Organisation>
  get(id: PersonId): Promise<Person | null>
  list(): Promise<readonly Person[]>
  /** Adds a person who can sign in. AppError conflict when the e-mail address is taken. */
  add(newPerson: NewPerson): Promise<Person>
  /** The person who has this e-mail address, or null. */
  withEmail(email: string): Promise<Person | null>
  /**
   * Makes the organisation and its first administrator, once. AppError already-set-up, also for
   * the second of two at once.
   */
  found(founding: {
    readonly organisation: string
    readonly language: Organisation['language']
    readonly person: Omit<NewPerson, 'role'>
  }): Promise<{ readonly organisation: Organisation; readonly person: Person }>
}

export function createPeople(deps: {
  readonly catalogue: Catalogue
  readonly credentials: Credentials
  readonly clock: () => number
}): People {
  const { catalogue, credentials, clock } = deps
  const now = () => new Date(clock()).toISOString()

  async function prepare(newPerson: NewPerson): Promise<{ made: Person; changes: Change[] }> {
    const { password, ...rest } = newPerson
    const made = person.parse({ ...rest, id: newId(personId), createdAt: now() })
    const { change } = await credentials.renewal(made.id, await credentials.hash(password))
    return {
      made,
      changes: [
        {
          do: 'put',
          collection: 'people',
          id: made.id,
          value: made,
          expects: 0,
          unique: made.email === null ? [] : [emailKey(made.email)],
        },
        change,
      ],
    }
  }

  async function readOrganisation(): Promise<Organisation | null> {
    const place = { partition, collection: 'organisation' } as const
    const found = await getRecord(catalogue, place, organisationRecord, organisation)
    return found && found.value
  }

  return {
    organisation: readOrganisation,

    async founded() {
      const found = await readOrganisation()
      if (!found) throw new AppError('not-set-up', 'The organisation has not been set up yet.')
      return found
    },

    async get(id) {
      const found = await getRecord(catalogue, inPeople, id, person)
      return found && found.value
    },

    async list() {
      const all = await listRecords(catalogue, inPeople, person)
      return all.map((found) => found.value)
    },

    async add(newPerson) {
      const { made, changes } = await prepare(newPerson)
      try {
        await catalogue.transact(partition, changes)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'conflict') throw error
        throw new AppError('conflict', 'Somebody already has this e-mail address.', {
          details: { email: 'taken' },
          cause: error,
        })
      }
      return made
    },

    async withEmail(email) {
      const found = await findRecord(catalogue, inPeople, emailKey(email), person)
      return found && found.value
    },

    async found(founding) {
      const { made, changes } = await prepare({ ...founding.person, role: 'admin' })
      const founded = organisation.parse({
        name: founding.organisation,
        language: founding.language,
        createdAt: now(),
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
          ...changes,
        ])
      } catch (error) {
        if (await readOrganisation()) throw alreadySetUp()
        throw error
      }
      return { organisation: founded, person: made }
    },
  }
}

/** Set-up is done once. */
export const alreadySetUp = () =>
  new AppError('already-set-up', 'The organisation has been set up already.')

function emailKey(email: string): string {
  return `email:${email.trim().normalize('NFC').toLowerCase()}`
}
