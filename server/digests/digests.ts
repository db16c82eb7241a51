/**
 * Keeps what each page holds in short (`digest-of.ts`) in step with its text.
 *
 * A page that is written on says so with every entry; what is stored is where it has come to after
 * a few seconds. Whatever is missing or behind, because the server was killed or is a newer one,
 * is found at the start or when a list asks, and made anew in its turn. Nobody ever waits for it.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '#contract/errors.ts'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { type Digest, type Page, page as pageRecord } from '#contract/records.ts'
import { listRecords, strategyOf, strategyOfPage } from '../storage/records.ts'
import type { Catalogue, UpdateLog } from '../storage/storage.ts'
import { digestVersion } from './digest-of.ts'
import type { DigestStore, KeptDigest } from './digest-store.ts'
import type { MakeDigest } from './make-digest.ts'
import { TurnsOfPages } from './turns-of-pages.ts'

/** Milliseconds. */
export interface DigestTimes {
  /** From the first change of a page to its digest. */
  readonly wait: number
  /** Between two digests of one page, at least. */
  readonly every: number
  /** After a failure. */
  readonly retry: number
  /** What is not made so soon after the end began is made at the next start. */
  readonly close: number
}

const usualTimes: DigestTimes = { wait: 3_000, every: 5_000, retry: 10_000, close: 500 }
/** Pages that are looked at before what was found is stored. */
const atOnce = 20
/** Others have three quarters of the time, and never wait for one page for long. */
const restFor = 3
const longestRest = 100

export interface Digests {
  /** Something on the page is another now. */
  changed(page: PageId): void
  /** Makes the digest of a page anew and stores it, where the old one must not stay. */
  renew(page: PageId): Promise<void>
  /** What is known of these pages. What is missing or behind will be made soon. */
  of(pages: Iterable<Page>): Promise<ReadonlyMap<PageId, Digest>>
  /** Looks for what is missing or behind, in all strategies. Never rejects. */
  catchUp(): Promise<void>
  /** Stores what waits, as far as it is quickly done. */
  close(): Promise<void>
}

export function createDigests(deps: {
  readonly catalogue: Catalogue
  readonly log: UpdateLog
  readonly make: MakeDigest
  readonly report: (error: unknown, what: string) => void
  readonly store: DigestStore
  readonly times?: Partial<DigestTimes> | undefined
}): Digests {
  const { catalogue, log, make, report, store } = deps
  const times = { ...usualTimes, ...deps.times }
  const turns = new TurnsOfPages(times.every)
  // A page stays in its strategy for ever.
  const parents = new Map<PageId, StrategyId>()
  let timer: NodeJS.Timeout | null = null
  let working: Promise<void> | null = null
  let catchingUp: Promise<void> = Promise.resolve()
  let closed = false

  async function parentOf(page: PageId): Promise<StrategyId | null> {
    const known = parents.get(page) ?? (await strategyOfPage(catalogue, page))
    if (known) parents.set(page, known)
    return known
  }

  function wait(page: PageId, ms: number): void {
    turns.add(page, performance.now() + ms)
    schedule()
  }

  function schedule(): void {
    const next = turns.next()
    if (timer !== null || working !== null || closed || next === null) return
    timer = setTimeout(
      () => {
        timer = null
        const pages = turns.due(performance.now(), atOnce)
        working = work(pages, () => !closed).then(() => {
          working = null
          schedule()
        })
      },
      Math.max(0, next - performance.now()),
    )
    timer.unref()
  }

  function failed(error: unknown, what: string, pages: readonly PageId[]): void {
    report(error, what)
    for (const page of pages) wait(page, times.retry)
  }

  /** Makes and stores the digests of these pages. Never rejects; what fails waits again. */
  async function work(pages: readonly PageId[], goesOn: () => boolean): Promise<void> {
    const made = new Map<StrategyId, Digest[]>()
    for (const page of pages) {
      if (!goesOn()) break
      const since = performance.now()
      turns.take(page, since)
      try {
        const strategy = await parentOf(page)
        const digest = strategy && (await makeOne(page, strategy))
        if (digest) made.set(strategy, [...(made.get(strategy) ?? []), digest])
      } catch (error) {
        failed(error, `making the digest of page ${page}`, [page])
      }
      if (!closed) await pause(Math.min(longestRest, restFor * (performance.now() - since)))
    }
    for (const [strategy, digests] of made) {
      try {
        await store.put(strategy, digests)
      } catch (error) {
        const ids = digests.map(({ page }) => page)
        failed(error, `storing the digests of strategy ${strategy}`, ids)
      }
    }
  }

  async function makeOne(page: PageId, strategy: StrategyId): Promise<Digest | null> {
    try {
      return await make(page, await store.get(strategy, page))
    } catch (error) {
      // Without a log there is nothing to tell; that it is gone is told by the storage.
      if (error instanceof AppError && error.code === 'not-found') return null
      throw error
    }
  }

  async function isBehind(page: PageId, known: KeptDigest | undefined): Promise<boolean> {
    const { seq } = await log.head(page)
    return seq !== (known?.seq ?? 0) || (seq > 0 && known?.version !== digestVersion)
  }

  async function of(pages: Iterable<Page>): Promise<ReadonlyMap<PageId, Digest>> {
    const byStrategy = new Map<StrategyId, ReadonlyMap<PageId, KeptDigest>>()
    const found = new Map<PageId, Digest>()
    for (const { id, strategy } of pages) {
      const all = byStrategy.get(strategy) ?? (await store.list(strategy))
      byStrategy.set(strategy, all)
      parents.set(id, strategy)
      const known = all.get(id)
      if (known) found.set(id, known)
      if (await isBehind(id, known)) wait(id, times.wait)
    }
    return found
  }

  async function lookEverywhere(): Promise<void> {
    for (const partition of await catalogue.partitions()) {
      if (closed) return
      if (strategyOf(partition) === null) continue
      const pages = await listRecords(catalogue, { partition, collection: 'pages' }, pageRecord)
      await of(pages.map(({ value }) => value))
    }
  }

  return {
    changed: (page) => wait(page, times.wait),
    of,

    async renew(page) {
      // One that is being made may have looked at the page before.
      await working
      const strategy = await parentOf(page)
      const digest = strategy && (await makeOne(page, strategy))
      if (digest) await store.put(strategy, [digest])
    },

    catchUp() {
      catchingUp = lookEverywhere().catch((error: unknown) => report(error, 'missing digests'))
      return catchingUp
    },

    async close() {
      closed = true
      if (timer) clearTimeout(timer)
      timer = null
      await Promise.all([working, catchingUp])
      const until = performance.now() + times.close
      await work(turns.due(Infinity, Infinity), () => performance.now() < until)
    },
  }
}
