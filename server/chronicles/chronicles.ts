/**
 * The histories of pages, kept ready. A history follows from the log: it is built in a thread of
 * its own from the bundle that was kept and the entries since, and a few stay open for a while.
 */
import { AppError, notFound } from '#contract/errors.ts'
import type { PageId, PersonId, Seq } from '#contract/ids.ts'
import type { Anchor, Resolved } from '../history/anchors.ts'
import type { PageChanges } from '../history/page-changes.ts'
import type { IdRange } from '../history/id-ranges.ts'
import type { Wanted } from '../history/restore.ts'
import type { UpdateLog } from '../storage/storage.ts'
import type { Contributions } from './contributions.ts'
import { createContributors } from './contributors.ts'
import { inPieces } from './pieces.ts'
import type { Answers, PageMoment, Redacting, YjsId } from './questions.ts'
import { createSlots } from './slots.ts'
import { decodeStored, encodeStored } from './stored-bundle.ts'
import { createThread, type Thread } from './thread.ts'

/** Histories that are open at the same time. One of 150,000 entries takes some 30 MB. */
const mostOpen = 4
/** Milliseconds after which an open one that nobody asks for is let go. */
const usuallyIdle = 60_000
/** A bundle that is so many entries behind is replaced by one that was made for somebody. */
const worthKeeping = 200

export type { Anchor, IdRange, Redacting, Resolved, YjsId }

export interface Bundle {
  /** The last entry in it. */
  readonly seq: Seq
  /** Packed with brotli. */
  readonly packed: Uint8Array
}

