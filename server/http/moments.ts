/**
 * What happened lately, counted, so that whoever fetched something and listens only afterwards
 * hears what happened in between.
 */
import type { Bus, BusMessage } from '../bus/bus.ts'
import { newPlainId } from '#contract/id-shape.ts'

/** Messages that are remembered. */
const most = 2_000
/**
 * An answer that was made before another may arrive after it: what happened so many milliseconds
 * before the moment that is asked for is told as well.
 */
const slackMs = 250

/** The run, how many messages there were, and the time, in milliseconds since 1970. */
const pattern = /^([a-z2-7]{8})\.(\d{1,15})\.(\d{1,15})$/

export interface Moments {
  /** The moment of now: for an answer that is being made. */
  now(): string
  /** What happened since, the oldest first; null when that is not known any more. */
  since(moment: string): readonly BusMessage[] | null
  close(): void
}

export function createMoments(deps: {
  readonly bus: Bus
  /** Milliseconds since 1970. */
  readonly clock: () => number
}): Moments {
  const { bus, clock } = deps
  // Another start, or another node, counts anew.
  const run = newPlainId().slice(0, 8)
  const kept: { readonly count: number; readonly at: number; readonly message: BusMessage }[] = []
  let count = 0

  const unsubscribe = bus.subscribe((message) => {
    // Only those who look at that page's history are told, and they fetch it when they listen.
    if (message.kind === 'written') return
    kept.push({ count: ++count, at: clock(), message })
    if (kept.length > most) kept.shift()
  })

  return {
    now: () => `${run}.${count}.${clock()}`,

    since(moment) {
      const [, of, counted, at] = pattern.exec(moment) ?? []
      const after = Number(counted)
      if (of !== run || after > count) return null
      const [first] = kept
      if (first && after < first.count - 1) return null
      const then = Number(at) - slackMs
      const missed = kept.filter((one) => one.count > after || one.at > then)
      return missed.map(({ message }) => message)
    },

    close: unsubscribe,
  }
}
