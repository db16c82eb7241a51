/** Changes a person's record behind the server's back, as time or another node would. */
import type { Person } from '#contract/records.ts'
import { person as schema } from '#contract/records.ts'
import { organisationPartition } from '../../server/storage/records.ts'
import type { Storage } from '../../server/storage/storage.ts'

/** The record is stored when it resolves; nobody has been told. */
export async function changeStoredPerson(
  { catalogue }: Storage,
  { id }: Person,
  change: Partial<Pick<Person, 'endsAt' | 'deactivatedAt' | 'role'>>,
): Promise<Person> {
  const found = await catalogue.get(organisationPartition, 'people', id)
  const before = schema.parse(found?.value)
  const value = { ...before, ...change }
  const unique = before.email === null ? [] : [`email:${before.email}`]
  await catalogue.transact(organisationPartition, [
    { do: 'put', collection: 'people', id, value, unique },
  ])
  return value
}
