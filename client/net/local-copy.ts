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
/** What is written is stored so many milliseconds later: keys come first. */
const storeAfter = 50

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
  /** What is still to be stored. */
  #waiting: Uint8Array[] = []
  #storing: ReturnType<typeof setTimeout> | undefined
  #trimming: ReturnType<typeof setTimeout> | undefined

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
    doc.on('update', this.#keep)
    addEventListener('pagehide', this.#store)
  }

  get epoch(): number | undefined {
    return typeof this.#epoch === 'number' ? this.#epoch : undefined
  }

  agree(epoch: number): void {
    if (this.#epoch === epoch) return
    this.#store()
    const transaction = this.#transaction('custom')
    if (transaction === null) return
    transaction.objectStore('custom').put(epoch, 'epoch')
    this.#epoch = epoch
  }

  settled(): Promise<boolean> {
    return new Promise((resolve) => {
      // Changes of one store are made in order: when this one is done, all before it are.
      const last = this.#store() ?? this.#transaction('updates')
      if (last === null) return resolve(false)
      last.addEventListener('complete', () => resolve(!this.#broken))
      last.addEventListener('abort', () => resolve(false))
    })
  }

  close(): void {
    this.#store()
    this.#broken = true
    clearTimeout(this.#trimming)
    removeEventListener('pagehide', this.#store)
    this.#doc.off('update', this.#keep)
    this.#database.close()
  }

  discard(): void {
    this.close()
    this.#discard()
  }

  readonly #keep = (update: Uint8Array, origin: unknown): void => {
    if (origin === fromCopy || this.#broken) return
    this.#waiting.push(update)
    this.#storing ??= setTimeout(this.#store, storeAfter)
    this.#count += 1
    if (this.#count < manyUpdates) return
    clearTimeout(this.#trimming)
    this.#trimming = setTimeout(() => {
      this.#trim().catch(() => (this.#broken = true))
    }, trimAfter)
  }

  /** Stores what waits. null where nothing does, or nothing can be stored any more. */
  readonly #store = (): IDBTransaction | null => {
    clearTimeout(this.#storing)
    this.#storing = undefined
    const updates = this.#waiting
    if (updates.length === 0) return null
    this.#waiting = []
    const transaction = this.#transaction('updates')
    if (transaction === null) return null
    for (const update of updates) transaction.objectStore('updates').add(update)
    // At once: of a page that is left nobody hears that all has been asked for.
    transaction.commit()
    return transaction
  }

  /** Lays what is stored together into one update, with what other tabs have stored meanwhile. */
  async #trim(): Promise<void> {
    this.#store()
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
