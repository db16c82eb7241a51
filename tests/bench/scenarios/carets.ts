/** Two hundred carets that move all the time. */
import { must } from '../../../server/contract/asserts.ts'
import { runLoad } from '../run-load.ts'
import { figuresOf, measureEach, type Scenario } from '../scenario.ts'
import { hocuspocus, yWebsocket } from '../systems/peers.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atMost } from '../targets.ts'

export const carets: Scenario = {
  name: 'cursors',
  async run(bench) {
    const seconds = bench.quick ? 5 : 10
    const systems = [yWebsocket, hocuspocus, talkoot()]
    const options = { pages: 1, durable: false }
    const found = await measureEach(bench, systems, options, async ({ server, targets }) => {
      const target = must(targets[0])
      let cpu = 0
      let at = 0
      let share = 0
      const job = { target, clients: 200, rate: 5, seconds }
      const answer = await runLoad('cursors', job, async (moment) => {
        const figures = await server.figures()
        if (moment === 'end') share = (figures.cpu - cpu) / (figures.at - at)
        ;({ cpu, at } = figures)
      })
      return { ...answer, share: share * 100 }
    })
    const cpu = figuresOf(found, ({ share }) => share)
    const out = figuresOf(found, ({ megabytes }) => megabytes)
    const stale = figuresOf(found, ({ stale: { worst } }) => worst)
    const words = '200 cursors at 5/s'
    bench.row({ what: `${words}: of one core`, unit: '%', ...cpu, ...atMost(10, cpu.talkoot) })
    bench.row({ what: `${words}: sent`, unit: 'MB/s', ...out, ...atMost(15, out.talkoot) })
    bench.row({
      what: `${words}: oldest news not shown`,
      unit: 'ms',
      ...stale,
      ...atMost(1_000, stale.talkoot),
    })
  },
}
