/** Everybody moves a caret and nobody types. */
import * as decoding from 'lib0/decoding'
import { must } from '../../../server/contract/asserts.ts'
import { caretState } from './caret.ts'
import { Client, openMany } from './client.ts'
import { percentile } from './figures.ts'
import type { CursorsAnswer, CursorsJob, Mark } from './jobs.ts'
import { atPace, busySince, until } from './pace.ts'
import { clientId } from './typist.ts'

const watchers = 5

/** What one watcher has been shown of everybody. */
class Shown {
  /** Milliseconds for which the oldest news of somebody had waited when it was shown. */
  readonly stale: number[] = []
  readonly #seen: number[]
  readonly #sentAt: readonly (readonly number[])[]

  constructor(sentAt: readonly (readonly number[])[]) {
    this.#sentAt = sentAt
    this.#seen = sentAt.map(() => 0)
  }

  get hasAll(): boolean {
    return this.#sentAt.every((times, n) => (this.#seen[n] ?? 0) >= times.length - 1)
  }

  take(body: Uint8Array): void {
    const now = performance.now()
    const decoder = decoding.createDecoder(body)
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const n = decoding.readVarUint(decoder) - clientId(0, 0)
      decoding.readVarUint(decoder)
      // A server may count presence in its own way: the move is told by the caret's own clock.
      const move = Number(
        /"item":\{"client":\d+,"clock":(\d+)/.exec(decoding.readVarString(decoder))?.[1],
      )
      const seen = this.#seen[n]
      if (seen === undefined || !(move > seen)) continue
      const waited = this.#sentAt[n]?.[seen + 1]
      if (waited !== undefined) this.stale.push(now - waited)
      this.#seen[n] = move
    }
  }
}

export async function cursors(job: CursorsJob, mark: Mark): Promise<CursorsAnswer> {
  const { target, clients, rate, seconds } = job
  const everybody = await openMany(clients, () => Client.open(target))
  const moves = rate * seconds
  const frames = everybody.map(({ protocol }, n) =>
    Array.from({ length: moves + 1 }, (_, move) => {
      const id = clientId(0, n)
      return protocol.awareness(id, move + 1, caretState(id, move))
    }),
  )
  const sentAt: number[][] = everybody.map(() => [])
  const move = (n: number, index: number) => {
    sentAt[n]?.push(performance.now())
    everybody[n]?.socket.write(must(frames[n]?.[index]))
  }
  everybody.forEach((_, n) => move(n, 0))
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const shown = everybody.slice(0, watchers).map((client, own) => {
    const others = sentAt.map((times, n) => (n === own ? [0] : times))
    const each = new Shown(others)
    client.hear((incoming) => {
      if (incoming.is === 'awareness') each.take(incoming.body)
    })
    return each
  })
  const bytes = () => everybody.reduce((sum, { socket }) => sum + socket.bytes, 0)
  const before = bytes()
  await mark('begin')
  const busy = busySince()
  const start = performance.now()
  await atPace(moves * clients, rate * clients, (i) =>
    move(i % clients, 1 + Math.floor(i / clients)),
  )
  const took = (performance.now() - start) / 1_000
  const megabytes = (bytes() - before) / took / 1_000_000
  const share = busy()
  await mark('end')
  const keptUp = await until(() => shown.every((each) => each.hasAll), 'all carets', 10).then(
    () => true,
    () => false,
  )
  const stale = shown.flatMap((each) => each.stale)
  for (const { socket } of everybody) socket.destroy()
  return {
    megabytes,
    keptUp,
    busy: share,
    stale: { p50: percentile(stale, 0.5), worst: keptUp ? Math.max(...stale) : Infinity },
  }
}
