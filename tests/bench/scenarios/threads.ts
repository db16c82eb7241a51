/** A person who writes on a page that three hundred comments have been made on. */
import { type Browser, chromium, type Page } from 'playwright-core'
import * as Y from 'yjs'
import { z } from 'zod'
import { must } from '../../../server/contract/asserts.ts'
import { newId, threadId } from '../../../server/contract/ids.ts'
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

/** What the bench changes of the page's threads. */
const listed = z.looseObject({
  threads: z.array(z.looseObject({ anchor: z.looseObject({}) })),
})

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

  await tab.close()

  const { states } = await runLoad('states', { targets: [must(running.targets[0])] })
  const path = `${origin}/api/pages/${page}/threads`
  const spots = spotsIn(must(states[0]), count)
  const data = { text: 'Who takes care of this?', spot: must(spots[0]) }
  const begun = await context.request.post(path, { headers: { origin }, data })
  if (!begun.ok()) throw new Error(`No thread was begun: ${begun.status()}`)
  const reply = listed.parse(await (await context.request.get(path)).json())
  const one = must(reply.threads[0])
  // Nobody may say so much in so short a time: the answer is made from that with one thread.
  const threads = spots.map((spot) => ({
    ...one,
    id: newId(threadId),
    anchor: { ...one.anchor, ...spot },
  }))
  await context.route(path, (route) => route.fulfill({ json: { ...reply, threads } }))
  const other = await context.newPage()
  await other.goto(`${origin}/pages/${page}`)
  await other.waitForFunction(
    (most) => document.querySelectorAll('.page-text .commented').length >= most,
    count,
  )
  await typed(other, 100)
  await rests(other)
  const among = await typed(other, keys)
  rowsOf(bench, `key to paint, 20 pages with ${count} comments`, among)
  const more = among.busy - without.busy
  bench.row({
    what: `main thread for ${count} comments`,
    unit: 'ms/key',
    talkoot: more,
    ...atMost(0.3, more),
  })
  await measureCards(bench, other, count)
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

async function rests(tab: Page): Promise<void> {
  await tab.evaluate(
    () => new Promise<void>((done) => requestIdleCallback(() => setTimeout(done, 1_000))),
  )
}
