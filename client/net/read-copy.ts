/**
 * A page's copy in this browser (IndexedDB), as far as it is read: one per person and page, so that
 * a shared computer never sends one person's offline text as another's.
 *
 *     updates   what was written, in the order of its keys; many are laid together into one
 *     custom    `epoch`: the page's when the copy last agreed with the server
 *
 * These are the stores of y-indexeddb, which kept the copies before. Reading is a thing of its own:
 * it is done while the code that shows the page is still coming.
 */
import type { PageId, PersonId } from '#contract/ids.ts'
import { copiesOf } from './databases.ts'
import { recall, remember } from './stored.ts'

const generationName = (person: PersonId, page: PageId) => `copy.${person}.${page}`

/** After so many milliseconds without an answer there is no copy. */
const openingLimit = 4_000

/** A copy as it was read. Whoever has it opens it with `openLocalCopy`. */
export interface ReadCopy {
  readonly database: IDBDatabase
  readonly generation: string
  readonly updates: readonly Uint8Array[]
  /** The key of the last of them; 0: there are none. */
  readonly last: number
  readonly epoch: unknown
}

/** A copy that was asked for before it is needed: what was read, when that is known. */
export type CopyAhead = ReadCopy | null | Promise<ReadCopy | null>

/**
 * Reads what this browser has of a page. Resolves null where it keeps nothing (private windows,
 * storage refused, no answer).
 */
export async function readLocalCopy(person: PersonId, page: PageId): Promise<ReadCopy | null> {
  const generation = recall(generationName(person, page)) ?? '0'
  const name = nameOf(person, page, generation)
  let isLate = false
  const reading = openDatabase(name).then(async (database) => {
    // Another tab deletes the copy (sign-out): holding it open would only delay that.
    database.addEventListener('versionchange', () => database.close())
    if (isLate) database.close()
    const stores = database.transaction(['updates', 'custom'])
    const updates = stores.objectStore('updates')
    const [written, keys, epoch] = await Promise.all([
      answer<Uint8Array[]>(updates.getAll()),
      answer(updates.getAllKeys()),
      answer<unknown>(stores.objectStore('custom').get('epoch')),
    ])
    return { database, generation, updates: written, last: lastOf(keys), epoch }
  })
  // A copy that cannot even tell this is not to be relied on.
  const read = await within(
    openingLimit,
    reading.catch(() => null),
  )
  isLate = read === null
  return read
}

/** Deletes a copy, also where another tab still holds it open. */
export function discardCopy(person: PersonId, page: PageId, { generation }: ReadCopy): void {
  remember(generationName(person, page), String(Number(generation) + 1))
  // A deletion waits for other tabs; the next copy has another name and needn't.
  indexedDB.deleteDatabase(nameOf(person, page, generation))
}

const nameOf = (person: PersonId, page: PageId, generation: string) =>
  `${copiesOf(person)}${page}/${generation}`

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (typeof indexedDB === 'undefined') return reject(new Error('There is no IndexedDB.'))
    const request = indexedDB.open(name)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('updates', { autoIncrement: true })
      request.result.createObjectStore('custom')
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
  })
}

/** What was asked of a store. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('not read')))
  })
}

/** The last of a store's keys, which are numbers that grow; 0: there are none. */
export function lastOf(keys: readonly IDBValidKey[]): number {
  const last = keys.at(-1)
  return typeof last === 'number' ? last : 0
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | null> {
  return Promise.race([
    promise,
    new Promise<null>((resolve) => setTimeout(() => resolve(null), milliseconds)),
  ])
}
