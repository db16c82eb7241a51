import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { times } from '../support/counts.ts'
import { startServer } from '../support/server-process.ts'
import { Wiki } from '../support/wiki.ts'

/** Written to a socket: a binary frame that begins with SAVED (100). */
const savedFrame = /(?:write|writev)\(.*"\\x82\\x0[3-9]\\x64/
const synced = /(?:fdatasync|fsync)(?:\(\d+\)| resumed>\)?).*= 0$/

test('[R3] the system has synced before each acknowledgement leaves', async ({ skip }) => {
  if (spawnSync('strace', ['-V']).status !== 0) {
    if (process.env.CI) throw new Error('strace is missing: .ci/run installs it on Debian')
    return skip('════ NOT TESTED: the order of system calls. It takes strace. ════')
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const calls = path.join(folder, 'calls')
  // -D: the server is our child, and strace beside it.
  const strace = [
    '-D',
    '-f',
    '-xx',
    '-s',
    '16',
    '-e',
    'trace=fdatasync,fsync,write,writev',
    '-o',
    calls,
  ]
  const server = await startServer(path.join(folder, 'data'), { under: ['strace', ...strace] })
  onTestFinished(async () => void (await server.stop('SIGTERM')))
  const wiki = await Wiki.begin(server)
  onTestFinished(() => wiki.leave())
  const client = wiki.client(await wiki.page(), wiki.aino, { ack: true })
  await client.untilSynced()
  await client.until(() => client.complete, 'saved')
  // What strace tells comes a little later: the first acknowledgement, of nothing, is waited for.
  const told = () => readFileSync(calls, 'utf8').split('\n')
  await expect
    .poll(() => told().some((call) => savedFrame.test(call)), { timeout: 10_000 })
    .toBe(true)
  const before = told().length
  const acks = times(1_000)
  for (let i = 0; i < acks; i++) {
    client.add(`w${i};`)
    await client.until(() => client.complete, 'saved')
  }
  await server.stop('SIGTERM')
  let since = 0
  let seen = 0
  for (const call of told().slice(before - 1)) {
    if (synced.test(call)) since++
    if (!savedFrame.test(call)) continue
    expect(since, `before acknowledgement ${seen}`).toBeGreaterThan(0)
    seen++
    since = 0
  }
  expect(seen).toBeGreaterThanOrEqual(acks)
})
