/** An update log in memory with the semantics of the port, for tests of what stands on it. */
import { StorageFailed } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import type { Entry, NewEntry, Snapshot, UpdateLog } from '../../server/storage/storage.ts'

export interface MemoryLog extends UpdateLog {
  /** The page's entries as they stand. */
  entries(page: PageId): readonly Entry[]
  /** From now on appends wait until `release` is called. */
  hold(): void
  release(): void
  /** The next appends fail; `stored` says whether their entries are kept all the same. */
  failNext(stored: boolean): void
  /** Calls when entries have become durable. */
  onDurable: ((page: PageId, entries: readonly Entry[]) => void) | null
}

/** `delay` says for how many turns of the event loop an append takes. */
export function memoryLog(delay: () => number = () => 1): MemoryLog {
  const pages = new Map<PageId, Entry[]>()
  const snapshots = new Map<PageId, Snapshot>()
  const bundles = new Map<PageId, Snapshot>()
  const epochs = new Map<PageId, number>()
  let failing: { stored: boolean } | null = null
  let held: Promise<void> | null = null
  let release = () => {}
  let tail: Promise<unknown> = Promise.resolve()

  const entriesOf = (page: PageId) => {
    const known = pages.get(page)
    if (known !== undefined) return known
    const made: Entry[] = []
    pages.set(page, made)
    return made
  }

  async function append(page: PageId, entries: readonly NewEntry[]): Promise<number> {
    for (let turns = delay(); turns > 0; turns--) await new Promise(setImmediate)
    while (held !== null) await held
    const failure = failing
    failing = null
    const list = entriesOf(page)
    const stored: Entry[] = []
    if (failure === null || failure.stored) {
      for (const entry of entries) {
        const kept = { ...entry, update: entry.update.slice(), seq: list.length + 1 }
        list.push(kept)
        stored.push(kept)
      }
    }
    if (failure !== null) throw new StorageFailed('The disk is full')
    log.onDurable?.(page, stored)
    return list.length
  }

  const log: MemoryLog = {
    onDurable: null,
    append(page, entries) {
      const done = tail.then(() => append(page, entries))
      tail = done.catch(() => {})
      return done
    },
    async *read(page, from, to = Number.POSITIVE_INFINITY) {
      for (const entry of [...entriesOf(page)]) {
        if (entry.seq >= from && entry.seq <= to) yield entry
      }
    },
    head: async (page) => ({ seq: entriesOf(page).length, epoch: epochs.get(page) ?? 0 }),
    pages: async () => [...pages.keys()].filter((page) => entriesOf(page).length > 0),
    ready: async () => {},
    readSnapshot: async (page) => snapshots.get(page) ?? null,
    async writeSnapshot(page, snapshot) {
      snapshots.set(page, { seq: snapshot.seq, bytes: snapshot.bytes.slice() })
    },
    readBundle: async (page) => bundles.get(page) ?? null,
    async writeBundle(page, bundle) {
      bundles.set(page, { seq: bundle.seq, bytes: bundle.bytes.slice() })
    },
    async rewrite(page, change) {
      let changed = 0
      const entries = entriesOf(page).map((entry) => {
        const update = change(entry)
        if (update !== null) changed += 1
        return update === null ? entry : { ...entry, update: update.slice() }
      })
      if (changed === 0) return 0
      pages.set(page, entries)
      snapshots.delete(page)
      bundles.delete(page)
      return changed
    },
    pack: async () => 0,
    async raiseEpoch(page) {
      const epoch = (epochs.get(page) ?? 0) + 1
      epochs.set(page, epoch)
      return epoch
    },
    entries: entriesOf,
    hold() {
      held ??= new Promise((resolve) => {
        release = resolve
      })
    },
    release() {
      held = null
      release()
    },
    failNext(stored) {
      failing = { stored }
    },
  }
  return log
}
