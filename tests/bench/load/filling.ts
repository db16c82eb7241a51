/** Getting text into pages and out of them. */
import { must } from '../../../server/contract/asserts.ts'
import { Client, emptyVector, type Target } from './client.ts'
import type { Jobs, Mark, IngestAnswer, IngestJob } from './jobs.ts'
import { until } from './pace.ts'
import type { Incoming } from './protocol.ts'
import { clientId, clocksOf, typist, vectorOf } from './typist.ts'

/** The states of pages. */
export async function states({
  targets,
}: Jobs['states']['given']): Promise<Jobs['states']['answer']> {
  const found: Uint8Array[] = []
  for (const target of targets) {
    let state: Uint8Array | null = null
    const client = await Client.open(target, emptyVector, (incoming) => {
      if (incoming.is === 'step2') state = incoming.body.slice()
    })
    client.socket.destroy()
    found.push(must<Uint8Array>(state, 'an answer'))
  }
  return { states: found }
}

/** Puts text into pages, one after the other. */
export async function fill({ pages }: Jobs['fill']['given']): Promise<Jobs['fill']['answer']> {
  const start = performance.now()
  for (const { target, updates } of pages) await fillOne(target, updates)
  return { seconds: (performance.now() - start) / 1_000 }
}

/** Updates that one connection writes: more at once, and its share of the server is used up. */
const together = 4_000

/** Writes updates as fast as they are taken, until somebody else has all of them. */
async function fillOne(target: Target, updates: readonly Uint8Array[]): Promise<void> {
  const seen = new Map<number, number>()
  const read = (incoming: Incoming) => {
    if (incoming.is !== 'update' && incoming.is !== 'step2') return
    for (const [client, clock] of clocksOf(incoming.body)) seen.set(client, clock)
  }
  const reader = await Client.open(target, emptyVector, read)
  reader.hear(read)
  for (let from = 0; from < updates.length; from += together) {
    const writer = await Client.open(target)
    const last = new Map<number, number>()
    let refused: string | null = null
    writer.hear((incoming) => {
      if (incoming.is === 'refused') refused = incoming.why
    })
    for (const update of updates.slice(from, from + together)) {
      for (const [client, clock] of clocksOf(update)) last.set(client, clock)
      if (!writer.socket.write(writer.protocol.update(update))) await writer.socket.drained()
    }
    const there = () => [...last].every(([client, clock]) => (seen.get(client) ?? 0) >= clock)
    await until(() => there() || refused !== null || writer.socket.closed, 'all of it is there')
    if (refused !== null) throw new Error(`refused, ${String(refused)}`)
    if (writer.socket.closed) throw new Error('the writer was cut off')
    writer.socket.destroy()
  }
  reader.socket.destroy()
}

/** Many write as fast as the server takes it. Marks 'taken' when somebody else has the last. */
export async function ingest(job: IngestJob, mark: Mark): Promise<IngestAnswer> {
  const { targets, seeds, run, writers } = job
  const each = Math.floor(job.edits / writers)
  const last = new Map<number, number>()
  const people = await Promise.all(
    Array.from({ length: writers }, async (_, n) => {
      const target = must(targets[n % targets.length])
      const seed = must(seeds[n % seeds.length])
      const client = await Client.open(target, vectorOf(seed))
      const { begin, keys, client: id } = typist(seed, clientId(run, n), each)
      last.set(id, must(keys.at(-1)).clock)
      const frames = [begin, ...keys.map(({ update }) => update)]
      return { client, frames: frames.map((update) => client.protocol.update(update)), saved: 1 }
    }),
  )
  const readers = await Promise.all(
    targets.map((target, n) => Client.open(target, vectorOf(must(seeds[n % seeds.length])))),
  )
  let refused: string | null = null
  let saysSaved = false
  let savedAt = Number.NaN
  for (const person of people) {
    person.client.hear((incoming) => {
      if (incoming.is === 'refused') refused = incoming.why
      if (incoming.is !== 'saved') return
      saysSaved = true
      person.saved = incoming.count
      savedAt = performance.now()
    })
  }
  for (const reader of readers) {
    reader.hear((incoming) => {
      if (incoming.is !== 'update' && incoming.is !== 'step2') return
      for (const [client, clock] of clocksOf(incoming.body)) {
        if (clock >= (last.get(client) ?? Infinity)) last.delete(client)
      }
    })
  }
  await mark('begin')
  const start = performance.now()
  await Promise.all(
    people.map(async ({ client: { socket }, frames }) => {
      for (const frame of frames) if (!socket.write(frame)) await socket.drained()
    }),
  )
  const sent = performance.now()
  const stored = () => !saysSaved || people.every(({ saved }) => saved === each + 2)
  await until(() => refused !== null || (last.size === 0 && stored()), 'all of it is there', 120)
  if (refused !== null) throw new Error(`refused, ${String(refused)}`)
  const seen = performance.now()
  await mark('taken')
  for (const { socket } of [...people.map(({ client }) => client), ...readers]) socket.destroy()
  const edits = writers * (each + 1)
  return {
    edits,
    visiblePerSecond: edits / ((seen - start) / 1_000),
    savedPerSecond: saysSaved ? edits / ((savedAt - start) / 1_000) : Number.NaN,
    backlog: saysSaved ? Math.max(0, savedAt - sent) / 1_000 : Number.NaN,
  }
}
