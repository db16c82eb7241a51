/** What the cards beside a text cost whoever scrolls through it and chooses one. */
import type { Page } from 'playwright-core'
import { must } from '../../../server/contract/asserts.ts'
import { percentile } from '../load/figures.ts'
import type { Bench } from '../scenario.ts'
import { atMost } from '../targets.ts'

/** Pixels that one turn of a wheel scrolls. */
const turn = 120
const turns = 150
const chosen = 40

/** Rows for a page whose comments are shown. */
export async function measureCards(bench: Bench, tab: Page, count: number): Promise<void> {
  await tab.locator('.margin-cards article').first().waitFor()
  const drawn = await tab.locator('.margin-cards article').count()
  bench.row({
    what: `cards drawn of ${count}`,
    unit: 'cards',
    talkoot: drawn,
    ...atMost(60, drawn),
  })
  const session = await tab.context().newCDPSession(tab)
  // Of the processor, not of the clock: whoever else uses the machine does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return must(metrics.find(({ name }) => name === 'TaskDuration')).value * 1_000
  }
  const spent = async (act: () => Promise<void>) => {
    const before = await busy()
    await act()
    await painted(tab)
    return (await busy()) - before
  }
  const frames: number[] = []
  for (let n = 0; n < turns; n++) {
    frames.push(await spent(() => tab.evaluate((by) => scrollBy({ top: by }), turn)))
  }
  const frame = percentile(frames, 0.95)
  bench.row({
    what: `main thread for a frame while scrolling past ${count} cards, p95`,
    unit: 'ms',
    talkoot: frame,
    ...atMost(16.7, frame),
  })
  const choices: number[] = []
  for (let n = 0; n < chosen; n++) {
    choices.push(await spent(() => tab.keyboard.press('Alt+PageDown')))
  }
  const choice = percentile(choices, 0.95)
  bench.row({
    what: `main thread for choosing one of ${count} threads, p95`,
    unit: 'ms',
    talkoot: choice,
    ...atMost(50, choice),
  })
  await session.detach()
}

/** Waits until the next frames have been drawn. */
async function painted(tab: Page): Promise<void> {
  await tab.evaluate(
    () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))),
      ),
  )
}
