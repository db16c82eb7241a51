/** Sets of Yjs clocks. */

/** Clocks of one client, one after another. */
export interface IdRange {
  readonly client: number
  readonly clock: number
  readonly length: number
}

export class IdRanges {
  /** By client: in order, without touching each other. */
  readonly #clients = new Map<number, { clock: number; end: number }[]>()

  constructor(ranges: Iterable<IdRange>) {
    for (const { client, clock, length } of ranges) {
      const own = this.#clients.get(client)
      const range = { clock, end: clock + length }
      if (own === undefined) this.#clients.set(client, [range])
      else own.push(range)
    }
    for (const [client, own] of this.#clients) this.#clients.set(client, joined(own))
  }

  /** The parts of these clocks that are in the set, each as distances from `clock`. */
  within({ client, clock, length }: IdRange): readonly (readonly [from: number, to: number])[] {
    const own = this.#clients.get(client)
    if (own === undefined) return []
    const parts: (readonly [number, number])[] = []
    for (let i = firstEndingAfter(own, clock); i < own.length; i++) {
      const range = own[i]
      if (range === undefined || range.clock >= clock + length) break
      const from = Math.max(range.clock - clock, 0)
      parts.push([from, Math.min(range.end - clock, length)])
    }
    return parts
  }

  *[Symbol.iterator](): Generator<IdRange> {
    for (const [client, own] of this.#clients) {
      for (const { clock, end } of own) yield { client, clock, length: end - clock }
    }
  }
}

function joined(ranges: { clock: number; end: number }[]): { clock: number; end: number }[] {
  const result: { clock: number; end: number }[] = []
  for (const range of ranges.toSorted((a, b) => a.clock - b.clock)) {
    const last = result.at(-1)
    if (last !== undefined && range.clock <= last.end) last.end = Math.max(last.end, range.end)
    else result.push({ ...range })
  }
  return result
}

function firstEndingAfter(ranges: readonly { end: number }[], clock: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.end ?? 0) > clock) high = middle
    else low = middle + 1
  }
  return low
}
