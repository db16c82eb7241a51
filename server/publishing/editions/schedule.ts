/** Publishes what is due, whoever looks or not, and ends what a stop has left in the middle. */
import type { StrategyId } from '#contract/ids.ts'
import type { FileStore } from '../../storage/storage.ts'
import type { FrozenStore } from './frozen-store.ts'
import type { KeptRecords } from './kept-records.ts'
import { type Publishes, removeFrozen } from './publishing.ts'
import type { TakeOut } from './taking-out.ts'

/** Clocks are put right, and timers are not: so often it is looked, milliseconds. */
const lookMs = 60_000

export interface Schedule {
  /** Resolves when what a stop had left is ended: nothing may be frozen before. Never rejects. */
  readonly ready: Promise<void>
  /** Something is to be published at a moment, in milliseconds since 1970. */
  at(moment: number): void
  close(): Promise<void>
}

export function createSchedule(deps: {
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly files: FileStore
  readonly frozen: FrozenStore
  readonly publishes: Pick<Publishes, 'markAgain' | 'publishDue'>
  readonly records: KeptRecords
  readonly report: (error: unknown, what: string) => void
  readonly takeOut: Pick<TakeOut, 'end'>
}): Schedule {
  const { clock, files, frozen, publishes, records, report, takeOut } = deps
  let timer: ReturnType<typeof setTimeout> | null = null
  let next = Number.POSITIVE_INFINITY
  let closed = false
  let looking: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    let soonest = Number.POSITIVE_INFINITY
    for (const strategy of await records.strategies()) {
      if (closed) return
      try {
        soonest = Math.min(soonest, await publishes.publishDue(strategy))
      } catch (error) {
        report(error, `publishing what is due of strategy ${strategy}`)
        soonest = Math.min(soonest, clock() + lookMs)
      }
    }
    at(soonest)
  }

  function at(moment: number): void {
    next = Math.min(next, moment)
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (closed || next === Number.POSITIVE_INFINITY) return
    timer = setTimeout(begin, Math.min(lookMs, Math.max(0, next - clock())))
    timer.unref()
  }

  function begin(): void {
    next = Number.POSITIVE_INFINITY
    looking = look().catch((error: unknown) => report(error, 'publishing what is due'))
  }

  /** What was frozen for nothing in the end, and what is still to go of what was taken out. */
  async function recover(): Promise<void> {
    const known = new Set<string>()
    const strategies: readonly StrategyId[] = await records.strategies()
    for (const strategy of strategies) {
      for (const { id } of await records.approvals(strategy)) known.add(id)
      for (const { id } of await records.editions(strategy)) known.add(id)
    }
    for (const id of await frozen.ids()) {
      // An approval has no files of its own, so that what it was is all the same.
      if (!known.has(id)) await removeFrozen({ files, frozen }, id)
    }
    await takeOut.end()
    for (const strategy of strategies) await publishes.markAgain(strategy)
  }

  const ready = recover().catch((error: unknown) => report(error, 'what was being published'))
  void ready.then(begin)

  return {
    ready,
    at,
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await ready
      await looking
    },
  }
}
