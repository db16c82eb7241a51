/** Coming to a page, and coming back to it. */
import { Client, emptyVector, openMany } from './client.ts'
import { median } from './figures.ts'
import type { Jobs, JoiningAnswer, JoiningJob, ReturningJob } from './jobs.ts'
import { until } from './pace.ts'
import type { Incoming } from './protocol.ts'
import { clocksOf, vectorOf } from './typist.ts'

/** Comes to a page that holds something large, again and again. */
export async function joining(job: JoiningJob): Promise<JoiningAnswer> {
  const each: number[] = []
  let emptyFirst = false
  for (let time = 0; time < job.times; time++) {
    const took = await Promise.all(
      Array.from({ length: job.clients }, async () => {
        const joined = await join(job)
        emptyFirst ||= joined.emptyFirst
        return joined.milliseconds
      }),
    )
    each.push(median(took))
  }
  return { each, emptyFirst }
}

/** Time from the connect to the last byte of the content; only then is it looked into. */
async function join({ target, bytes, client: writer, clock }: JoiningJob) {
  const start = performance.now()
  const bodies: Uint8Array[] = []
  let came = 0
  let first: number | null = null
  let there = 0
  const take = (incoming: Incoming) => {
    if (incoming.is !== 'step2' && incoming.is !== 'update') return
    first ??= incoming.body.byteLength
    bodies.push(incoming.body)
    came += incoming.body.byteLength
    if (there === 0 && came >= bytes) there = performance.now()
  }
  const client = await Client.open(target, emptyVector, take)
  client.hear(take)
  await until(() => there > 0 || client.socket.closed, 'the content', 120)
  client.socket.destroy()
  if (!bodies.some((body) => (clocksOf(body).get(writer) ?? 0) >= clock)) {
    throw new Error('what came was not the whole page')
  }
  return { milliseconds: there - start, emptyFirst: (first ?? 0) < bytes / 2 }
}

/** All are cut off and come back at once, knowing what they knew. */
export async function returning({
  target,
  seed,
  clients,
}: ReturningJob): Promise<Jobs['returning']['answer']> {
  const vector = vectorOf(seed)
  const before = await openMany(clients, () => Client.open(target, vector))
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  for (const { socket } of before) socket.destroy()
  const start = performance.now()
  const after = await Promise.all(before.map(() => Client.open(target, vector)))
  const milliseconds = performance.now() - start
  for (const { socket } of after) socket.destroy()
  return { milliseconds }
}
