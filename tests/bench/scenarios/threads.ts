/** A person who writes on a page that three hundred comments have been made on. */
import { randomBytes } from 'node:crypto'
import { type Browser, chromium, type Page } from 'playwright-core'
import * as Y from 'yjs'
import { must } from '../../../server/contract/asserts.ts'
import { pageRoot } from '../../../server/contract/page-schema.ts'
import type { Spot } from '../../../server/contract/threads.ts'
import { runLoad } from '../run-load.ts'
import type { Bench, Scenario } from '../scenario.ts'
import type { Running } from '../systems/system.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atMost } from '../targets.ts'
import { measureCards } from './thread-cards.ts'
import { fill, rowsOf, signedIn, typed } from './keystroke.ts'

const executablePath = process.env['TALKOOT_CHROMIUM'] ?? '/usr/bin/chromium'
const count = 300

export const threads: Scenario = {
  name: 'threads',
  async run(bench) {
    await bench.using(talkoot(), { pages: 1, durable: true }, async (running) => {
      const args = ['--no-sandbox', '--disable-frame-rate-limit', '--disable-gpu-vsync']
      const browser = await chromium.launch({ executablePath, args })
      try {
        await measure(bench, running, browser)
      } finally {
        await browser.close()
      }
    })
  },
}

async function measure(bench: Bench, running: Running, browser: Browser): Promise<void> {
  const { page, address } = must(running.targets[0])
  const origin = `http://127.0.0.1:${address.port}`
  const keys = bench.quick ? 150 : 600
  const context = await signedIn(browser, origin)
  const tab = await context.newPage()
  await tab.goto(`${origin}/pages/${page}`)
  await fill(tab)
  // The first keys are those of a cold engine.
  await typed(tab, 100)
  const without = await typed(tab, keys)
  rowsOf(bench, 'key to paint, 20 pages without comments', without)

  const { states } = await runLoad('states', { targets: [must(running.targets[0])] })
  for (const spot of spotsIn(must(states[0]), count)) {
    const answer = await context.request.post(`${origin}/api/pages/${page}/threads`, {
      headers: { origin },
      data: { text: 'Who takes care of this?', spot, key: keyOf() },
    })
    if (!answer.ok()) throw new Error(`No thread was begun: ${answer.status()}`)
  }
  await tab.waitForFunction(
    (most) => document.querySelectorAll('.page-text .commented').length >= most,
    count,
  )
  await rests(tab)
  const among = await typed(tab, keys)
  rowsOf(bench, `key to paint, 20 pages with ${count} comments`, among)
  const more = among.busy - without.busy
  bench.row({
    what: `main thread for ${count} comments`,
    unit: 'ms/key',
    talkoot: more,
    ...atMost(0.3, more),
  })
  await measureCards(bench, tab, count)
}

/** Passages of a few words all over the text, none over another. */
function spotsIn(state: Uint8Array, most: number): readonly Spot[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const spots: Spot[] = []
  for (const text of doc
    .getXmlFragment(pageRoot)
    .createTreeWalker((each) => each instanceof Y.XmlText)) {
    if (!(text instanceof Y.XmlText)) continue
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue
      const { client, clock } = item.id
      for (let at = 0; at + 20 <= item.length; at += 60) {
        spots.push({
          first: { client, clock: clock + at },
          last: { client, clock: clock + at + 19 },
        })
      }
    }
  }
  const step = spots.length / most
  return Array.from({ length: most }, (_, n) => must(spots[Math.floor(n * step)]))
}

/** A key of which there is no other. */
function keyOf(): string {
  return Array.from(randomBytes(20), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join(
    '',
  )
}

async function rests(tab: Page): Promise<void> {
  await tab.evaluate(
    () => new Promise<void>((done) => requestIdleCallback(() => setTimeout(done, 1_000))),
  )
}
