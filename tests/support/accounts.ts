/** What a test puts straight into the records of people, where no endpoint leads. */
import { newId, type PersonId, personId } from '#contract/ids.ts'
import { type Organisation, organisation, type Person, person } from '#contract/records.ts'
import { createCredentials } from '../../server/people/credentials.ts'
import { createLinks, type OneTimeLink } from '../../server/people/links.ts'
import { createPasswords } from '../../server/people/passwords.ts'
import { personRecord, putPerson } from '../../server/people/person-record.ts'
import {
  getRecord,
  organisationPartition,
  organisationRecord,
} from '../../server/storage/records.ts'
import type { Storage } from '../../server/storage/storage.ts'

interface Kept {
  readonly storage: Storage
}

/** A one-time link for a person, as an administrator would make it. */
export function linkFor(
  { storage: { catalogue } }: Kept,
  id: PersonId,
  clock: () => number = Date.now,
): Promise<OneTimeLink> {
  const credentials = createCredentials({ catalogue, passwords: createPasswords() })
  return createLinks({ catalogue, credentials, clock }).make(id)
}

/** Changes what is stored of a person. */
export async function storePerson(
  { storage: { catalogue } }: Kept,
  id: PersonId,
  change: Partial<Person>,
): Promise<void> {
  const found = await personRecord(catalogue, id)
  if (!found) throw new Error('no such person')
  await catalogue.transact(organisationPartition, [
    putPerson({ ...found.value, ...change }, found.revision),
  ])
}

/** A guest who has no e-mail address, as if they had come by an invitation. */
export async function storeGuest(
  { storage: { catalogue } }: Kept,
  name: string,
  endsAt: string | null = null,
): Promise<Person> {
  const createdAt = new Date().toISOString()
  const guest = { id: newId(personId), name, email: null, role: 'guest', endsAt, createdAt }
  const value = person.parse(guest)
  await catalogue.transact(organisationPartition, [putPerson(value, 0)])
  return value
}

/** Changes the settings of the organisation. */
export async function storeSettings(
  { storage: { catalogue } }: Kept,
  change: Partial<Organisation>,
): Promise<void> {
  const place = { partition: organisationPartition, collection: 'organisation' } as const
  const found = await getRecord(catalogue, place, organisationRecord, organisation)
  if (!found) throw new Error('not set up')
  const { id, revision: expects } = found
  const value = { ...found.value, ...change }
  await catalogue.transact(organisationPartition, [
    { do: 'put', collection: 'organisation', id, value, expects },
  ])
}