export interface Chronicles {
  /** The page's history as it is stored now. Those who ask at the same time share one. */
  bundle(page: PageId): Promise<Bundle>
  /** Renews the bundle that is kept, if it is at least so many entries behind. Was it? */
  renew(page: PageId, behind: number): Promise<boolean>
  /** The page after an entry. AppError not-found for a moment that there is not. */
  at(page: PageId, seq: Seq): Promise<PageMoment>
  /** What became another between two moments. AppError not-found as `at`; 0 is before all. */
  changes(page: PageId, from: Seq, to: Seq): Promise<PageChanges>
  /**
   * What makes the page as it is stored now what is wanted, as an update; null when it is so
   * already. `seq` is the last entry that it knows. AppError not-found for a moment or part that
   * there is not.
   */
  restore(page: PageId, wanted: Wanted, part: YjsId | null): Promise<Answers['restore']>
  /** What has to go, as the page is stored now, so that these passages are gone from all of it. */
  redaction(page: PageId, chosen: readonly IdRange[]): Promise<Redacting>
  /** The names in mentions of a person, whenever they stood there. */
  mentions(page: PageId, person: PersonId): Promise<Answers['mentions']>
  /** Where anchors are on the page as it is stored now, in their order. */
  anchors(page: PageId, anchors: readonly Anchor[]): Promise<Answers['anchors']>
  /** Who wrote on the page, and in which weeks. */
  contributions(page: PageId): Promise<Contributions>
  /** Runs what makes the page's log another one: nothing from before is given out or kept after. */
  rewriting<T>(page: PageId, act: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface Open {
  /** The log it was made from. */
  readonly epoch: number
  seq: Seq
  /** Asked something at the moment. */
  busy: number
  usedAt: number
}

export function createChronicles(deps: {
  readonly log: UpdateLog
  readonly report: (error: unknown, what: string) => void
  /** Milliseconds. */
  readonly idleMs?: number
}): Chronicles {
  const { idleMs = usuallyIdle, log, report } = deps
  /** What the thread holds, the one used last at the end. */
  const open = new Map<PageId, Open>()
  /** The last thing to happen to each page, so that one follows the other. */
  const queues = new Map<PageId, Promise<unknown>>()
  const building = new Map<PageId, Promise<Bundle>>()
  const contributions = createContributors(log)
  // Whoever is asked about is not let go of, so no more are open than are asked about at once.
  const slots = createSlots(mostOpen)
  let closed = false
  const thread: Thread = createThread((error) => {
    open.clear()
    report(error, 'the thread of the histories')
  })

  const idle = setInterval(() => void rest(), idleMs / 4)
  idle.unref()

  /** One thing after the other for each page. */
  function inTurn<T>(page: PageId, act: () => Promise<T>): Promise<T> {
    const acting = (queues.get(page) ?? Promise.resolve()).then(act, act)
    const settled = acting.then(
      () => {},
      () => {},
    )
    queues.set(page, settled)
    void settled.then(() => {
      if (queues.get(page) === settled) queues.delete(page)
    })
    return acting
  }

  /** Lets go of what nobody has asked for lately, and then of the thread, if it holds nothing. */
  async function rest(): Promise<void> {
    const before = performance.now() - idleMs
    const unused = [...open].filter(([, { busy, usedAt }]) => busy === 0 && usedAt < before)
    await Promise.all(unused.map(([page]) => letGo(page)))
    if (open.size === 0 && queues.size === 0) await thread.end()
  }

  async function letGo(page: PageId): Promise<void> {
    if (!open.delete(page)) return
    try {
      await thread.ask('close', { page })
    } catch (error) {
      if (!closed) report(error, `letting go of the history of page ${page}`)
    }
  }

  function makeRoom(): void {
    for (const [page, { busy }] of open) {
      if (open.size < mostOpen) return
      if (busy === 0) void letGo(page)
    }
  }

  async function begin(page: PageId, epoch: number): Promise<Open> {
    makeRoom()
    const kept = await log.readBundle(page)
    const packed = kept && (decodeStored(kept.bytes)?.packed ?? null)
    let seq: Seq
    try {
      seq = await thread.ask('open', { page, packed })
    } catch (error) {
      if (closed) throw error
      // Derived: one that cannot be used costs time, nothing else.
      report(error, `the kept history of page ${page}`)
      seq = await thread.ask('open', { page, packed: null })
    }
    const made: Open = { epoch, seq, busy: 0, usedAt: performance.now() }
    open.set(page, made)
    return made
  }

  /** Asks the thread about a page, of which it then holds everything that is stored now. */
  async function ask<T>(page: PageId, act: (thread: Thread, head: Seq) => Promise<T>): Promise<T> {
    const asked = async (): Promise<T> => {
      if (closed) throw new AppError('shutting-down', 'Talkoot is being restarted.')
      const { epoch, seq: head } = await log.head(page)
      if (head === 0) throw notFound()
      let held = open.get(page)
      // After a loss the log may say something else under the same numbers.
      if (held && (held.epoch !== epoch || held.seq > head)) {
        await letGo(page)
        held = undefined
      }
      held ??= await begin(page, epoch)
      held.busy += 1
      open.delete(page)
      open.set(page, held)
      try {
        for await (const entries of inPieces(log, page, held.seq + 1, head)) {
          held.seq = await thread.ask('append', { page, entries })
        }
        return await act(thread, held.seq)
      } catch (error) {
        // Nobody knows how far it got.
        if (!(error instanceof AppError)) await letGo(page)
        throw error
      } finally {
        held.busy -= 1
        held.usedAt = performance.now()
      }
    }
    return inTurn(page, () => slots(asked))
  }

  /** Makes the bundle, and keeps it when it is so many entries ahead of the one that is kept. */
  function make(page: PageId, worthIt: number): Promise<Bundle> {
    return ask(page, async (asked) => {
      const { contributions: of, packed, seq } = await asked.ask('bundle', { page })
      const before = (await log.readBundle(page))?.seq ?? 0
      if (before === 0 || seq - before >= worthIt) {
        await log.writeBundle(page, { seq, bytes: encodeStored(of, packed) })
      }
      return { seq, packed }
    })
  }

  /** The bundle as it is kept, when nothing was written since. */
  async function ready(page: PageId): Promise<Bundle | null> {
    const kept = await log.readBundle(page)
    if (kept === null || kept.seq !== (await log.head(page)).seq) return null
    const decoded = decodeStored(kept.bytes)
    return decoded && { seq: kept.seq, packed: decoded.packed }
  }

  async function share(page: PageId): Promise<Bundle> {
    try {
      return (await ready(page)) ?? (await make(page, worthKeeping))
    } finally {
      building.delete(page)
    }
  }

  async function requireMoment(page: PageId, seq: Seq, first: Seq): Promise<void> {
    if (seq < first || seq > (await log.head(page)).seq) throw notFound()
  }

  return {
    bundle(page) {
      const shared = building.get(page)
      if (shared) return shared
      const made = share(page)
      building.set(page, made)
      return made
    },

    async renew(page, behind) {
      const { seq } = await log.head(page)
      const before = (await log.readBundle(page))?.seq ?? 0
      if (seq === before || seq - before < behind) return false
      await make(page, 0)
      return true
    },

    async at(page, seq) {
      await requireMoment(page, seq, 1)
      return ask(page, (asked) => asked.ask('at', { page, seq }))
    },

    async changes(page, from, to) {
      await requireMoment(page, from, 0)
      await requireMoment(page, to, from)
      return ask(page, (asked) => asked.ask('changes', { page, from, to }))
    },

    async restore(page, wanted, part) {
      await requireMoment(page, wanted.seq, 1)
      return ask(page, (asked) => asked.ask('restore', { page, part, wanted }))
    },

    redaction: (page, chosen) => ask(page, (asked) => asked.ask('redaction', { page, chosen })),

    mentions: (page, person) => ask(page, (asked) => asked.ask('mentions', { page, person })),

    anchors: (page, anchors) => ask(page, (asked) => asked.ask('anchors', { page, anchors })),

    contributions: contributions.of,

    rewriting: (page, act) =>
      inTurn(page, async () => {
        if (open.has(page)) await letGo(page)
        contributions.forget(page)
        return act()
      }),

    async close() {
      closed = true
      clearInterval(idle)
      open.clear()
      await thread.end()
    },
  }
}
