/** How a person is stored: under their id, found by their e-mail address. */
import { AppError } from '#contract/errors.ts'
import type { PersonId } from '#contract/ids.ts'
import { type Person, person } from '#contract/records.ts'
import { isConflict } from '../storage/conflict.ts'
import {
  findRecord,
  getRecord,
  listRecords,
  organisationPartition as partition,
} from '../storage/records.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'

const place = { partition, collection: 'people' } as const

export const personRecord = (catalogue: Catalogue, id: PersonId): Promise<Stored<Person> | null> =>
  getRecord(catalogue, place, id, person)

export const personRecords = (catalogue: Catalogue): Promise<readonly Stored<Person>[]> =>
  listRecords(catalogue, place, person)

/** The person who has the address, however it is written. */
export const personByEmail = (
  catalogue: Catalogue,
  email: string,
): Promise<Stored<Person> | null> => findRecord(catalogue, place, emailKey(email), person)

/** The change that stores the person, whose address nobody else may have then. */
export function putPerson(value: Person, expects: number): Change {
  const unique = [
    ...(value.email === null ? [] : [emailKey(value.email)]),
    ...(value.pseudonym === null ? [] : [`pseudonym:${value.pseudonym}`]),
  ]
  return { do: 'put', collection: 'people', id: value.id, value, expects, unique }
}

/**
 * Makes changes of which one stores this person. AppError conflict with `email: taken` where that
 * is the matter; any other conflict is worth another try.
 */
export async function storePerson(
  catalogue: Catalogue,
  { id, email }: Person,
  changes: readonly Change[],
): Promise<void> {
  try {
    await catalogue.transact(partition, changes)
  } catch (error) {
    const holder = isConflict(error) && email !== null && (await personByEmail(catalogue, email))
    if (!holder || holder.id === id) throw error
    throw new AppError('conflict', 'Somebody already has this e-mail address.', {
      details: { email: 'taken' },
      cause: error,
    })
  }
}

/** One key for all ways to write an address. */
export function emailKey(email: string): string {
  return `email:${email.trim().normalize('NFC').toLowerCase()}`
}
