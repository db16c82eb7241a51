/** A person at a browser: a key until it is drawn, and a long page until it can be written on. */
import type { Editor } from '@tiptap/core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import * as Y from 'yjs'
import { must } from '../../../server/contract/asserts.ts'
import { pageRoot } from '../../../server/contract/page-schema.ts'
import { percentile } from '../load/figures.ts'
import { runLoad } from '../run-load.ts'
import type { Bench, Scenario } from '../scenario.ts'
import type { Running } from '../systems/system.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atMost, noTarget } from '../targets.ts'
import { twentyPages } from './twenty-pages.ts'

const executablePath = process.env['TALKOOT_CHROMIUM'] ?? '/usr/bin/chromium'
const people = 200

const args = [
  '--no-sandbox',
  // A frame as soon as it is ready: the wait for the screen's next beat is not ours.
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
  // Whoever measures is a debugger to the browser, which then goes through a whole file once more
  // for each error that a library makes in it to throw later. Nobody who only reads and writes has
  // that; with this flag it is gone.
  '--js-flags=--no-enable-lazy-source-positions',
]

export const keystroke: Scenario = {
  name: 'keystroke',
  async run(bench) {
    await bench.using(talkoot(), { pages: 1, durable: true }, async (running) => {
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
  const url = `${origin}/pages/${page}`
  const keys = bench.quick ? 150 : 600
  const context = await signedIn(browser, origin)
  const tab = await context.newPage()
  await tab.goto(url)
  await fill(tab)
  await loads(bench, browser, origin, url)

  rowsOf(bench, 'key to paint, 20 pages', await typed(tab, keys), await typedBare(tab, keys / 2))
  const { states } = await runLoad('states', { targets: [must(running.targets[0])] })
  const places = placesIn(must(states[0]))
  // Twice what it takes on an idle machine: they must not leave before the last key.
  const seconds = Math.ceil((1.5 * keys) / 6) + 15
  let crowd: Promise<unknown> = Promise.resolve()
  let left = false
  await new Promise<void>((here, fail) => {
    const job = { target: must(running.targets[0]), places, clients: people, rate: 2, seconds }
    crowd = runLoad('wandering', job, async () => here()).then(() => (left = true))
    crowd.catch(fail)
  })
  await tab.locator('.caret').first().waitFor({ state: 'attached' })
  const among = await typed(tab, keys)
  const bare = await typedBare(tab, keys / 2)
  if (left) throw new Error(`${people} people left before the last key was typed`)
  const drawn = await tab.locator('.caret').count()
  rowsOf(bench, `key to paint, 20 pages, ${people} people with moving carets`, among, bare)
  bench.row({ what: 'carets drawn of them', unit: '', talkoot: drawn, ...noTarget })
  await crowd
}

export interface Typed {
  /** Milliseconds from each key to its picture. */
  readonly times: readonly number[]
  /** Milliseconds of processor time that the page's main thread took for one key, all told. */
  readonly busy: number
}

/** Rows of what was typed; the ceiling is the same text without Talkoot. */
export function rowsOf(bench: Bench, what: string, { times, busy }: Typed, bare?: Typed): void {
  const row = (name: string, unit: string, figure: number, ceiling?: number, target = noTarget) =>
    bench.row({ what: `${what}, ${name}`, unit, talkoot: figure, ceiling, ...target })
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
  row('p50', 'ms', p50, bare && percentile(bare.times, 0.5))
  row('p95', 'ms', p95, bare && percentile(bare.times, 0.95), atMost(16, p95))
  row('main thread', 'ms/key', busy, bare?.busy)
}

/** Types into the same elements in a window with nothing else: no script, no style, no server. */
async function typedBare(tab: Page, keys: number): Promise<Typed> {
  const html = await tab.locator('.page-text').evaluate((text) => text.outerHTML)
  const bare = await must(tab.context().browser()).newPage({ viewport: tab.viewportSize() })
  try {
    await bare.setContent(html)
    return await typed(bare, keys)
  } finally {
    await bare.close()
  }
}

/** A browser of the person whose page it is. */
export async function signedIn(browser: Browser, origin: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
  })
  await context.request.post(`${origin}/api/session`, {
    headers: { origin },
    data: { email: 'bench@example.org', password: 'a password for the bench' },
  })
  return context
}

/** Puts the twenty pages into the page that is open. */
export async function fill(tab: Page): Promise<void> {
  await tab.locator('[role=textbox]').waitFor()
  await tab.evaluate((content) => {
    const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    const editor = place?.editor
    if (editor === undefined) throw new Error('There is no editor')
    editor.commands.insertContentAt(editor.state.doc.content.size, content)
  }, twentyPages())
  await tab
    .locator('.save')
    .filter({ hasText: /^\s*Saved\s*$/ })
    .waitFor()
}

/** Types in the middle of the text. */
export async function typed(tab: Page, keys: number): Promise<Typed> {
  await tab.locator('.page-text > p', { hasText: 'Paragraph 10.2' }).first().click()
  await tab.keyboard.press('End')
  await tab.evaluate(() => {
    const { keyTimes } = globalThis as { keyTimes?: number[] }
    if (keyTimes !== undefined) {
      keyTimes.length = 0
      return
    }
    const times: number[] = []
    Object.assign(globalThis, { keyTimes: times })
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // Runs when the frame has been laid out and painted.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => times.push(performance.now() - timeStamp)
          port2.postMessage(null)
        })
      },
      { capture: true },
    )
  })
  const session = await tab.context().newCDPSession(tab)
  // Of the processor, not of the clock: whoever else uses the machine does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return must(metrics.find(({ name }) => name === 'TaskDuration')).value * 1_000
  }
  const start = await busy()
  const words = 'what people need is answered here and nowhere else '
  for (let n = 0; n < keys; n++) {
    await tab.keyboard.press(
      words.charAt(n % words.length) === ' ' ? 'Space' : words.charAt(n % words.length),
    )
    await tab.waitForTimeout(60)
  }
  const perKey = ((await busy()) - start) / keys
  await session.detach()
  const times = await tab.evaluate(
    () => (globalThis as { keyTimes?: number[] }).keyTimes?.slice(5) ?? [],
  )
  return { times, busy: perKey }
}

