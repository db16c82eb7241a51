/**
 * A page's copy in this browser (IndexedDB), one per person and page, so that a shared computer
 * never sends one person's offline text as another's. y-indexeddb stores the updates; this wraps
 * what it leaves open: whether they are really stored, and until when the copy counts.
 */
import { IndexeddbPersistence } from 'y-indexeddb'
import type { Doc } from 'yjs'
import type { PageId, PersonId } from '#contract/ids.ts'
import { copiesOf } from './databases.ts'
import { recall, remember } from './stored.ts'

const generationName = (person: PersonId, page: PageId) => `copy.${person}.${page}`
const openingLimit = 4_000

export interface LocalCopy {
  /** The page's epoch when the copy last agreed with the server; undefined: it never did. */
  readonly epoch: number | undefined
  /** Remembers that the copy agrees with the server as of this epoch. */
  agree(epoch: number): void
  /** Resolves true once everything written before the call is stored; false if it can't be. */
  settled(): Promise<boolean>
  /** Stops storing. The copy stays. */
  close(): Promise<void>
  /** Stops storing and deletes the copy, also where another tab still holds it open. */
  discard(): Promise<void>
}

/**
 * Opens the copy and loads it into the document. Resolves null where the browser keeps nothing
 * (private windows, storage refused, no answer).
 */
export async function openLocalCopy(
  person: PersonId,
  page: PageId,
  doc: Doc,
): Promise<LocalCopy | null> {
  const generation = recall(generationName(person, page)) ?? '0'
  const name = `${copiesOf(person)}${page}/${generation}`
  if ((await within(openingLimit, canOpen(name))) !== true) return null
  const persistence = new IndexeddbPersistence(name, doc)
  const loaded = await within(openingLimit, persistence.whenSynced)
  const database = persistence.db
  if (loaded === null || database === null) {
    void persistence.destroy()
    return null
  }
  // A copy that cannot even tell this is not to be relied on.
  const told = await within(
    openingLimit,
    persistence.get('epoch').then(
      (value: unknown) => ({ value }),
      () => null,
    ),
  )
  if (told === null) {
    void persistence.destroy()
    return null
  }
  let broken = false
  let epoch: unknown = told.value
  const stop = () => {
    broken = true
    void persistence.destroy()
  }
  database.addEventListener('abort', () => (broken = true))
  // Another tab deletes the copy (sign-out): holding it open would only delay that.
  database.addEventListener('versionchange', stop)
  database.addEventListener('close', stop)
  return {
    get epoch() {
      return typeof epoch === 'number' ? epoch : undefined
    },
    agree(next) {
      if (epoch === next || broken) return
      epoch = next
      void persistence.set('epoch', next)
    },
    settled: () =>
      new Promise((resolve) => {
        if (broken) return resolve(false)
        try {
          // Transactions over one store run in order: when this one is done, all before it are.
          const marker = database.transaction(['updates'], 'readwrite')
          marker.addEventListener('complete', () => resolve(!broken))
          marker.addEventListener('abort', () => resolve(false))
        } catch {
          // The copy was closed meanwhile.
          resolve(false)
        }
      }),
    async close() {
      await persistence.destroy()
    },
    async discard() {
      remember(generationName(person, page), String(Number(generation) + 1))
      await persistence.destroy()
      // A deletion waits for other tabs; the next copy has another name and needn't.
      indexedDB.deleteDatabase(name)
    },
  }
}

function canOpen(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') return resolve(false)
    try {
      const request = indexedDB.open(name)
      request.addEventListener('upgradeneeded', () => {
        request.result.createObjectStore('updates', { autoIncrement: true })
        request.result.createObjectStore('custom')
      })
      request.addEventListener('success', () => {
        request.result.close()
        resolve(true)
      })
      request.addEventListener('error', () => resolve(false))
    } catch {
      resolve(false)
    }
  })
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | null> {
  return Promise.race([
    promise,
    new Promise<null>((resolve) => setTimeout(() => resolve(null), milliseconds)),
  ])
}
