/** A network that goes and comes back for everybody at once. */
import { must } from '../../../server/contract/asserts.ts'
import { median } from '../load/figures.ts'
import { runLoad } from '../run-load.ts'
import { figuresOf, measureEach, type Scenario } from '../scenario.ts'
import { hocuspocus, yWebsocket } from '../systems/peers.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atMost } from '../targets.ts'

export const allReturn: Scenario = {
  name: 'return',
  async run(bench) {
    const clients = 300
    const systems = [yWebsocket, hocuspocus, talkoot()]
    const options = { pages: 1, durable: false }
    const found = await measureEach(bench, systems, options, async ({ targets, seeds }) => {
      const times: number[] = []
      for (let time = 0; time < (bench.quick ? 1 : 3); time++) {
        const job = { target: must(targets[0]), seed: must(seeds[0]), clients }
        times.push((await runLoad('returning', job)).milliseconds)
      }
      return median(times)
    })
    const figures = figuresOf(found, (figure) => figure)
    bench.row({
      what: `${clients} clients drop and return at once, all synced after`,
      unit: 'ms',
      ...figures,
      ...atMost(400, figures.talkoot),
    })
  },
}
