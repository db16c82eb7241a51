/**
 * The storage port. Its comments are its semantics; `tests/contract/storage-rules.ts` runs them on
 * every adapter. L = update log, C = catalogue, F = bytes of files, ST = all of it.
 */
import type { EntryKind } from '#contract/records.ts'
import type { FileId, PageId, PersonId, Seq } from '#contract/ids.ts'

/** What the room hands over. The log gives it its place. */
export interface NewEntry {
  readonly author: PersonId
  readonly kind: EntryKind
  /** Milliseconds since 1970 by the server's clock. Shown, never used for order. */
  readonly at: number
  /** Of a restore the moment that it brings back, of an unrestore the restore. */
  readonly about?: Seq
  /** A Yjs update, version 1. Kept and given back byte for byte. */
  readonly update: Uint8Array
}

/** One effective update of a page. */
export interface Entry extends NewEntry {
  readonly seq: Seq
}

/** Where a page's log stands. */
export interface Head {
  /** Last entry's place, 0 for an empty log. */
  readonly seq: Seq
  /** Raised by restoring a backup and by found damage: clients from before may hold more. */
  readonly epoch: number
}

/** What was found missing or spoilt. Never silent. */
export interface Damage {
  /** The page, or null where it concerns the catalogue or the whole folder. */
  readonly page: PageId | null
  /** One English sentence: what is missing, and which entries. */
  readonly text: string
}

/** Derived from the log and never the truth: a missing or wrong snapshot costs time only. */
export interface Snapshot {
  /** The state holds all entries up to and including this one. */
  readonly seq: Seq
  readonly bytes: Uint8Array
}

export interface UpdateLog {
  /**
   * L1 Appends in order; `seq` is dense per page, starting at 1, also when several callers append
   *    to one page at once.
   * L2 Resolves with the last `seq` only when every entry is durable (fsynced): a kill or a power
   *    cut after that loses nothing of it.
   * L3 All or nothing: either all `entries` are stored or none. At most 50,000 at once.
   * L4 Rejects with StorageFailed when it cannot promise that. After a rejection it is unknown to
   *    the caller whether the entries were stored; `ready()` tells when the log can be read again
   *    and is then certain about what it holds.
   * L5 Appends to different pages that wait at the same time share one fsync (group commit).
   */
  append(page: PageId, entries: readonly NewEntry[]): Promise<Seq>

  /**
   * L6 Entries with `from <= seq <= to` in order. Bytes are identical to what was appended.
   *    Sees everything whose append has resolved before the call. Entries lost to damage are left
   *    out here and named in `damage()`.
   */
  read(page: PageId, from: Seq, to?: Seq): AsyncIterable<Entry>

  /** L7 Where the page's log stands, without reading it. {seq: 0, epoch: 0} for an unknown page. */
  head(page: PageId): Promise<Head>

  /** L8 Every page that has at least one entry. */
  pages(): Promise<readonly PageId[]>

  /**
   * L9 Resolves when the log is writable. After a write error the adapter closes, reopens and
   *    verifies its heads by itself, again and again until it works; nothing is appended
   *    meanwhile (appends reject at once). Resolves immediately when all is well.
   */
  ready(): Promise<void>

  /** L10 The newest snapshot, or null. A snapshot ahead of the log is never given out. */
  readSnapshot(page: PageId): Promise<Snapshot | null>

  /** L11 Replaces the snapshot, atomically; not necessarily durable when it resolves. */
  writeSnapshot(page: PageId, snapshot: Snapshot): Promise<void>

  /** L12 Raises the page's epoch by one, durably, and resolves with the new one. */
  raiseEpoch(page: PageId): Promise<number>

  /** L13 The newest history bundle, or null; like a snapshot it is derived and never ahead. */
  readBundle(page: PageId): Promise<Snapshot | null>

  /** L14 Replaces the history bundle, atomically; not necessarily durable when it resolves. */
  writeBundle(page: PageId, bundle: Snapshot): Promise<void>

  /**
   * L15 Writes entries of a page anew, each with the `update` that `change` gives for it; null
   *    leaves it as it is. Number, author, kind and time stay. Snapshot and bundle are dropped.
   *    Resolves with how many were changed when that is durable and when no byte of the old updates
   *    of this page is left in any file of the log, whatever the files are packed with; that waits
   *    for backups that are being made. Where nothing is to be changed nothing is dropped. What
   *    `change` throws is passed on, and nothing is changed.
   * L16 All or nothing also when the machine stops in between: the next start ends what was begun.
   *    That the page was rewritten is kept with it, and `check` knows it from damage.
   */
  rewrite(page: PageId, change: (entry: Entry) => Uint8Array | null): Promise<number>

  /**
   * L17 Packs what lies loose of a page, oldest first, when there is enough of it: reading gives
   *    the same entries, byte for byte, and takes the disk a fraction. Resolves with how many were
   *    packed; 0 when there is nothing to do. May run beside everything else.
   */
  pack(page: PageId): Promise<number>
}

