import type { PersonId } from '#contract/ids.ts'

/** All of a person's databases in this browser begin with this. */
export const copiesOf = (person: PersonId) => `talkoot/${person}/`

/** Deletes a person's databases in this browser: copies of pages and texts set aside. */
export async function discardCopies(person: PersonId): Promise<void> {
  const databases = await indexedDB.databases()
  const deleted = databases.flatMap(({ name }) =>
    name?.startsWith(copiesOf(person)) === true ? [deletion(name)] : [],
  )
  await Promise.all(deleted)
}

function deletion(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.addEventListener('success', () => resolve())
    // The other tab lets go as soon as it hears of it; the deletion then runs by itself.
    request.addEventListener('blocked', () => resolve())
    request.addEventListener('error', () => reject(request.error ?? new Error('not deleted')))
  })
}
