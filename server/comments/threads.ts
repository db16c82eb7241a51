/**
 * The threads of pages, as records. Those of a page are read again and again by all who have it
 * open, so they are kept in memory; a change writes its page's partition and nothing else.
 */
import { must } from '#contract/asserts.ts'
import { notFound } from '#contract/errors.ts'
import type { PageId, ThreadId } from '#contract/ids.ts'
import type { Happening } from '#contract/notices.ts'
import { mostThreads, type ThreadAnchor, type YjsId } from '#contract/threads.ts'
import type { Bus } from '../bus/bus.ts'
import { isConflict, retryConflict } from '../storage/conflict.ts'
import { overwrite } from '../storage/overwrite.ts'
import { listRecords, threadsOf, threadsPartition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import {
  type Changed,
  inOrder,
  type KeptThread,
  keptThread,
  noRoom,
  type StoredThread,
} from './kept-thread.ts'
import { type Tally, tallyOf } from './tally.ts'

/** Pages whose threads are kept in memory. */
const keptPages = 1_000

/** All that is said on one page, as characters of JSON: it is one file. */
const mostOnPage = 10_000_000

export interface Threads {
  /** All threads of a page, in the order in which they were begun. */
  of(page: PageId): Promise<readonly StoredThread[]>
  /** AppError not-found where it is none of the page's. */
  get(page: PageId, id: ThreadId): Promise<StoredThread>
  /** How many they are and what became of them. */
  tally(page: PageId): Promise<Tally>
  /**
   * Stores a new thread, with what people are to be told of it, or gives the one that has the same
   * `key`. AppError too-large where there is no room.
   */
  begin(made: Changed, key: string | null): Promise<StoredThread>
  /**
   * Changes a thread; `change` gets it as it is and is asked again when somebody else was quicker;
   * null leaves it as it is. What it throws is passed on. AppError not-found, too-large.
   */
  change(
    page: PageId,
    id: ThreadId,
    change: (known: KeptThread, all: readonly StoredThread[]) => Changed | null,
  ): Promise<StoredThread>
  /**
   * Puts anchors elsewhere, those that are still where they are thought to be, all in one
   * transaction.
   */
  move(page: PageId, moves: ReadonlyMap<ThreadId, Move>): Promise<void>
  /** The pages on which something was ever said. */
  pages(): Promise<readonly PageId[]>
  /** Makes sure that nothing is left on the disk of what was taken out of a page's threads. */
  overwrite(page: PageId): Promise<void>
}

/** Where an anchor was, and where it is to be. */
export interface Move {
  readonly from: ThreadAnchor
  readonly to: ThreadAnchor
}

/** A thread that is to be, and the revision that was seen. */
interface Seen extends Changed {
  readonly expects: number
}

/** What is kept of a page. Changed in place, together with what follows from it. */
interface KeptPage {
  readonly threads: Map<string, StoredThread>
  readonly sizes: Map<string, number>
  size: number
  tally: Tally | null
}

const sizeOf = (value: KeptThread) => JSON.stringify(value).length

export function createThreads(deps: { readonly bus: Bus; readonly catalogue: Catalogue }): Threads {
  const { bus, catalogue } = deps
  const known = new Map<PageId, Promise<KeptPage>>()
  /** Changes of a thread go one after the other: a hall that answers at once is no conflict. */
  const turns = new Map<ThreadId, Promise<void>>()

  async function read(page: PageId): Promise<KeptPage> {
    const place = { partition: threadsPartition(page), collection: 'threads' } as const
    const kept: KeptPage = { threads: new Map(), sizes: new Map(), size: 0, tally: null }
    for (const stored of await listRecords(catalogue, place, keptThread)) put(kept, stored)
    return kept
  }

  async function keptOf(page: PageId): Promise<KeptPage> {
    const reading = known.get(page) ?? read(page)
    // The one asked for last is the last to be forgotten.
    known.delete(page)
    known.set(page, reading)
    for (const oldest of known.keys()) {
      if (known.size <= keptPages) break
      known.delete(oldest)
    }
    try {
      return await reading
    } catch (error) {
      if (known.get(page) === reading) known.delete(page)
      throw error
    }
  }

  /** Writes them, and keeps what was written. Where somebody else was quicker all is read again. */
  async function storeAll(page: PageId, all: readonly Seen[]): Promise<readonly StoredThread[]> {
    const puts = all.map(({ expects, value }): Change => {
      return {
        ...{ do: 'put', collection: 'threads', id: value.id, value, expects, unique: value.sent },
      }
    })
    const tells = all.flatMap(({ happening }) => (happening ? [putHappening(happening)] : []))
    let revisions: readonly number[]
    try {
      revisions = await catalogue.transact(threadsPartition(page), [...puts, ...tells])
    } catch (error) {
      if (isConflict(error)) known.delete(page)
      throw error
    }
    const stored = all.map(({ value }, index): StoredThread => {
      return { id: value.id, revision: revisions[index] ?? 0, value }
    })
    const reading = known.get(page)
    if (reading) {
      const kept = await reading
      for (const one of stored) put(kept, one)
    }
    bus.publish({ kind: 'threads', page })
    return stored
  }

  async function store(changed: Changed, expects: number): Promise<StoredThread> {
    const [stored] = await storeAll(changed.value.page, [{ ...changed, expects }])
    return must(stored, 'one was stored')
  }

  function requireRoom(kept: KeptPage, { says, value }: Changed): void {
    if (!says) return
    const before = kept.sizes.get(value.id) ?? 0
    if (kept.size - before + sizeOf(value) > mostOnPage) throw noRoom('page')
  }

  function inTurn<T>(id: ThreadId, act: () => Promise<T>): Promise<T> {
    const acting = (turns.get(id) ?? Promise.resolve()).then(act)
    const over = acting.then(
      () => {},
      () => {},
    )
    turns.set(id, over)
    void over.then(() => {
      if (turns.get(id) === over) turns.delete(id)
    })
    return acting
  }

  return {
    of: async (page) => inOrder((await keptOf(page)).threads.values()),

    async get(page, id) {
      const found = (await keptOf(page)).threads.get(id)
      if (!found) throw notFound()
      return found
    },

    async tally(page) {
      const kept = await keptOf(page)
      return (kept.tally ??= tallyOf([...kept.threads.values()].map(({ value }) => value)))
    },

    begin: (made, key) =>
      retryConflict(async () => {
        const kept = await keptOf(made.value.page)
        const sent = key === null ? undefined : withKey(kept, key)
        if (sent) return sent
        // Two at the same moment may make it one more: it is a limit of sense.
        if (kept.threads.size >= mostThreads) throw noRoom('page')
        requireRoom(kept, made)
        return store(made, 0)
      }),

    change: (page, id, change) =>
      inTurn(id, () =>
        retryConflict(async () => {
          const kept = await keptOf(page)
          const found = kept.threads.get(id)
          if (!found) throw notFound()
          const changed = change(found.value, inOrder(kept.threads.values()))
          if (!changed) return found
          requireRoom(kept, changed)
          return store(changed, found.revision)
        }),
      ),

    move: (page, moves) =>
      retryConflict(async () => {
        const kept = await keptOf(page)
        const moved = [...kept.threads.values()].flatMap(({ revision, value }): Seen[] => {
          const move = moves.get(value.id)
          if (!move || !isSame(value.anchor, move.from)) return []
          return [{ value: { ...value, anchor: move.to }, happening: null, expects: revision }]
        })
        if (moved.length > 0) await storeAll(page, moved)
      }),

    pages: async () => (await catalogue.partitions()).flatMap((one) => threadsOf(one) ?? []),

    overwrite: (page) => overwrite(catalogue, threadsPartition(page)),
  }
}

function put(kept: KeptPage, stored: StoredThread): void {
  const { id, revision, value } = stored
  // What was read meanwhile may be newer already.
  if ((kept.threads.get(id)?.revision ?? 0) >= revision) return
  const size = sizeOf(value)
  kept.size += size - (kept.sizes.get(id) ?? 0)
  kept.sizes.set(id, size)
  kept.threads.set(id, stored)
  kept.tally = null
}

function withKey({ threads }: KeptPage, key: string): StoredThread | undefined {
  return [...threads.values()].find(({ value }) => value.sent.includes(key))
}

const putHappening = (value: Happening): Change => ({
  ...{ do: 'put', collection: 'outbox', id: value.id, value, expects: 0 },
})

function isSame(anchor: ThreadAnchor | null, { first, last, lastThere, seq }: ThreadAnchor) {
  const same = (a: YjsId, b: YjsId) => a.client === b.client && a.clock === b.clock
  if (anchor === null || anchor.seq !== seq || anchor.lastThere !== lastThere) return false
  return same(anchor.first, first) && same(anchor.last, last)
}
