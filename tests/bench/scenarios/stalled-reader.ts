/** What somebody who takes nothing costs the server while others write. */
import { must } from '../../../server/contract/asserts.ts'
import { runLoad } from '../run-load.ts'
import { figuresOf, measureEach, type Scenario } from '../scenario.ts'
import { hocuspocus, yWebsocket } from '../systems/peers.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atMost } from '../targets.ts'

const megabytes = 15

export const stalledReader: Scenario = {
  name: 'stalled',
  async run(bench) {
    const systems = [yWebsocket, hocuspocus, talkoot()]
    const options = { pages: 1, durable: false }
    const found = await measureEach(bench, systems, options, async ({ server, targets, seeds }) => {
      const held = new Map<string, number>()
      const [target, seed] = [must(targets[0]), must(seeds[0])]
      await runLoad('stalled', { target, seed, run: 0, megabytes }, async (moment) => {
        held.set(moment, (await server.figures(true)).held)
      })
      // What goes when the reader goes is what was kept for it.
      return (must(held.get('typed')) - must(held.get('gone'))) / 1e6
    })
    const figures = figuresOf(found, (figure) => figure)
    bench.row({
      what: `kept in memory for one who reads nothing while ${megabytes} MB are typed`,
      unit: 'MB',
      ...figures,
      ...atMost(2, figures.talkoot),
    })
  },
}