/** The collections of the catalogue. */
export type Collection =
  | 'organisation'
  | 'people'
  | 'credentials'
  | 'sessions'
  | 'tokens'
  | 'links'
  | 'units'
  | 'invitations'
  | 'arrivals'
  | 'strategies'
  | 'memberships'
  | 'pages'
  | 'digests'
  | 'answers'
  | 'files'
  | 'templates'
  | 'versions'
  | 'redactions'
  /** Words that are still to be taken out of what lies beside a history. */
  | 'forgetting'
  /** Written only so that what was there before goes. */
  | 'blanks'
  | 'desks'
  | 'threads'
  /** What people are still to be told of what was said. */
  | 'outbox'
  | 'notices'
  /** What a person wants to be told of, and how. */
  | 'wishes'
  /** Reviews of pages that a person was told of. */
  | 'told'
  | 'approvals'
  | 'editions'
  /** What was frozen: the texts of an approval or of an edition. */
  | 'frozen'
  /** How a strategy is published. */
  | 'publications'
  | 'feedback'
  /** What readers wrote that was removed: that it was. */
  | 'removals'
  /** Who said to have read which edition. */
  | 'readings'
  /** Who agreed to be named in editions of a strategy. */
  | 'consents'

/** Where a record lives: records of one partition are stored, and locked, together. */
export type Partition = string

export interface Stored<T> {
  readonly id: string
  /** 1 for the first write, +1 for each later one. */
  readonly revision: number
  readonly value: T
}

/** One change of a transaction. */
export type Change =
  | {
      readonly do: 'put'
      readonly collection: Collection
      readonly id: string
      readonly value: unknown
      /**
       * Revision that the writer has seen: 0 = must not exist. Left out: whatever is there is
       * replaced.
       */
      readonly expects?: number
      /** Unique within the collection and partition; two records cannot hold one key. */
      readonly unique?: readonly string[]
    }
  | {
      readonly do: 'delete'
      readonly collection: Collection
      readonly id: string
      readonly expects?: number
    }

export interface Catalogue {
  /** C1 The record, or null. Values are plain JSON; what comes out never shares memory inside. */
  get(partition: Partition, collection: Collection, id: string): Promise<Stored<unknown> | null>

  /** C2 All records of a collection in a partition, ordered by id. */
  list(partition: Partition, collection: Collection): Promise<readonly Stored<unknown>[]>

  /** C3 The record of the collection that holds the unique key, or null. */
  find(partition: Partition, collection: Collection, key: string): Promise<Stored<unknown> | null>

  /**
   * C4 Makes all changes or none; resolves when they are durable, with the new revisions in order.
   *    Nothing of it can be read before it is durable.
   * C5 An `expects` that does not hold, or a taken unique key: AppError 'conflict', nothing done.
   * C6 Transactions that wait at the same time on one partition share one write.
   * C7 A write that fails: StorageFailed, nothing done, and later transactions can succeed. Only
   *    when the disk then refuses to take it back, too, may a restart find it done.
   */
  transact(partition: Partition, changes: readonly Change[]): Promise<readonly number[]>

  /** C8 Every partition that holds a record. */
  partitions(): Promise<readonly Partition[]>
}

/** Bytes that have come in and are no file yet: kept, or gone. */
export interface Incoming {
  /** How many they are. */
  readonly size: number

  /** F22 The bytes as they came, as often as asked for, until they are kept or dropped. */
  read(): AsyncIterable<Uint8Array>

  /**
   * F23 Makes them the file `id`, which there is not yet, and resolves when that is durable: a kill
   *    or a power cut after that loses nothing of it; before that there is no such file.
   * F24 Rejects with StorageFailed when it cannot promise that: the file is not there then, unless
   *    the disk refuses to take it back, too, and a restart finds it.
   */
  keep(id: FileId): Promise<void>

  /** F25 Gives them up. Does nothing to what was kept. What was neither is gone at a restart. */
  drop(): Promise<void>
}

/** Part of a file: from the byte `from` to the byte `to`, both included, 0 for the first. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/** The bytes of files. A file never changes once it is there. Names and rights are records. */
export interface FileStore {
  /**
   * F20 Takes bytes in as they come; resolves when all are held. An error of `bytes` is passed on,
   *    and nothing is left of them then.
   * F21 Rejects with StorageFailed when they cannot be held, also when so little room is left that
   *    text may soon need it, and nothing is left of them.
   */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<Incoming>

  /**
   * F26 The file's bytes, byte for byte as they were kept, or a part of them; null when there is
   *    no such file. Whoever reads a file as a whole never gets all of one that is spoilt: it ends
   *    with StorageFailed before its end, and is named in `damage()`.
   */
  read(id: FileId, range?: ByteRange): Promise<AsyncIterable<Uint8Array> | null>

  /** F27 Removes a file for good; nothing where there is none. */
  remove(id: FileId): Promise<void>

  /** F28 Every file there is, in the order of their ids. */
  ids(): Promise<readonly FileId[]>
}

export interface Storage {
  readonly log: UpdateLog
  readonly catalogue: Catalogue
  readonly files: FileStore
  /** ST1 What was found missing or spoilt since opening, in full. */
  damage(): readonly Damage[]
  /** ST2 Flushes and releases everything. Idempotent. Pending appends settle first. */
  close(): Promise<void>
}
