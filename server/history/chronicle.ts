/**
 * The history of a page: one Yjs document that forgets nothing, and tables that say of each of its
 * clocks which entry wrote it, which deleted it, and whose identity it carries on. An item stood on
 * the page after an entry when it was written by then and not yet deleted. Every view of the past
 * is one walk over that; nothing is replayed.
 */
import { createDecoder, readVarUint } from 'lib0/decoding'
import * as Y from 'yjs'
import type { PersonId, Seq } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-names.ts'
import type { EntryKind } from '#contract/records.ts'
import type { Entry } from '../storage/storage.ts'
import { Carry } from './carry.ts'
import { EntryTable } from './entry-table.ts'
import { PlaceTable, type Place } from './place-table.ts'
import type { Recorded } from './recorded.ts'
import type { Clocks } from './text-of.ts'

export type { Place }

/** An entry of a page's log. */
export type LoggedEntry = Entry

/**
 * Entries that are applied in one Yjs transaction: with many clients tidying up after a transaction
 * costs five times what an entry does.
 */
const batch = 500

export class Chronicle implements Recorded {
  readonly #doc = new Y.Doc({ gc: false })
  readonly #root: Y.XmlFragment = this.#doc.getXmlFragment(pageRoot)
  readonly #places = new PlaceTable()
  readonly #entries = new EntryTable()
  readonly #carry = new Carry({
    doc: this.#doc,
    root: this.#root,
    places: this.#places,
    entries: this.#entries,
  })
  /** Entries that nobody has asked about yet. */
  #waiting: LoggedEntry[] = []

  /** The history that these entries tell. Throws when an update cannot be read. */
  static of(entries: Iterable<LoggedEntry>): Chronicle {
    const chronicle = new Chronicle()
    chronicle.append(entries)
    chronicle.#takeIn()
    return chronicle
  }

  /** Everything that was ever written on the page; for reading. */
  get doc(): Y.Doc {
    if (this.#waiting.length > 0) this.#takeIn()
    return this.#doc
  }

  /** The page in it. */
  get root(): Y.XmlFragment {
    if (this.#waiting.length > 0) this.#takeIn()
    return this.#root
  }

  /** What is known of each clock. Its tables are others when the Chronicle has grown. */
  get places(): PlaceTable {
    if (this.#waiting.length > 0) this.#takeIn()
    return this.#places
  }

  /** What is known of each entry. */
  get entries(): EntryTable {
    if (this.#waiting.length > 0) this.#takeIn()
    return this.#entries
  }

  /** The last entry, 0 for none. */
  get head(): Seq {
    return this.#waiting.at(-1)?.seq ?? this.#entries.head
  }

  /**
   * Goes on with entries after `head`, in order; lost ones may be missing. The same as a new
   * Chronicle of all entries. They are taken in, many at a time, when something is asked: whatever
   * does so throws when an update cannot be read; throw the Chronicle away then.
   */
  append(entries: Iterable<LoggedEntry>): void {
    for (const entry of entries) {
      if (!(entry.seq > this.head)) throw new Error(`Entry ${entry.seq} after entry ${this.head}.`)
      this.#waiting.push(entry)
      if (this.#waiting.length >= batch) this.#takeIn()
    }
  }

  /** When an entry was stored: milliseconds since 1970, in steps of 100. */
  timeOf(seq: Seq): number {
    return this.entries.at(seq)
  }

  authorOf(seq: Seq): PersonId {
    return this.entries.author(seq)
  }

  kindOf(seq: Seq): EntryKind {
    return this.entries.kind(seq)
  }

  /** Of a restore the moment, of an unrestore the restore. */
  aboutOf(seq: Seq): Seq | undefined {
    return this.entries.about(seq)
  }

  /** The place of a clock that was written. */
  placeOf(client: number, clock: number): Place {
    return this.places.of(client, clock)
  }

  /** The clock at a place. */
  idOf(place: Place): { readonly client: number; readonly clock: number } {
    return this.places.idOf(place)
  }

  /** The entry that wrote what is at a place. */
  insertedAt(place: Place): Seq {
    return this.places.inserted[place] ?? 0
  }

  /** The entry that deleted it; 0 = never. */
  deletedAt(place: Place): Seq {
    return this.places.deleted[place] ?? 0
  }

  /**
   * The place that was there first: editors write text and nodes anew when they split, move or
   * undo. Itself where it was new.
   */
  originOf(place: Place): Place {
    return this.places.origin[place] ?? place
  }

  /** Was it there after an entry? What is within something deleted is deleted, too. */
  isVisible(place: Place, seq: Seq): boolean {
    const inserted = this.insertedAt(place)
    const deleted = this.deletedAt(place)
    return inserted !== 0 && inserted <= seq && (deleted === 0 || deleted > seq)
  }

  #takeIn(): void {
    const waiting = this.#waiting
    this.#waiting = []
    this.#carry.begin()
    this.#doc.transact((transaction) => {
      const deletes = new DeleteLog(transaction)
      for (const entry of waiting) this.#apply(entry, deletes)
      deletes.end()
      // As rooms do: Yjs tidies up formatting after what is not local, which no entry tells.
      transaction.local = true
    })
  }

  #apply(entry: LoggedEntry, deletes: DeleteLog): void {
    const { seq, update } = entry
    const places = this.#places
    const { store } = this.#doc
    this.#entries.add(seq, entry)
    const waited = store.pendingStructs !== null
    Y.applyUpdate(this.#doc, update)
    // What waited for something that was lost may have come in by any entry.
    const clients = waited ? [...store.clients.keys()].sort((a, b) => a - b) : clientsIn(update)
    const written: Y.Item[] = []
    for (const client of clients) {
      const end = Y.getState(store, client)
      const from = places.end(client)
      if (end === from) continue
      places.grow(client, end, seq)
      const structs = store.clients.get(client) ?? []
      for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
        const struct = structs[i]
        if (struct instanceof Y.Item) written.push(struct)
      }
    }
    const deleted: Clocks[] = []
    for (const [client, ranges] of deletes.take()) {
      for (const { clock, len } of ranges) {
        places.markDeleted(client, clock, len, seq)
        deleted.push({ client, clock, length: len })
      }
    }
    this.#carry.entry({ seq, written, deleted })
  }
}

/** What a transaction deletes, entry by entry; Yjs itself gets all of it in the end. */
class DeleteLog {
  readonly #clients: Y.Transaction['deleteSet']['clients']
  readonly #taken: Y.Transaction['deleteSet']['clients'] = new Map()

  constructor({ deleteSet }: Y.Transaction) {
    this.#clients = deleteSet.clients
  }

  /** What was deleted since it was asked for last. */
  take(): readonly (readonly [number, readonly { clock: number; len: number }[]])[] {
    if (this.#clients.size === 0) return []
    const taken = [...this.#clients]
    for (const [client, ranges] of taken) {
      const before = this.#taken.get(client)
      if (before === undefined) this.#taken.set(client, [...ranges])
      else for (const range of ranges) before.push(range)
    }
    this.#clients.clear()
    return taken
  }

  end(): void {
    for (const [client, ranges] of this.#taken) this.#clients.set(client, ranges)
  }
}

/** The clients whose clocks are in an update. */
function clientsIn(update: Uint8Array): Iterable<number> {
  const decoder = createDecoder(update)
  const count = readVarUint(decoder)
  if (count === 0) return []
  if (count > 1) return [...Y.parseUpdateMeta(update).to.keys()].sort((a, b) => a - b)
  readVarUint(decoder)
  return [readVarUint(decoder)]
}
