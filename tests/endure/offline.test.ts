import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { slowestAllowed, startCanary } from '../support/canary.ts'
import { times } from '../support/counts.ts'
import { wordsOf } from '../support/ledger.ts'
import { startServer } from '../support/server-process.ts'
import { Wiki } from '../support/wiki.ts'

test('[R11] 10,000 edits made offline are in sync within five seconds; others wait for less than a second', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const server = await startServer(folder)
  onTestFinished(async () => void (await server.stop('SIGKILL')))
  const wiki = await Wiki.begin(server)
  onTestFinished(() => wiki.leave())
  const berit = await wiki.person('Berit', 'editor')
  const { url } = server
  const canary = await startCanary({ url, page: await wiki.page(), token: wiki.aino.token })
  onTestFinished(() => canary.stop())
  await pause(1_000)
  const quiet = await canary.report()
  for (let round = 0; round < times(10); round++) {
    const page = await wiki.page()
    const away = wiki.client(page, berit, { ack: true })
    await away.untilSynced()
    away.disconnect()
    const edits = 10_000
    for (let i = 0; i < edits; i++) {
      // Some of it is deleted again, as people do.
      away.add(`w${i};`)
      if (i % 10 === 9) away.root.delete(away.root.length - 2, 1)
    }
    // The browser is closed, and opened again on what it kept.
    const kept = Y.encodeStateAsUpdate(away.doc)
    away.destroy()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, kept)
    await canary.report()
    const since = performance.now()
    const back = wiki.client(page, berit, { ack: true, doc })
    await back.until(() => back.complete, 'saved')
    const took = performance.now() - since
    const fresh = await wiki.fresh(page)
    await pause(500)
    const felt = await canary.report()
    console.info(
      `10,000 offline edits in sync in ${took.toFixed(0)} ms; others p99 ${felt.p99.toFixed(0)} ms ` +
        `of ${felt.count}, longest ${felt.longest.toFixed(0)} ms`,
    )
    expect(took).toBeLessThan(5_000)
    // It is taken in one go: a fifth of a second, and more in a server that has just started.
    expect(felt.p99).toBeLessThan(4 * slowestAllowed(quiet))
    expect(back.rejected).toEqual([])
    const words = [...wordsOf(fresh.text)]
    expect(words).toHaveLength(edits - edits / 10)
    expect(words.filter(([, count]) => count !== 1)).toEqual([])
    wiki.leave()
  }
})
