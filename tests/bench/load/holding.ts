/** Staying in many pages. */
import { must } from '../../../server/contract/asserts.ts'
import { caretState } from './caret.ts'
import { Client, openMany } from './client.ts'
import type { HoldingJob, Jobs, Mark } from './jobs.ts'
import { clientId, typist, vectorOf } from './typist.ts'

/** A few in each of many pages, each of whom has written a little and shows a caret. */
export async function holding(
  { targets, seeds, run, perPage }: HoldingJob,
  mark: Mark,
): Promise<Jobs['holding']['answer']> {
  const count = targets.length * perPage
  const everybody = await openMany(count, (n) => {
    const page = n % targets.length
    return Client.open(must(targets[page]), vectorOf(must(seeds[page % seeds.length])))
  })
  for (const [n, { protocol, socket }] of everybody.entries()) {
    const seed = must(seeds[(n % targets.length) % seeds.length])
    const { begin, keys, client } = typist(seed, clientId(run, n), 5)
    for (const update of [begin, ...keys.map((key) => key.update)]) {
      socket.write(protocol.update(update))
    }
    socket.write(protocol.awareness(client, 1, caretState(client, 1)))
  }
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  if (everybody.some(({ socket }) => socket.closed)) throw new Error('somebody was cut off')
  await mark('held')
  for (const { socket } of everybody) socket.destroy()
  return { connections: count }
}
