/** How long a key takes to somebody else's socket, on loopback. */
import { figuresOf, measureEach, type Scenario } from '../scenario.ts'
import { hocuspocus, yWebsocket } from '../systems/peers.ts'
import { talkoot } from '../systems/talkoot.ts'
import { noTarget, peerAnd, timesLess } from '../targets.ts'
import { type Crowd, type } from './fan-out.ts'

const crowds: readonly Crowd[] = [
  { clients: 250, typists: 10, rate: 5, cursors: false },
  { clients: 25, typists: 5, rate: 5, cursors: false },
]

export const latency: Scenario = {
  name: 'latency',
  async run(bench) {
    for (const crowd of crowds) {
      const systems = [yWebsocket, hocuspocus, talkoot()]
      const found = await measureEach(bench, systems, { pages: 2, durable: false }, (running) =>
        type(running, crowd, bench.quick),
      )
      const words = `${crowd.clients} clients, ${crowd.typists} typing at ${crowd.rate}/s`
      const [p50, p95] = [
        figuresOf(found, (typed) => typed.latency.p50),
        figuresOf(found, (typed) => typed.latency.p95),
      ]
      const cost = figuresOf(found, (typed) => typed.cost)
      const { fsync } = bench
      bench.row({
        what: `${words}: latency p50`,
        unit: 'ms',
        ...p50,
        ...peerAnd(fsync.p50, 'fsync', p50),
      })
      bench.row({
        what: `${words}: latency p95`,
        unit: 'ms',
        ...p95,
        ...peerAnd(fsync.p95, 'fsync', p95),
      })
      bench.row({
        what: `${words}: server CPU per delivered edit`,
        unit: 'µs',
        ...cost,
        ...(crowd.clients === 25 ? timesLess(1, cost) : noTarget),
      })
    }
  },
}
