/** Somebody whose network takes nothing while others write. */
import { Client } from './client.ts'
import type { Jobs, Mark, StalledJob } from './jobs.ts'
import { until } from './pace.ts'
import { clientId, clocksOf, paster, vectorOf } from './typist.ts'

/** One reads nothing while somebody else types; the document itself stays small. */
export async function stalled(job: StalledJob, mark: Mark): Promise<Jobs['stalled']['answer']> {
  const { target, seed, run, megabytes } = job
  const vector = vectorOf(seed)
  const [writer, reader, sleeper] = [
    await Client.open(target, vector),
    await Client.open(target, vector),
    await Client.open(target, vector),
  ]
  const size = 10_000
  const { begin, keys, client } = paster(seed, clientId(run, 0), (megabytes * 1e6) / size, size)
  const last = keys.reduce((highest, { clock }) => Math.max(highest, clock), 0)
  let seen = 0
  let refused: string | null = null
  writer.hear((incoming) => {
    if (incoming.is === 'refused') refused = incoming.why
  })
  reader.hear((incoming) => {
    if (incoming.is !== 'update' && incoming.is !== 'step2') return
    seen = Math.max(seen, clocksOf(incoming.body).get(client) ?? 0)
  })
  sleeper.socket.pause()
  await mark('begin')
  writer.socket.write(writer.protocol.update(begin))
  for (const { update } of keys) {
    const frame = writer.protocol.update(update)
    if (!writer.socket.write(frame)) await writer.socket.drained()
    // As fast as somebody could paste, not as fast as a wire carries it.
    await new Promise((resolve) => setImmediate(resolve))
  }
  await until(() => seen === last || refused !== null || writer.socket.closed, 'all of it', 120)
  if (refused !== null) throw new Error(`refused, ${String(refused)}`)
  // What was only on its way to the disk has gone by then.
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  await mark('typed')
  sleeper.socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  await mark('gone')
  writer.socket.destroy()
  reader.socket.destroy()
  return { bytes: keys.reduce((sum, { update }) => sum + update.byteLength, 0) }
}