/** Positions all over the text. */
function placesIn(state: Uint8Array): string[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const places: string[] = []
  for (const one of doc
    .getXmlFragment(pageRoot)
    .createTreeWalker((each) => each instanceof Y.XmlText)) {
    if (!(one instanceof Y.XmlText)) continue
    const at = Y.createRelativePositionFromTypeIndex(one, Math.min(5, one.length), -1)
    places.push(JSON.stringify(at))
  }
  return places
}

/** The page on a computer that has never seen it, and the same again. */
async function loads(bench: Bench, browser: Browser, origin: string, url: string): Promise<void> {
  const context = await signedIn(browser, origin)
  for (const [how, most] of [
    ['cold', 1_200],
    ['warm', 500],
  ] as const) {
    const tab = await context.newPage()
    // A new window keeps the browser busy with itself, on a core of its own for a second.
    await tab.waitForTimeout(1_500)
    let bytes = 0
    let requests = 0
    const session = await context.newCDPSession(tab)
    await session.send('Network.enable')
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
    session.on('Network.webSocketFrameReceived', ({ response }) => {
      bytes +=
        response.opcode === 2 ? (response.payloadData.length * 3) / 4 : response.payloadData.length
    })
    session.on('Network.requestWillBeSent', () => (requests += 1))
    session.on('Network.webSocketCreated', () => (requests += 1))
    const start = performance.now()
    await tab.goto(url, { waitUntil: 'commit' })
    await tab.locator('[role=textbox] > p').nth(3).waitFor()
    await tab.evaluate(() => {
      const text = document.querySelector<HTMLElement>('[role=textbox]')
      text?.focus()
    })
    await tab.keyboard.press('q')
    await tab.waitForFunction(() =>
      /q/.test(document.querySelector('[role=textbox] > h1')?.textContent ?? ''),
    )
    const took = performance.now() - start
    await tab.waitForTimeout(1_000)
    const what = `${how} load of 20 pages`
    bench.row({
      what: `${what}: first typed character`,
      unit: 'ms',
      talkoot: took,
      ...atMost(most, took),
    })
    bench.row({
      what: `${what}: received`,
      unit: 'kB',
      talkoot: bytes / 1_000,
      ...(how === 'cold' ? atMost(400, bytes / 1_000) : noTarget),
    })
    bench.row({
      what: `${what}: requests`,
      unit: '',
      talkoot: requests,
      ...(how === 'cold' ? atMost(15, requests) : noTarget),
    })
    await tab.keyboard.press('Backspace')
    await tab.close()
  }
  await context.close()
}
