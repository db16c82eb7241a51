import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { temporaryFolder } from '../support/app.ts'

interface Started {
  readonly child: ChildProcess
  /** What it has said so far. */
  said(): string
  /** Resolves when it has said this. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  /** Exit code, when it has ended. */
  readonly ended: Promise<number | null>
}

/** Starts the server from its sources, as a process of its own. */
function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', TALKOOT_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => (text += part.toString('utf8')))
  }
  const ended = once(child, 'close').then(() => child.exitCode)
  return {
    child,
    ended,
    said: () => text,
    says: (pattern) =>
      new Promise((done, fail) => {
        const look = () => {
          const found = pattern.exec(text)
          if (found) done(found)
        }
        look()
        child.stdout.on('data', look)
        child.on('close', () => fail(new Error(`ended without ${pattern.source}: ${text}`)))
      }),
  }
}

test('[G4] it tells its address and the set-up link, and ends in good order', async () => {
  const env = { PORT: '0', TALKOOT_DATA: await temporaryFolder(), TALKOOT_SETUP_TOKEN: 'a & b' }
  const server = start(env)
  const [, port = ''] = await server.says(/Talkoot is at http:\/\/localhost:(\d+) /)
  await server.says(/Set up the organisation, once: .*\/setup#token=a%20%26%20b\n/)
  expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200)

  const headers = { 'Content-Type': 'application/json' }
  const person = { name: 'Aino', email: 'aino@example.org', password: 'a long enough password' }
  const founding = { token: 'a & b', organisation: 'Karelia', language: 'fi', person }
  const setUp = await fetch(`http://localhost:${port}/api/setup`, {
    method: 'POST',
    headers,
    body: JSON.stringify(founding),
  })
  const [cookie = ''] = (setUp.headers.getSetCookie()[0] ?? '').split(';')
  const socket = new WebSocket(`ws://localhost:${port}/api/events`, {
    headers: { Cookie: cookie, Origin: `http://localhost:${port}` },
  })
  await once(socket, 'open')
  const told = new Promise<number>((done) => socket.on('close', done))
  const since = performance.now()
  server.child.kill('SIGTERM')
  expect(await told).toBe(1001)
  expect(await server.ended).toBe(0)
  expect(performance.now() - since).toBeLessThan(5_000)
})

test('[G2] a port that is taken and a wrong setting end the start with one sentence', async () => {
  const data = { TALKOOT_DATA: await temporaryFolder() }
  const wrong = start({ ...data, PORT: 'http' })
  expect(await wrong.ended).toBe(1)
  expect(wrong.said()).toBe('PORT must be a number from 0 to 65535, not "http".\n')

  const first = start({ ...data, PORT: '0' })
  const [, port = ''] = await first.says(/localhost:(\d+) /)
  const second = start({ TALKOOT_DATA: await temporaryFolder(), PORT: port })
  expect(await second.ended).toBe(1)
  expect(second.said()).toMatch(/^Port \d+ on 127\.0\.0\.1 is in use already; .*\.\n$/)
})
