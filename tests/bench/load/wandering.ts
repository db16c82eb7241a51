/** Many people whose carets wander over a page's text; marks 'here' when all have come. */
import { must } from '../../../server/contract/asserts.ts'
import { Client, openMany } from './client.ts'
import type { Mark, WanderingJob } from './jobs.ts'
import { atPace } from './pace.ts'
import { clientId } from './typist.ts'

export async function wandering(job: WanderingJob, mark: Mark): Promise<null> {
  const { target, places, clients, rate, seconds } = job
  const everybody = await openMany(clients, () => Client.open(target))
  const move = (n: number, count: number) => {
    const id = clientId(0, n)
    const { protocol, socket } = must(everybody[n])
    // Everybody walks through the whole text, each from a place of their own.
    const at = (n * 7 + count) % places.length
    const cursor = `{"anchor":${must(places[at])},"head":${must(places[at])}}`
    const user = JSON.stringify({ id: `person-${n}`, name: `Person ${n}` })
    socket.write(protocol.awareness(id, count + 1, `{"user":${user},"cursor":${cursor}}`))
  }
  for (let n = 0; n < clients; n++) move(n, 0)
  await mark('here')
  await atPace(seconds * rate * clients, rate * clients, (i) =>
    move(i % clients, 1 + Math.floor(i / clients)),
  )
  for (const { socket } of everybody) socket.destroy()
  return null
}
