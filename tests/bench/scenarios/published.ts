/** Editions: how soon they are drawn, how little is sent, and how fast beside nginx. */
import { mkdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import path from 'node:path'
import * as Y from 'yjs'
import { must } from '../../../server/contract/asserts.ts'
import { pageRoot } from '../../../server/contract/page-schema.ts'
import { elementFor } from '../../../server/rooms/content.ts'
import { Browser } from '../../support/person.ts'
import { openSettings } from '../../support/published-wiki.ts'
import { random } from '../../support/random.ts'
import { percentile } from '../load/figures.ts'
import { runLoad } from '../run-load.ts'
import type { Bench, Scenario } from '../scenario.ts'
import { startNginx } from '../systems/nginx.ts'
import { benchPassword, setupToken, talkoot } from '../systems/talkoot.ts'
import { atLeast, atMost, noTarget } from '../targets.ts'
import { variedPage } from './varied-page.ts'

const pageCount = 20
const connections = 32

export const publishedPages: Scenario = {
  name: 'published',
  run: (bench) =>
    bench.using(
      talkoot(),
      { pages: pageCount, durable: true },
      async ({ seeds, server, targets }) => {
        const docs = seeds.slice(0, pageCount).map(docOf)
        const write = (change: (doc: Y.Doc, n: number) => void) =>
          runLoad('fill', {
            pages: docs.map((doc, n) => ({
              target: must(targets[n]),
              updates: [updateOf(doc, () => change(doc, n))],
            })),
          })
        const origin = `http://127.0.0.1:${server.port}`
        const ids = targets.map(({ page }) => page)
        await write((doc, n) => writeAnew(doc, 1_000 + n))
        const folder = await publish(origin, ids, '1.0')
        await measureDrawing(bench, origin, 'the first edition')
        const files = await filesIn(origin, folder)
        await measureSize(bench, origin, folder, files)
        await measureBesideNginx(bench, { port: server.port, origin, folder, files })
        await write(changeInPart)
        await publish(origin, ids, '2.0')
        await measureDrawing(bench, origin, 'a third of all blocks changed')
        await write((doc, n) => writeAnew(doc, 2_000 + n))
        await publish(origin, ids, '3.0')
        await measureDrawing(bench, origin, 'all of it written anew')
      },
    ),
}

/** Approves and publishes the pages; the path of the edition, with its slash. */
async function publish(origin: string, ids: readonly string[], number: string): Promise<string> {
  const browser = new Browser({ url: origin, setupToken, config: { publicUrl: null } })
  const body = { email: 'bench@example.org', password: benchPassword }
  const { person } = await browser.does('signIn', { body })
  const [strategy] = (await browser.does('listStrategies')).strategies
  const params = { id: must(strategy).id }
  const settings = { ...openSettings, slug: 'bench' }
  await browser.does('setPublication', { params, body: settings })
  const { id: approval } = await browser.does('askApproval', {
    params,
    body: {
      pages: ids.map((page) => ({ page, ownerRole: 'Head of communications' })),
      approvers: [{ person: person.id, role: 'Management group' }],
      ...{ note: '', reasons: true },
    },
  })
  const asked = { ...params, approval }
  const answer = { what: 'approved', despite: 'For the benchmark.', named: false } as const
  await browser.does('answerApproval', { params: asked, body: answer })
  await browser.does('publishEdition', {
    params: asked,
    body: { step: 'major', changeNote: 'All of it.', validFrom: '2026-12-01', publishAt: null },
  })
  return `/published/bench/${number}/`
}

/** From asking for a page that nobody asked for yet to having it: read, drawn, packed, sent. */
async function measureDrawing(bench: Bench, origin: string, which: string): Promise<void> {
  const browser = new Browser({ url: origin, setupToken, config: { publicUrl: null } })
  await browser.does('signIn', { body: { email: 'bench@example.org', password: benchPassword } })
  const times: number[] = []
  for (let n = 0; n < (bench.quick ? 5 : 15); n += 1) {
    // Whether readers are asked for feedback stands on every page: they are drawn anew.
    const [strategy] = (await browser.does('listStrategies')).strategies
    const settings = { ...openSettings, slug: 'bench', feedbackDays: 1 + n }
    await browser.does('setPublication', { params: { id: must(strategy).id }, body: settings })
    const start = performance.now()
    const { status } = await sent(origin, '/published/bench/', 'br')
    if (status !== 200) throw new Error(`the front page answers ${status}`)
    times.push(performance.now() - start)
  }
  const worst = Math.max(...times)
  const what = `${pageCount} pages, ${which}: read, drawn, one packed and sent`
  bench.row({ what: `${what}: p50`, unit: 'ms', talkoot: percentile(times, 0.5), ...noTarget })
  bench.row({ what: `${what}: slowest`, unit: 'ms', talkoot: worst, ...atMost(500, worst) })
}

/** Every page and stylesheet that can be reached from the front page. */
async function filesIn(origin: string, folder: string): Promise<string[]> {
  const found = new Set(['index.html'])
  for (const name of found) {
    if (!name.endsWith('.html')) continue
    const { body } = await sent(origin, folder + name, 'identity')
    for (const [, href = ''] of body.toString().matchAll(/ href="([a-z0-9.-]+\.(?:html|css))"/g)) {
      found.add(href)
    }
  }
  return [...found]
}

async function measureSize(
  bench: Bench,
  origin: string,
  folder: string,
  files: readonly string[],
): Promise<void> {
  const sizes = new Map<string, number>()
  for (const name of files) sizes.set(name, (await sent(origin, folder + name, 'br')).bytes)
  const style = must(files.find((name) => name.endsWith('.css')))
  const pages = files.filter((name) => name.endsWith('.html'))
  const whole = pages.map((name) => (must(sizes.get(name)) + must(sizes.get(style))) / 1_000)
  const largest = Math.max(...whole)
  const what = 'sent for a page with its style, heads of answers too'
  bench.row({ what: `${what}: p50`, unit: 'kB', talkoot: percentile(whole, 0.5), ...noTarget })
  bench.row({ what: `${what}: largest`, unit: 'kB', talkoot: largest, ...atMost(30, largest) })
}

async function measureBesideNginx(
  bench: Bench,
  of: { port: number; origin: string; folder: string; files: readonly string[] },
): Promise<void> {
  const own = await bench.folder()
  const files = path.join(own, 'files')
  await mkdir(path.join(files, of.folder), { recursive: true })
  for (const name of of.files) {
    const file = path.join(files, of.folder, name)
    // Both send the same bytes: nginx is given what Talkoot has packed.
    await writeFile(file, (await sent(of.origin, of.folder + name, 'identity')).body)
    const packed = await sent(of.origin, of.folder + name, 'gzip')
    if (packed.encoding === 'gzip') await writeFile(`${file}.gz`, packed.body)
  }
  const nginx = await startNginx(own, files)
  if (nginx === null) {
    bench.say('  nginx is not installed (apt-get install nginx-light): nothing to compare with')
    return
  }
  try {
    for (const encoding of ['gzip', 'identity'] as const) {
      const paths = of.files.map((name) => of.folder + name)
      const ask = (port: number) =>
        runLoad('asking', { port, paths, encoding, connections, seconds: bench.quick ? 1 : 4 })
      const [ours, theirs]: [number[], number[]] = [[], []]
      for (let round = 0; round < 4; round += 1) {
        const [first, second] = [await ask(of.port), await ask(nginx.port)]
        if (first.bodies !== second.bodies) throw new Error('the two do not send the same')
        // The first round is for warming up.
        if (round === 0) continue
        ours.push(first.perSecond)
        theirs.push(second.perSecond)
        bench.say(
          `  ${encoding}: ${Math.round(first.perSecond)} beside ${Math.round(second.perSecond)} (reader ${first.busy.toFixed(2)} and ${second.busy.toFixed(2)} of a core)`,
        )
      }
      const ratio = percentile(ours, 0.5) / percentile(theirs, 0.5)
      const what = `pages of an edition a second, ${encoding}`
      bench.row({
        ...{ what, unit: '1/s', talkoot: percentile(ours, 0.5) },
        ...{ ceiling: percentile(theirs, 0.5), ...noTarget },
      })
      bench.row({
        ...{ what: `${what}, beside nginx`, unit: 'share', talkoot: ratio },
        ...atLeast(0.25, ratio),
      })
    }
  } finally {
    await nginx.stop()
  }
}

/** What Talkoot sends, as it is sent. */
function sent(origin: string, file: string, encoding: 'br' | 'gzip' | 'identity') {
  return new Promise<{ status: number; encoding: string; body: Buffer; bytes: number }>(
    (resolve, reject) => {
      const asking = request(origin + file, { headers: { 'Accept-Encoding': encoding } })
      asking.on('error', reject).on('response', (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const body = Buffer.concat(parts)
          resolve({
            status: response.statusCode ?? 0,
            encoding: response.headers['content-encoding'] ?? 'identity',
            body,
            bytes: body.length + response.rawHeaders.join(': ').length + 40,
          })
        })
      })
      asking.end()
    },
  )
}

function docOf(seed: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seed)
  return doc
}

/** What a change does to a page, as one update to what is there. */
function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact(change)
  return Y.encodeStateAsUpdate(doc, before)
}

/** Another text in place of all that stands there. */
function writeAnew(doc: Y.Doc, seed: number): void {
  const root = doc.get(pageRoot, Y.XmlFragment)
  root.delete(0, root.length)
  root.push(variedPage(random(seed)).map(elementFor))
}

/** Words before and after the first text of every third block. */
function changeInPart(doc: Y.Doc): void {
  for (const [at, block] of doc.get(pageRoot, Y.XmlFragment).toArray().entries()) {
    if (at % 3 !== 0 || !(block instanceof Y.XmlElement)) continue
    const [text] = block.createTreeWalker((node) => node instanceof Y.XmlText)
    if (!(text instanceof Y.XmlText)) continue
    text.insert(0, 'From now on: ')
    text.insert(text.length, ' This is new.')
  }
}
