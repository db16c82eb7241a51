/** How much can be written down, with its authors, and how far the disk lags behind. */
import { runLoad } from '../run-load.ts'
import { figuresOf, measureEach, type Scenario } from '../scenario.ts'
import { hocuspocus, yWebsocket } from '../systems/peers.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atLeast, atMost } from '../targets.ts'

const [writers, pages] = [50, 10]

export const ingest: Scenario = {
  name: 'ingest',
  async run(bench) {
    const edits = bench.quick ? 20_000 : 60_000
    const systems = [yWebsocket, hocuspocus, talkoot()]
    const options = { pages, durable: true }
    const found = await measureEach(bench, systems, options, async (running) => {
      const { server, targets, seeds } = running
      let stored = Number.NaN
      const answer = await runLoad(
        'ingest',
        { targets, seeds, run: 0, writers, edits },
        async (at) => {
          if (at !== 'taken') return
          const start = performance.now()
          let { pending } = await server.figures()
          while (pending > 0 && performance.now() - start < 60_000) {
            await new Promise((resolve) => setTimeout(resolve, 20))
            ;({ pending } = await server.figures())
          }
          stored = (performance.now() - start) / 1_000
        },
      )
      const acknowledged = !Number.isNaN(answer.savedPerSecond)
      return {
        rate: acknowledged ? answer.savedPerSecond : answer.visiblePerSecond,
        backlog: acknowledged ? answer.backlog : stored,
      }
    })
    const words = `${edits.toLocaleString('en')} edits by ${writers} writers in ${pages} pages`
    const [rate, backlog] = [
      figuresOf(found, (figures) => figures.rate),
      figuresOf(found, (figures) => figures.backlog),
    ]
    bench.row({
      what: `${words}, stored (peers: in memory)`,
      unit: '/s',
      better: 'more',
      ...rate,
      ...atLeast(10_000, rate.talkoot),
    })
    bench.row({
      what: `${words}: the disk is behind by`,
      unit: 's',
      ...backlog,
      ...atMost(1, backlog.talkoot),
    })
  },
}
