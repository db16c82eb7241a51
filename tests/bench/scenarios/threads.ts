/** A person who writes on a page that three hundred comments have been made on. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import * as Y from 'yjs'
import { z } from 'zod'
import { must } from '../../../server/contract/asserts.ts'
import { newId, threadId } from '../../../server/contract/ids.ts'
import { pageRoot } from '../../../server/contract/page-schema.ts'
import type { Spot } from '../../../server/contract/threads.ts'
import type { Target } from '../load/client.ts'
import { median } from '../load/figures.ts'
import { runLoad } from '../run-load.ts'
import type { Bench, Scenario } from '../scenario.ts'
import type { Running } from '../systems/system.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atMost } from '../targets.ts'
import { measureCards } from './thread-cards.ts'
import { fill, rowsOf, signedIn, type Typed, typed } from './keystroke.ts'

const executablePath = process.env['TALKOOT_CHROMIUM'] ?? '/usr/bin/chromium'
const count = 300

/** What the bench changes of the page's threads. */
const listed = z.looseObject({
  threads: z.array(z.looseObject({ anchor: z.looseObject({}) })),
})

export const threads: Scenario = {
  name: 'threads',
  async run(bench) {
    await bench.using(talkoot(), { pages: 2, durable: true }, async (running) => {
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
  const { address } = must(running.targets[0])
  const origin = `http://127.0.0.1:${address.port}`
  const context = await signedIn(browser, origin)
  const [bare, discussed] = [must(running.targets[0]), must(running.targets[1])]
  const quiet = await context.newPage()
  const other = await context.newPage()
  for (const [tab, { page }] of [
    [quiet, bare],
    [other, discussed],
  ] as const) {
    await tab.bringToFront()
    await tab.goto(`${origin}/pages/${page}`)
    await fill(tab)
  }
  await discuss(context, origin, discussed)
  // Both as somebody finds them who comes to them, not as they were written.
  for (const tab of [quiet, other]) {
    await tab.bringToFront()
    await tab.reload()
    await tab.locator('.page-text > p').nth(100).waitFor({ state: 'attached' })
  }
  await other.waitForFunction(
    (most) => document.querySelectorAll('.page-text .commented').length >= most,
    count,
  )
  await rests(other)
  const { without, among } = await inTurns(
    bench.quick ? 3 : 6,
    bench.quick ? 50 : 100,
    quiet,
    other,
  )
  rowsOf(bench, 'key to paint, 20 pages without comments', without)
  rowsOf(bench, `key to paint, 20 pages with ${count} comments`, among)
  const more = among.busy - without.busy
  bench.row({
    what: `main thread for ${count} comments`,
    unit: 'ms/key',
    talkoot: more,
    ...atMost(0.3, more),
  })
  await quiet.close()
  await measureCards(bench, other, count)
}

/** Types in both, in turns, so that what else the machine does comes to both alike. */
async function inTurns(
  turns: number,
  keys: number,
  quiet: Page,
  other: Page,
): Promise<Readonly<Record<'without' | 'among', Typed>>> {
  const tabs = [
    { tab: quiet, times: new Array<number>(), busy: new Array<number>() },
    { tab: other, times: new Array<number>(), busy: new Array<number>() },
  ] as const
  for (let turn = 0; turn <= turns; turn++) {
    for (const { tab, times, busy } of turn % 2 === 0 ? tabs : tabs.toReversed()) {
      await tab.bringToFront()
      const one = await typed(tab, keys)
      // The first keys are those of a cold engine.
      if (turn === 0) continue
      times.push(...one.times)
      busy.push(one.busy)
    }
  }
  const [without, among] = tabs.map(({ times, busy }) => ({ times, busy: median(busy) }))
  return { without: must(without), among: must(among) }
}

/** Lets three hundred comments be found on a page by this browser. */
async function discuss(context: BrowserContext, origin: string, target: Target): Promise<void> {
  const { states } = await runLoad('states', { targets: [target] })
  const path = `${origin}/api/pages/${target.page}/threads`
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
