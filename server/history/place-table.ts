/**
 * Places: numbers for Yjs clocks, so that what is known of each clock stands in plain tables.
 *
 * A client's clocks get places in stretches, each as long as all before it up to a limit, so that
 * a client can go on writing without moving anybody's places. Nearly all neighbouring clocks have
 * neighbouring places; where a stretch ends they have not, so walk an item by `runOf`.
 */
import { assert } from '#contract/asserts.ts'
import type { Seq } from '#contract/ids.ts'

/** Number of a Yjs clock within a Chronicle, from 1. Never changes while it grows. 0 = none. */
export type Place = number

const shortest = 64
const longest = 16_384

interface Stretches {
  readonly client: number
  /** First clock of each stretch and its place. */
  readonly clocks: number[]
  readonly places: Place[]
  /** Clocks that exist, and clocks for which there are places. */
  end: number
  room: number
}

export class PlaceTable {
  /** Entry that wrote the clock at a place; 0 where no clock is. */
  inserted = new Uint32Array(shortest)
  /** Entry that deleted it; 0 = never. */
  deleted = new Uint32Array(shortest)
  /** The place whose identity it carries on; itself when it was new. */
  origin = new Uint32Array(shortest)
  /** How it came here: a number of `ways` in ways.ts. */
  way = new Uint8Array(shortest)
  /** Stretches in the order of their places, to find a place's clock. */
  readonly #starts: Place[] = []
  readonly #owners: { readonly client: number; readonly clock: number }[] = []
  readonly #clients = new Map<number, Stretches>()
  #size = 1
  #last: Stretches | null = null

  /** One more than the highest place. */
  get size(): number {
    return this.#size
  }

  /** Clients in the order in which they first wrote. */
  clients(): IterableIterator<number> {
    return this.#clients.keys()
  }

  /** A client's clocks in order, as runs of neighbouring places. */
  *runs(client: number): Iterable<{ readonly place: Place; readonly length: number }> {
    for (let clock = 0; clock < this.end(client);) {
      const place = this.of(client, clock)
      const length = this.runOf(client, clock, this.end(client) - clock)
      yield { place, length }
      clock += length
    }
  }

  /** How many clocks of a client there are. */
  end(client: number): number {
    return this.#clients.get(client)?.end ?? 0
  }

  /** Makes places for the clocks up to `end`, written by an entry. */
  grow(client: number, end: number, seq: Seq): void {
    const own = this.#of(client)
    let clock = own.end
    while (clock < end) {
      if (clock === own.room) {
        this.#extend(own, Math.min(Math.max(shortest, own.room, end - clock), longest))
      }
      const to = Math.min(end, own.room)
      const place = this.#at(own, clock)
      this.inserted.fill(seq, place, place + to - clock)
      for (let i = 0; i < to - clock; i++) this.origin[place + i] = place + i
      clock = to
    }
    own.end = Math.max(own.end, end)
  }

  /** Notes which entry deleted clocks; what was deleted before stays so. */
  markDeleted(client: number, clock: number, length: number, seq: Seq): void {
    for (let at = clock; at < clock + length;) {
      const place = this.of(client, at)
      const run = this.runOf(client, at, clock + length - at)
      for (let i = place; i < place + run; i++) if (this.deleted[i] === 0) this.deleted[i] = seq
      at += run
    }
  }

  /** Makes room for so many clocks of a client in one stretch: for what is known beforehand. */
  reserve(client: number, clocks: number): void {
    const own = this.#of(client)
    if (clocks > own.room) this.#extend(own, clocks - own.room)
  }

  /** Place of a clock that exists. */
  of(client: number, clock: number): Place {
    const own = this.#last?.client === client ? this.#last : this.#clients.get(client)
    assert(own !== undefined && clock < own.end, `no clock ${clock} of client ${client}`)
    this.#last = own
    return this.#at(own, clock)
  }

  /** How many of `length` clocks from one on have neighbouring places. */
  runOf(client: number, clock: number, length: number): number {
    const own = this.#last?.client === client ? this.#last : this.#clients.get(client)
    const clocks = own?.clocks ?? []
    for (let i = clocks.length - 1; i >= 0; i--) {
      const first = clocks[i] ?? 0
      if (first <= clock) {
        const next = clocks[i + 1]
        return next === undefined ? length : Math.min(length, next - clock)
      }
    }
    return length
  }

  /** The clock at a place. */
  idOf(place: Place): { readonly client: number; readonly clock: number } {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= place) low = middle
      else high = middle - 1
    }
    const owner = this.#owners[low]
    const start = this.#starts[low]
    assert(owner !== undefined && start !== undefined && place >= start, `no place ${place}`)
    return { client: owner.client, clock: owner.clock + place - start }
  }

  #of(client: number): Stretches {
    let own = this.#clients.get(client)
    if (own === undefined) {
      own = { client, clocks: [], places: [], end: 0, room: 0 }
      this.#clients.set(client, own)
    }
    return own
  }

  #at({ clocks, places }: Stretches, clock: number): Place {
    let i = clocks.length - 1
    while (i > 0 && (clocks[i] ?? 0) > clock) i--
    return (places[i] ?? 0) + clock - (clocks[i] ?? 0)
  }

  #extend(own: Stretches, by: number): void {
    const place = this.#size
    const start = own.places.at(-1)
    // The newest client's places go on where they ended: one stretch with the one before.
    const clock = own.clocks.at(-1)
    if (start === undefined || clock === undefined || start + own.room - clock !== place) {
      own.clocks.push(own.room)
      own.places.push(place)
      this.#starts.push(place)
      this.#owners.push({ client: own.client, clock: own.room })
    }
    own.room += by
    this.#size += by
    if (this.#size > this.inserted.length) this.#enlarge()
  }

  #enlarge(): void {
    const length = Math.max(this.#size, Math.ceil(this.inserted.length * 1.5))
    const larger = <T extends Uint32Array | Uint8Array>(table: T, made: T): T => {
      made.set(table)
      return made
    }
    this.inserted = larger(this.inserted, new Uint32Array(length))
    this.deleted = larger(this.deleted, new Uint32Array(length))
    this.origin = larger(this.origin, new Uint32Array(length))
    this.way = larger(this.way, new Uint8Array(length))
  }
}
