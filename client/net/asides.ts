/**
 * Text that the server refused, set aside in this browser until its writer has dealt with it:
 * whole documents in one database per person, which signing out deletes with the copies.
 */
import type { PageId, PersonId } from '#contract/ids.ts'
import { copiesOf } from './databases.ts'

/** In the place of a rejection's code: the page was locked. */
export const lockedCode = 423

export interface Aside {
  readonly id: number
  readonly page: PageId
  /** Milliseconds since 1970, by this computer's clock. */
  readonly at: number
  /**
   * Code of the rejection (`contract/wire.ts`); 0: the page was closed to this person;
   * `lockedCode`: to everybody who would write.
   */
  readonly code: number
  /** The document with the refused text, as one Yjs update. */
  readonly update: Uint8Array
  /** The Yjs client ids under which the refused text was written. */
  readonly clients: readonly number[]
}

/** Sets a document aside. Resolves when it is stored; rejects when the browser can't store it. */
export async function setAside(person: PersonId, aside: Omit<Aside, 'id'>): Promise<void> {
  await inStore(person, 'readwrite', (store) => store.add(aside))
}

/** What is set aside for a page, oldest first. */
export async function asidesOf(person: PersonId, page: PageId): Promise<readonly Aside[]> {
  const all = await inStore<Aside[]>(person, 'readonly', (store) => store.getAll())
  return all.filter((aside) => aside.page === page)
}

/** How many pages' texts are set aside for a person. */
export async function countAsides(person: PersonId): Promise<number> {
  return await inStore(person, 'readonly', (store) => store.count())
}

/** Forgets a text that was set aside. */
export async function discardAside(person: PersonId, id: number): Promise<void> {
  await inStore(person, 'readwrite', (store) => store.delete(id))
}

async function inStore<T>(
  person: PersonId,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T> | IDBRequest,
): Promise<T> {
  const database = await open(`${copiesOf(person)}asides`)
  try {
    const transaction = database.transaction(['asides'], mode)
    const request = work(transaction.objectStore('asides'))
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
    })
    return request.result
  } finally {
    database.close()
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('asides', { keyPath: 'id', autoIncrement: true })
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
  })
}
