/**
 * A storage in memory that keeps the rules of the port, and whose log can be made to fail or to
 * take its time, for tests of what stands on it.
 */
import { AppError, StorageFailed } from '../../server/contract/errors.ts'
import type { FileId, PageId } from '../../server/contract/ids.ts'
import type {
  Catalogue,
  Change,
  Entry,
  FileStore,
  Snapshot,
  Storage,
  Stored,
  UpdateLog,
} from '../../server/storage/storage.ts'

export interface MemoryStorage extends Storage {
  /**
   * Every append fails from now on until `heal`. `'lost'`: nothing of it is stored; `'stored'`:
   * it is, though the caller hears that it failed; `ready()` waits for `heal` in both cases.
   */
  fail(how: 'lost' | 'stored'): void
  /** The log can be written again. */
  heal(): void
  /** Appends wait, in order, until the function that is returned is called. */
  hold(): () => void
  /** Appends that have been asked for, whatever became of them. */
  appends(): number
}

export function memoryStorage(): MemoryStorage {
  const logs = new Map<PageId, Entry[]>()
  const epochs = new Map<PageId, number>()
  const snapshots = new Map<PageId, Snapshot>()
  const bundles = new Map<PageId, Snapshot>()
  let failing: 'lost' | 'stored' | null = null
  let healed = deferred()
  let gate: Promise<void> = Promise.resolve()
  let queue: Promise<unknown> = Promise.resolve()
  let appends = 0
  let closed = false

  const copy = (entry: Entry): Entry => ({ ...entry, update: entry.update.slice() })

  const notAhead = (page: PageId, found: Snapshot | undefined): Snapshot | null => {
    if (!found || found.seq > (logs.get(page)?.length ?? 0)) return null
    return { seq: found.seq, bytes: found.bytes.slice() }
  }

  const log: UpdateLog = {
    append(page, entries) {
      appends += 1
      if (closed) return Promise.reject(new StorageFailed('the storage is closed'))
      const given = entries.map((entry) => ({ ...entry, update: entry.update.slice() }))
      const result = queue.then(async () => {
        await gate
        if (failing === 'lost') throw new StorageFailed('made to fail')
        const known = logs.get(page) ?? []
        const before = known.length
        logs.set(page, [...known, ...given.map((entry, i) => ({ ...entry, seq: before + i + 1 }))])
        if (failing === 'stored') throw new StorageFailed('made to fail after storing')
        return before + given.length
      })
      queue = result.catch(() => undefined)
      return result
    },
    async *read(page, from, to = Number.POSITIVE_INFINITY) {
      for (const entry of logs.get(page) ?? []) {
        if (entry.seq >= from && entry.seq <= to) yield copy(entry)
      }
    },
    async head(page) {
      return { seq: logs.get(page)?.length ?? 0, epoch: epochs.get(page) ?? 0 }
    },
    async pages() {
      return [...logs].filter(([, entries]) => entries.length > 0).map(([page]) => page)
    },
    async ready() {
      if (failing) await healed.promise
    },
    readSnapshot: async (page) => notAhead(page, snapshots.get(page)),
    readBundle: async (page) => notAhead(page, bundles.get(page)),
    async writeBundle(page, bundle) {
      bundles.set(page, { seq: bundle.seq, bytes: bundle.bytes.slice() })
    },
    async rewrite(page, change) {
      let changed = 0
      const entries = (logs.get(page) ?? []).map((entry) => {
        const update = change(copy(entry))
        if (update !== null) changed += 1
        return update === null ? entry : { ...entry, update: update.slice() }
      })
      if (changed === 0) return 0
      logs.set(page, entries)
      snapshots.delete(page)
      bundles.delete(page)
      return changed
    },
    pack: async () => 0,
    async writeSnapshot(page, snapshot) {
      snapshots.set(page, { seq: snapshot.seq, bytes: snapshot.bytes.slice() })
    },
    async raiseEpoch(page) {
      const epoch = (epochs.get(page) ?? 0) + 1
      epochs.set(page, epoch)
      return epoch
    },
  }

  return {
    log,
    catalogue: memoryCatalogue(),
    files: memoryFiles(),
    damage: () => [],
    async close() {
      closed = true
      await queue
    },
    fail(how) {
      if (!failing) healed = deferred()
      failing = how
    },
    heal() {
      failing = null
      healed.resolve()
    },
    hold() {
      const opening = deferred()
      gate = opening.promise
      return opening.resolve
    },
    appends: () => appends,
  }
}

interface Kept {
  readonly json: string
  readonly revision: number
  readonly unique: readonly string[]
}

function memoryCatalogue(): Catalogue {
  const partitions = new Map<string, Map<string, Kept>>()
  const keyOf = (collection: string, id: string) => `${collection}/${id}`
  const out = (id: string, kept: Kept): Stored<unknown> => ({
    id,
    revision: kept.revision,
    value: JSON.parse(kept.json),
  })
  const within = (partition: string, collection: string) =>
    [...(partitions.get(partition) ?? [])]
      .filter(([key]) => key.startsWith(`${collection}/`))
      .map(([key, kept]) => [key.slice(collection.length + 1), kept] as const)

  const conflict = () => new AppError('conflict', 'Somebody else was quicker.')

  function apply(records: Map<string, Kept>, change: Change): number {
    const key = keyOf(change.collection, change.id)
    const known = records.get(key)
    if (change.expects !== undefined && change.expects !== (known?.revision ?? 0)) throw conflict()
    if (change.do === 'delete') {
      records.delete(key)
      return 0
    }
    const unique = change.unique ?? []
    for (const [other, kept] of records) {
      if (other === key || !other.startsWith(`${change.collection}/`)) continue
      if (kept.unique.some((taken) => unique.includes(taken))) throw conflict()
    }
    const revision = (known?.revision ?? 0) + 1
    records.set(key, { json: JSON.stringify(change.value), revision, unique })
    return revision
  }

  return {
    async get(partition, collection, id) {
      const kept = partitions.get(partition)?.get(keyOf(collection, id))
      return kept ? out(id, kept) : null
    },
    async list(partition, collection) {
      return within(partition, collection)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, kept]) => out(id, kept))
    },
    async find(partition, collection, key) {
      const found = within(partition, collection).find(([, kept]) => kept.unique.includes(key))
      return found ? out(...found) : null
    },
    async transact(partition, changes) {
      const records = new Map(partitions.get(partition))
      const revisions = changes.map((change) => apply(records, change))
      partitions.set(partition, records)
      return revisions
    },
    async partitions() {
      return [...partitions].filter(([, records]) => records.size > 0).map(([name]) => name)
    },
  }
}

function memoryFiles(): FileStore {
  const files = new Map<FileId, Uint8Array>()
  const pieces = async function* (bytes: Uint8Array) {
    yield bytes.slice()
  }
  return {
    async receive(bytes) {
      const all: Uint8Array[] = []
      for await (const piece of bytes) all.push(piece.slice())
      const whole = new Uint8Array(Buffer.concat(all))
      return {
        size: whole.length,
        read: () => pieces(whole),
        keep: async (id) => void files.set(id, whole),
        drop: async () => {},
      }
    },
    async read(id, range) {
      const bytes = files.get(id)
      if (bytes === undefined) return null
      return pieces(range === undefined ? bytes : bytes.subarray(range.from, range.to + 1))
    },
    remove: async (id) => void files.delete(id),
    ids: async () => [...files.keys()].toSorted(),
  }
}

interface Deferred {
  readonly promise: Promise<void>
  readonly resolve: () => void
}

function deferred(): Deferred {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
