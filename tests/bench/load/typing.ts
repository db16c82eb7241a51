/** People in pages, some of them typing: fan-out, latency, acknowledgements. */
import { must } from '../../../server/contract/asserts.ts'
import { caretState } from './caret.ts'
import { Client, openMany } from './client.ts'
import { percentile } from './figures.ts'
import type { Mark, TypingAnswer, TypingJob } from './jobs.ts'
import { atPace, busySince, until } from './pace.ts'
import { clientId, typist, vectorOf } from './typist.ts'
import { Sent, Watcher } from './watcher.ts'

/** So many read what they get; all others only count it. */
const watchers = 10

interface Writing {
  readonly client: Client
  readonly id: number
  readonly begin: Buffer
  readonly keys: readonly {
    readonly frame: Buffer
    readonly clock: number
    readonly inserts: boolean
  }[]
  readonly carets: readonly Buffer[]
  /** When each update or step-2 frame was sent; the server counts them too. */
  readonly sentAt: number[]
  saved: number
}

export async function typing(job: TypingJob, mark: Mark): Promise<TypingAnswer> {
  const { targets, seeds, clients, typists, rate, seconds } = job
  const seedOf = (n: number) => must(seeds[n % seeds.length])
  const vectors = seeds.map(vectorOf)
  const vectorFor = (n: number) => must(vectors[n % vectors.length])
  const targetOf = (n: number) => must(targets[n < typists ? n % targets.length : 0])
  const everybody = await openMany(clients, (n) => Client.open(targetOf(n), vectorFor(n)))
  const early = Math.round(rate * job.warmUp)
  const keys = early + Math.round(rate * seconds)
  const writing: Writing[] = []
  for (let n = 0; n < typists; n++) {
    const client = must(everybody[n])
    const made = typist(seedOf(n), clientId(job.run, n), keys)
    const { protocol } = client
    writing.push({
      client,
      id: made.client,
      begin: protocol.update(made.begin),
      keys: made.keys.map(({ update, clock, inserts }) => ({
        frame: protocol.update(update),
        clock,
        inserts,
      })),
      carets: job.cursors
        ? Array.from({ length: keys + 1 }, (_, i) =>
            protocol.awareness(made.client, i + 1, caretState(made.client, i)),
          )
        : [],
      // The answer to the server's question was the first.
      sentAt: [performance.now()],
      saved: 0,
    })
  }

  const sent = new Sent()
  const saved: number[] = []
  let refused: string | null = null
  const alone = targets.length > 1
  const readers = everybody.slice(typists, typists + watchers)
  const watching = alone
    ? []
    : [
        ...readers.map((client) => new Watcher(client, sent, null)),
        ...writing
          .slice(0, watchers - readers.length)
          .map(({ client, id }) => new Watcher(client, sent, id)),
      ]
  const acknowledged = must(targets[0]).address.path.includes('ack=1')
  for (const who of writing) {
    const inner = who.client.socket.onMessage
    if (!acknowledged) continue
    who.client.socket.onMessage = (message) => {
      inner?.(message)
      // 100 and 101, in one byte.
      if (message[0] !== 100 && message[0] !== 101) return
      const now = performance.now()
      for (const incoming of who.client.protocol.read(message)) {
        if (incoming.is === 'refused') refused = incoming.why
        if (incoming.is !== 'saved') continue
        for (; who.saved < incoming.count; who.saved++) {
          saved.push(now - must(who.sentAt[who.saved], 'a frame that was sent'))
        }
      }
    }
  }
  const settled = () => {
    if (refused !== null) throw new Error(`refused, ${refused}`)
    const stored = !acknowledged || writing.every((who) => who.saved === who.sentAt.length)
    return stored && watching.every((watcher) => watcher.hasAll)
  }

  for (const who of writing) {
    who.client.socket.write(who.begin)
    who.sentAt.push(performance.now())
    const [caret] = who.carets
    if (caret !== undefined) who.client.socket.write(caret)
  }
  await until(settled, 'the paragraphs are there')
  const press = (n: number) => {
    const who = must(writing[n % typists])
    const index = Math.floor(n / typists)
    const key = must(who.keys[index])
    if (key.inserts) sent.typed(who.id, key.clock)
    who.sentAt.push(performance.now())
    who.client.socket.write(key.frame)
    const caret = who.carets[index + 1]
    if (caret !== undefined) who.client.socket.write(caret)
  }
  await atPace(early * typists, rate * typists, press)
  await until(settled, 'the first has arrived')
  for (const watcher of watching) watcher.latencies = []
  saved.length = 0
  const bytesBefore = everybody.map(({ socket }) => socket.bytes)
  await mark('begin')

  const busy = busySince()
  const start = performance.now()
  const measured = (keys - early) * typists
  await atPace(measured, rate * typists, (n) => press(early * typists + n))
  await until(settled, 'everything has arrived')
  const took = (performance.now() - start) / 1_000
  const share = busy()
  await mark('end')

  const came = everybody.map(({ socket }, i) => socket.bytes - must(bytesBefore[i]))
  if (everybody.some(({ socket }) => socket.closed)) throw new Error('somebody was cut off')
  if (!alone && Math.min(...came) < Math.max(...came) / 3) throw new Error('somebody was left out')
  const latencies = watching.flatMap((watcher) => watcher.latencies)
  for (const { socket } of everybody) socket.destroy()
  return {
    edits: measured,
    delivered: alone ? 0 : measured * (clients - 1),
    latency: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) },
    saved: { p50: percentile(saved, 0.5), p99: percentile(saved, 0.99), count: saved.length },
    bytes: came.reduce((sum, bytes) => sum + bytes, 0),
    seconds: took,
    busy: share,
  }
}
