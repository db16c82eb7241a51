/**
 * A page's copy in this browser, as the document of an open page has it: what is in it is put into
 * the document before anybody listens there, who would have each change encoded anew, and what is
 * written from then on is stored. How it is stored: read-copy.ts.
 */
import { applyUpdate, type Doc, encodeStateAsUpdate } from 'yjs'
import type { PageId, PersonId } from '#contract/ids.ts'
import { answer, discardCopy, lastOf, type ReadCopy } from './read-copy.ts'

/** So many updates are laid together, so many milliseconds after the last of them. */
const manyUpdates = 500
const trimAfter = 1_000

export interface LocalCopy {
  /** The page's epoch when the copy last agreed with the server; undefined: it never did. */
  readonly epoch: number | undefined
  /** Remembers that the copy agrees with the server as of this epoch. */
  agree(epoch: number): void
  /** Resolves true once everything written before the call is stored; false if it can't be. */
  settled(): Promise<boolean>
  /** Stops storing. The copy stays. */
  close(): void
  /** Stops storing and deletes the copy, also where another tab still holds it open. */
  discard(): void
}

/** What comes into a document from its copy has this as its origin. */
export const fromCopy: object = { from: 'copy' }

/**
 * Loads a copy into an empty document, and stores from then on what is written there. null where it
 * cannot be read.
 */
export function openLocalCopy(
  copy: ReadCopy,
  doc: Doc,
  { person, page }: { readonly person: PersonId; readonly page: PageId },
): LocalCopy | null {
  try {
    doc.transact(() => {
      for (const update of copy.updates) applyUpdate(doc, update, fromCopy)
    }, fromCopy)
  } catch (error) {
    // What cannot be read is no copy. The server has the text; that nothing is kept here is told.
    reportError(error)
    copy.database.close()
    return null
  }
  return new FollowingCopy(copy, doc, () => discardCopy(person, page, copy))
}

class FollowingCopy implements LocalCopy {
  readonly #database: IDBDatabase
  readonly #doc: Doc
  readonly #discard: () => void
  #epoch: unknown
  #last: number
  /** How many updates are stored each by itself. */
  #count: number
  #broken = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(read: ReadCopy, doc: Doc, discard: () => void) {
    const { database, updates, last, epoch } = read
    this.#database = database
    this.#doc = doc
    this.#epoch = epoch
    this.#last = last
    this.#count = updates.length
    this.#discard = discard
    database.addEventListener('abort', () => (this.#broken = true))
    database.addEventListener('versionchange', () => this.close())
    database.addEventListener('close', () => this.close())
    doc.on('update', this.#store)
  }

  get epoch(): number | undefined {
    return typeof this.#epoch === 'number' ? this.#epoch : undefined
  }

  agree(epoch: number): void {
    if (this.#epoch === epoch) return
    if (this.#change('custom', (store) => store.put(epoch, 'epoch'))) this.#epoch = epoch
  }

  settled(): Promise<boolean> {
    return new Promise((resolve) => {
      // Changes of one store are made in order: when this one is done, all before it are.
      const marker = this.#transaction('updates')
      if (marker === null) return resolve(false)
      marker.addEventListener('complete', () => resolve(!this.#broken))
      marker.addEventListener('abort', () => resolve(false))
    })
  }

  close(): void {
    this.#broken = true
    clearTimeout(this.#timer)
    this.#doc.off('update', this.#store)
    this.#database.close()
  }

  discard(): void {
    this.close()
    this.#discard()
  }

  readonly #store = (update: Uint8Array, origin: unknown): void => {
    if (origin === fromCopy) return
    this.#change('updates', (store) => store.add(update))
    this.#count += 1
    if (this.#count < manyUpdates) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#trim().catch(() => (this.#broken = true))
    }, trimAfter)
  }

  /** Lays what is stored together into one update, with what other tabs have stored meanwhile. */
  async #trim(): Promise<void> {
    const transaction = this.#transaction('updates')
    if (transaction === null) return
    const store = transaction.objectStore('updates')
    const others = IDBKeyRange.lowerBound(this.#last, true)
    const [updates, keys] = await Promise.all([
      answer<Uint8Array[]>(store.getAll(others)),
      answer(store.getAllKeys(others)),
    ])
    for (const update of updates) applyUpdate(this.#doc, update, fromCopy)
    const last = lastOf(keys)
    store.add(encodeStateAsUpdate(this.#doc))
    store.delete(IDBKeyRange.upperBound(last))
    this.#last = last
    this.#count = 1
  }

  #change(name: 'updates' | 'custom', change: (store: IDBObjectStore) => void): boolean {
    const transaction = this.#transaction(name)
    if (transaction === null) return false
    change(transaction.objectStore(name))
    return true
  }

  /** null: nothing can be stored any more, and `settled` says so. */
  #transaction(name: 'updates' | 'custom'): IDBTransaction | null {
    if (this.#broken) return null
    try {
      return this.#database.transaction([name], 'readwrite')
    } catch {
      // The browser has closed it meanwhile.
      this.#broken = true
      return null
    }
  }
}
