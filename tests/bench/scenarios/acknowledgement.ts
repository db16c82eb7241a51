/** How soon "saved" is said, which is only said of what is on the disk. */
import { runLoad } from '../run-load.ts'
import type { Scenario } from '../scenario.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atMost, noTarget } from '../targets.ts'

export const acknowledgement: Scenario = {
  name: 'saved',
  async run(bench) {
    const seconds = bench.quick ? 4 : 10
    for (const { pages, rate, words } of [
      { pages: 1, rate: 8, words: '50 typing at 8/s in one page' },
      { pages: 50, rate: 100, words: '50 typing at 100/s in 50 pages' },
    ]) {
      const options = { pages, durable: true }
      const {
        saved,
        edits,
        seconds: took,
      } = await bench.using(talkoot(), options, (running) =>
        runLoad('typing', {
          targets: running.targets,
          seeds: running.seeds,
          run: 0,
          clients: 50,
          typists: 50,
          rate,
          seconds,
          warmUp: 1,
          cursors: false,
        }),
      )
      bench.row({
        what: `${words}: saved p50`,
        unit: 'ms',
        talkoot: saved.p50,
        ...atMost(30, saved.p50),
      })
      bench.row({
        what: `${words}: saved p99`,
        unit: 'ms',
        talkoot: saved.p99,
        ...atMost(250, saved.p99),
      })
      if (pages === 1) continue
      bench.row({
        what: `${words}: edits stored`,
        unit: '/s',
        better: 'more',
        talkoot: edits / took,
        ...noTarget,
      })
    }
  },
}
