/** A server that has just started runs code that nothing has compiled yet; this gets it going. */
import { must } from '../../../server/contract/asserts.ts'
import { caretState } from './caret.ts'
import { Client, openMany } from './client.ts'
import type { Jobs, WarmingJob } from './jobs.ts'
import { atPace } from './pace.ts'
import { clientId, typist, vectorOf } from './typist.ts'

const [people, rate] = [10, 200]

export async function warming({
  target,
  seed,
  seconds,
}: WarmingJob): Promise<Jobs['warming']['answer']> {
  const vector = vectorOf(seed)
  const clients = await openMany(people, () => Client.open(target, vector))
  const typists = clients.map((_, n) => typist(seed, clientId(0, n), rate * seconds))
  const frames = typists.map(({ keys }, n) => {
    const { protocol } = must(clients[n])
    return keys.map(({ update }) => protocol.update(update))
  })
  for (const [n, { socket, protocol }] of clients.entries()) {
    socket.write(protocol.update(must(typists[n]).begin))
  }
  const edits = people * rate * seconds
  await atPace(edits, people * rate, (i) => {
    const n = i % people
    const key = Math.floor(i / people)
    const { socket, protocol } = must(clients[n])
    socket.write(must(frames[n]?.[key]))
    if (key % 20 > 0) return
    const { client } = must(typists[n])
    socket.write(protocol.awareness(client, key + 1, caretState(client, key)))
  })
  await new Promise((resolve) => setTimeout(resolve, 500))
  for (const { socket } of clients) socket.destroy()
  return { edits }
}
