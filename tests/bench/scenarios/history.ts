/**
 * The history of a page: how fast a moment, its authors and what changed are there, and what it
 * takes on the disk and on its way to a browser.
 */
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import * as Y from 'yjs'
import { newId, pageId, personId } from '../../../server/contract/ids.ts'
import { decodeBundle, encodeBundle } from '../../../server/history/bundle.ts'
import { Chronicle } from '../../../server/history/chronicle.ts'
import { changesBetween } from '../../../server/history/diff.ts'
import { pageAt } from '../../../server/history/page-at.ts'
import { writtenAt } from '../../../server/history/written.ts'
import { openEmbedded } from '../../../server/storage/embedded/open.ts'
import type { Entry } from '../../../server/storage/storage.ts'
import { generateHistory } from '../../support/histories/generate.ts'
import { random } from '../../support/random.ts'
import { percentile } from '../load/figures.ts'
import type { Bench, Scenario } from '../scenario.ts'
import { atMost, noTarget } from '../targets.ts'
import { readTrace, write } from '../trace.ts'
import { measureInBrowser } from './history-in-browser.ts'

const pack = promisify(brotliCompress)
const unpack = promisify(brotliDecompress)
const packing = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

export const history: Scenario = {
  name: 'history',
  async run(bench) {
    const trace = await readTrace(bench.traces, bench.quick ? 60_000 : 300_000)
    const text = entriesOf(trace)
    await measure(bench, `${trace.about} text, ${thousands(text.length)} edits`, text, {
      state: 5,
      bundle: 150_000,
    })
    // As a page of about 300 blocks comes about: most of what people do is type.
    const wish = { seed: 150, people: 30, alphabets: false, typing: 0.988 }
    const { entries } = generateHistory({ ...wish, edits: bench.quick ? 30_000 : 150_000 })
    await measure(bench, `rich page, ${thousands(entries.length)} edits`, entries, {
      state: 16,
      bundle: 500_000,
      blame: 50,
      diff: 300,
      open: 1_000,
    })
    const rich = Chronicle.of(entries)
    await measureInBrowser(bench, encodeBundle(rich), rich.head)
    await measureDisk(bench, text)
  },
}

/** Bytes that an edit takes on the disk when the page has come to rest. */
async function measureDisk(bench: Bench, entries: readonly Entry[]): Promise<void> {
  const data = await bench.folder()
  const storage = await openEmbedded(data, { clock: Date.now, report: bench.say })
  const page = newId(pageId)
  for (let at = 0; at < entries.length; at += 20_000) {
    await storage.log.append(page, entries.slice(at, at + 20_000))
  }
  while ((await storage.log.pack(page)) > 0);
  await storage.close()
  const folder = path.join(data, 'log')
  const files = await readdir(folder)
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(path.join(folder, file))).size),
  )
  const each = sizes.reduce((sum, size) => sum + size, 0) / entries.length
  bench.row({ what: 'disk for a settled edit', unit: 'B', talkoot: each, ...atMost(10, each) })
}

interface Limits {
  /** Milliseconds. */
  readonly state: number
  readonly blame?: number
  readonly diff?: number
  readonly open?: number
  /** Bytes. */
  readonly bundle: number
}

async function measure(
  bench: Bench,
  name: string,
  entries: readonly Entry[],
  limits: Limits,
): Promise<void> {
  bench.say(`  ${name}`)
  const start = performance.now()
  const built = Chronicle.of(entries)
  const build = performance.now() - start
  bench.row({ what: `history of a ${name}: from its log`, unit: 'ms', talkoot: build, ...noTarget })

  const grown = Chronicle.of(entries.slice(0, -5_000))
  const upkeep = elapsed(() => {
    for (const entry of entries.slice(-5_000)) grown.append([entry])
  })
  bench.row({
    what: 'upkeep of an open history per key',
    unit: 'µs',
    talkoot: upkeep / 5,
    ...atMost(10, upkeep / 5),
  })

  const raw = encodeBundle(built)
  const packed = await pack(raw, packing)
  bench.row({
    what: 'on its way to a browser',
    unit: 'kB',
    talkoot: packed.byteLength / 1_000,
    ...atMost(limits.bundle / 1_000, packed.byteLength / 1_000),
  })
  const opening = performance.now()
  const chronicle = decodeBundle(await unpack(packed))
  pageAt(chronicle, chronicle.head)
  const opened = performance.now() - opening
  bench.row({
    what: 'opened from there, with its last moment',
    unit: 'ms',
    talkoot: opened,
    ...(limits.open === undefined ? noTarget : atMost(limits.open, opened)),
  })

  const dice = random(7)
  const moment = () => 1 + dice.int(chronicle.head)
  const times = (act: () => unknown, count: number) =>
    percentile(
      Array.from({ length: count }, () => elapsed(act)),
      0.95,
    )
  for (let i = 0; i < 20; i++) pageAt(chronicle, moment())
  row(
    bench,
    'the page at a moment, p95',
    times(() => pageAt(chronicle, moment()), 200),
    limits.state,
  )
  if (limits.blame !== undefined) {
    row(
      bench,
      'who wrote it, p95',
      times(() => writtenAt(chronicle, moment()), 60),
      limits.blame,
    )
  }
  if (limits.diff !== undefined) {
    const between = () => {
      const [one, other] = [moment(), moment()]
      return changesBetween(chronicle, Math.min(one, other), Math.max(one, other))
    }
    for (let i = 0; i < 5; i++) between()
    row(bench, 'what changed between two moments, p95', times(between, 60), limits.diff)
  }
}

function row(bench: Bench, what: string, ms: number, limit: number): void {
  bench.row({ what: `  ${what}`, unit: 'ms', talkoot: ms, ...atMost(limit, ms) })
}

function elapsed(act: () => unknown): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

const thousands = (count: number) => `${Math.round(count / 1_000)}k`

/** A trace as the entries of a page with one paragraph. */
function entriesOf(trace: Awaited<ReturnType<typeof readTrace>>): Entry[] {
  const doc = new Y.Doc()
  doc.getXmlFragment('default').insert(0, [new Y.XmlElement('title')])
  const seed = Y.encodeStateAsUpdate(doc)
  const author = newId(personId)
  const { updates } = write(trace, seed, 4_242)
  return [seed, ...updates].map((update, n) => ({
    seq: n + 1,
    at: 1_767_600_000_000 + n * 250,
    author,
    kind: 'edit',
    update,
  }))
}
