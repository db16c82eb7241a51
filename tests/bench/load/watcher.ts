/** Somebody who reads along and notes how long every key took to reach them. */
import type { Client } from './client.ts'
import { clocksOf } from './typist.ts'

/** When each letter was typed, by the typist's Yjs client id and clock. */
export class Sent {
  readonly #times = new Map<number, Map<number, number>>()
  readonly #last = new Map<number, number>()

  typed(client: number, clock: number): void {
    let times = this.#times.get(client)
    if (times === undefined) this.#times.set(client, (times = new Map()))
    times.set(clock, performance.now())
    this.#last.set(client, clock)
  }

  /** The last clock of each typist. */
  get last(): ReadonlyMap<number, number> {
    return this.#last
  }

  at(client: number, clock: number): number | undefined {
    return this.#times.get(client)?.get(clock)
  }
}

export class Watcher {
  readonly #sent: Sent
  readonly #seen = new Map<number, number>()
  readonly #own: number | null
  latencies: number[] = []

  /** `own` is the watcher's own Yjs client id, whose edits it isn't told of. */
  constructor(client: Client, sent: Sent, own: number | null) {
    this.#sent = sent
    this.#own = own
    client.hear((incoming) => {
      if (incoming.is === 'update' || incoming.is === 'step2') this.#take(incoming.body)
    })
  }

  /** Has everything arrived? */
  get hasAll(): boolean {
    for (const [client, clock] of this.#sent.last) {
      if (client !== this.#own && (this.#seen.get(client) ?? 0) < clock) return false
    }
    return true
  }

  /** Takes an update that came on a connection which somebody else listens to. */
  #take(update: Uint8Array): void {
    const now = performance.now()
    for (const [client, clock] of clocksOf(update)) {
      const seen = this.#seen.get(client) ?? 0
      for (let at = seen + 1; at <= clock; at++) {
        const sent = this.#sent.at(client, at)
        if (sent !== undefined) this.latencies.push(now - sent)
      }
      if (clock > seen) this.#seen.set(client, clock)
    }
  }
}
