/** Reading files over HTTP, as cheaply for the reader as can be: it only counts what comes. */
import { connect, type Socket } from 'node:net'
import { must } from '../../../server/contract/asserts.ts'
import type { AskingAnswer, AskingJob } from './jobs.ts'

/** A file and the whole length of its answer, which is the same each time. */
interface Known {
  readonly request: Buffer
  readonly length: number
  readonly body: number
}

export async function asking(job: AskingJob): Promise<AskingAnswer> {
  const { connections, paths, port, seconds } = job
  const known: Known[] = []
  for (const path of paths) known.push(await askOnce(port, requestFor(job, path)))
  let answers = 0
  let ended = false
  const failed: Error[] = []
  const sockets = Array.from({ length: connections }, (_, n) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    // Each begins with another file.
    let at = n % known.length
    let left = 0
    const ask = () => {
      const file = must(known[at])
      at = (at + 1) % known.length
      left = file.length
      socket.write(file.request)
    }
    socket.on('connect', ask).on('error', (error) => failed.push(error))
    socket.on('data', (part) => {
      left -= part.length
      if (left < 0) failed.push(new Error('an answer is longer than it was'))
      if (left > 0 || ended) return
      answers += 1
      ask()
    })
    return socket
  })
  await after(0.5)
  const before = answers
  const cpu = process.cpuUsage()
  const start = performance.now()
  await after(seconds)
  const took = (performance.now() - start) / 1_000
  const used = process.cpuUsage(cpu)
  ended = true
  for (const socket of sockets) socket.destroy()
  if (failed[0]) throw failed[0]
  return {
    perSecond: (answers - before) / took,
    bodies: known.reduce((sum, { body }) => sum + body, 0),
    busy: (used.user + used.system) / 1e6 / took,
  }
}

const after = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1_000))

const requestFor = ({ encoding, port }: AskingJob, path: string) =>
  Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: ${encoding}\r\n\r\n`,
  )

/** Must be answered with 200, and with a length. */
function askOnce(port: number, request: Buffer): Promise<Known> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1' })
    let had = Buffer.alloc(0)
    socket.on('error', reject).on('data', (part) => {
      had = Buffer.concat([had, part])
      const end = had.indexOf('\r\n\r\n')
      if (end === -1) return
      const head = had.subarray(0, end).toString('latin1')
      const body = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? Number.NaN)
      if (!head.startsWith('HTTP/1.1 200 ') || Number.isNaN(body)) {
        socket.destroy()
        reject(new Error(`${request.toString().split('\r\n')[0]}: ${head}`))
      }
      const length = end + 4 + body
      if (had.length < length) return
      socket.destroy()
      resolve({ request, length, body })
    })
    socket.write(request)
  })
}
