/** The history of a long page in the thread of a browser that it is looked at in. */
import { readdir } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { inRoot } from '../../../server/commands/tree.mjs'
import { must } from '../../../server/contract/asserts.ts'
import type { Bench } from '../scenario.ts'
import type { Running } from '../systems/system.ts'
import { talkoot } from '../systems/talkoot.ts'
import { percentile } from '../load/figures.ts'
import { atMost } from '../targets.ts'

const executablePath = process.env['TALKOOT_CHROMIUM'] ?? '/usr/bin/chromium'

interface Times {
  readonly open: number
  readonly page: readonly number[]
  readonly written: readonly number[]
  readonly changes: readonly number[]
}

/** Rows for a bundle, not packed, and its last entry. */
export async function measureInBrowser(
  bench: Bench,
  bundle: Uint8Array,
  head: number,
): Promise<void> {
  await bench.using(talkoot(), { pages: 1, durable: true }, async (running) => {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    try {
      const tab = await browser.newPage()
      // What runs there was compiled to name its functions by a helper that is only here.
      await tab.addInitScript({ content: 'globalThis.__name = (named) => named' })
      await tab.goto(originOf(running))
      const files = await readdir(inRoot('dist', 'client', 'assets'))
      const worker = must(files.find((file) => /^history-worker-.*\.js$/.test(file)))
      const times: Times = await tab.evaluate(ask, {
        worker: `/assets/${worker}`,
        base64: Buffer.from(bundle).toString('base64'),
        head,
      })
      const rows = [
        ['opened', [times.open], 1_000],
        ['the page at a moment, p95', times.page, 16],
        ['who wrote it, p95', times.written, 50],
        ['what changed between two moments, p95', times.changes, 300],
      ] as const
      for (const [what, all, limit] of rows) {
        const ms = percentile([...all], 0.95)
        bench.row({
          what: `  in the browser’s thread, there and back: ${what}`,
          unit: 'ms',
          talkoot: ms,
          ...atMost(limit, ms),
        })
      }
    } finally {
      await browser.close()
    }
  })
}

function originOf({ targets }: Running): string {
  return `http://127.0.0.1:${must(targets[0]).address.port}`
}

/** In the tab: asks the thread as the screen of the history does, one question at a time. */
async function ask(given: {
  readonly worker: string
  readonly base64: string
  readonly head: number
}): Promise<Times> {
  const thread = new Worker(given.worker, { type: 'module' })
  let id = 0
  const answer = (name: string, question: object) =>
    new Promise<number>((resolve, reject) => {
      const start = performance.now()
      thread.addEventListener('error', () => reject(new Error('The thread did not start')))
      thread.addEventListener(
        'message',
        ({ data }: MessageEvent<{ error?: string }>) => {
          if (data.error === undefined) resolve(performance.now() - start)
          else reject(new Error(data.error))
        },
        { once: true },
      )
      thread.postMessage({ id: id++, name, question })
    })
  const bundle = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0))
  // The same moments in every run.
  let state = 7
  const moment = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return 1 + (state % given.head)
  }
  const span = () => {
    const [one, other] = [moment(), moment()]
    return { from: Math.min(one, other), to: Math.max(one, other) }
  }
  const repeat = async (count: number, act: () => Promise<number>) => {
    const times: number[] = []
    for (let n = 0; n < count; n++) times.push(await act())
    return times
  }
  const open = await answer('open', { bundle })
  await repeat(20, () => answer('page', { seq: moment() }))
  await repeat(5, () => answer('changes', span()))
  const page = await repeat(200, () => answer('page', { seq: moment() }))
  const written = await repeat(60, () => answer('written', { seq: moment() }))
  const changes = await repeat(60, () => answer('changes', span()))
  thread.terminate()
  return { open, page, written, changes }
}
