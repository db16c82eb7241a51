import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { inRoot } from '../../server/commands/tree.mjs'
import { times } from '../support/counts.ts'
import { Ledger, noFaults, Typist, wordsOf } from '../support/ledger.ts'
import { startServer } from '../support/server-process.ts'
import { Wiki } from '../support/wiki.ts'

/** Runs a command of `npm run talkoot` and resolves with what it said; rejects when it failed. */
function talkoot(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [inRoot('dist', 'server', 'talkoot.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => (said += part.toString('utf8')))
  }
  return new Promise((done, fail) => {
    child.once('close', (code) =>
      code === 0 ? done(said) : fail(new Error(`exit code ${code}: ${said}`)),
    )
  })
}

test('[R15] a backup under load holds what was acknowledged; who returns brings what came after', async () => {
  for (let round = 0; round < times(20); round++) {
    const folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const server = await startServer(path.join(folder, 'data'))
    onTestFinished(async () => void (await server.stop('SIGKILL')))
    const wiki = await Wiki.begin(server)
    onTestFinished(() => wiki.leave())
    const berit = await wiki.person('Berit', 'editor')
    const page = await wiki.page()
    const ledger = new Ledger()
    const typists = [
      new Typist(wiki.client(page, wiki.aino, { ack: true }), 'acked'),
      new Typist(wiki.client(page, berit), 'stock'),
    ]
    const [acked, stock] = typists
    if (acked === undefined || stock === undefined) return
    await Promise.all(typists.map(({ client }) => client.untilSynced()))
    for (const typist of typists) typist.start(5)
    await acked.client.until(() => acked.client.acked.length > 50, 'saved')
    ledger.note(acked.client)
    const archive = path.join(folder, 'backup.tar.gz')
    await talkoot('backup', archive, '--data', path.join(folder, 'data'))
    await pause(200)
    for (const typist of typists) typist.stop()
    await acked.client.until(() => acked.client.complete, 'saved')
    const whole = await wiki.fresh(page)
    for (const { client, written } of typists) {
      await whole.until(() => written.every((word) => whole.text.includes(word)), 'told')
      await client.until(() => client.xml === whole.xml, 'told')
    }
    const { xml } = whole
    await server.stop('SIGKILL')

    await talkoot('restore', archive, '--data', path.join(folder, 'elsewhere'))
    const elsewhere = await startServer(path.join(folder, 'elsewhere'), { port: server.port })
    onTestFinished(async () => void (await elsewhere.stop('SIGKILL')))
    // The clients are the first to come; what there is beside them is asked over HTTP.
    const view = await wiki.aino.browser.does('getPage', { params: { id: page } })
    expect(view.epoch).toBeGreaterThan(0)
    for (const { client } of typists) {
      await client.untilSynced()
      expect(client.rejected).toEqual([])
    }
    await acked.client.until(() => acked.client.complete, 'saved')
    const healed = await wiki.fresh(page)
    expect(ledger.faults(page, healed.text)).toEqual(noFaults)
    for (const { written } of typists) {
      const words = wordsOf(healed.text)
      expect(written.filter((word) => words.get(word) !== 1)).toEqual([])
    }
    expect(healed.xml).toBe(xml)
    // And they go on as if nothing had happened.
    for (const typist of typists) typist.write()
    await healed.until(
      () => typists.every((t) => healed.text.includes(t.written.at(-1) ?? '')),
      'told',
    )
    expect(stock.client.provider.shouldConnect).toBe(true)
    wiki.leave()
  }
})

test('[R15] a restored folder alone holds everything acknowledged before the backup began', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const server = await startServer(path.join(folder, 'data'))
  onTestFinished(async () => void (await server.stop('SIGKILL')))
  const wiki = await Wiki.begin(server)
  onTestFinished(() => wiki.leave())
  const pages = await Promise.all([1, 2, 3].map(() => wiki.page()))
  const typists = pages.map(
    (page, p) => new Typist(wiki.client(page, wiki.aino, { ack: true }), `${p}`),
  )
  await Promise.all(typists.map(({ client }) => client.untilSynced()))
  for (const typist of typists) typist.start(3)
  for (const { client } of typists) await client.until(() => client.acked.length > 50, 'saved')
  const ledger = new Ledger()
  for (const { client } of typists) ledger.note(client)
  const archive = path.join(folder, 'backup.tar.gz')
  await talkoot('backup', archive, '--data', path.join(folder, 'data'))
  for (const typist of typists) typist.stop()
  wiki.leave()
  await server.stop('SIGTERM')
  await talkoot('restore', archive, '--data', path.join(folder, 'elsewhere'))
  const elsewhere = await startServer(path.join(folder, 'elsewhere'), { port: server.port })
  onTestFinished(async () => void (await elsewhere.stop('SIGKILL')))
  for (const page of pages) {
    const fresh = await wiki.fresh(page)
    expect(ledger.faults(page, fresh.text)).toEqual(noFaults)
    expect(fresh.doc.store.pendingStructs).toBeNull()
  }
})
