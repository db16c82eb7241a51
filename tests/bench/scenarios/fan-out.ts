/** What it costs to bring what people type to everybody else. */
import { must } from '../../../server/contract/asserts.ts'
import type { TypingAnswer } from '../load/jobs.ts'
import { runLoad } from '../run-load.ts'
import { type Bench, figuresOf, type Measured, measureEach, type Scenario } from '../scenario.ts'
import { hocuspocus, relay, yWebsocket } from '../systems/peers.ts'
import type { Running, System } from '../systems/system.ts'
import { talkoot } from '../systems/talkoot.ts'
import { noTarget, peerAnd, timesLess } from '../targets.ts'

export interface Crowd {
  readonly clients: number
  readonly typists: number
  readonly rate: number
  readonly cursors: boolean
}

export interface Typed extends TypingAnswer {
  /** Microseconds of the server's processor time for each edit that reached somebody. */
  readonly cost: number
}

/** Lets a crowd type in one page and measures the server meanwhile. */
export async function type(
  { server, targets, seeds }: Running,
  crowd: Crowd,
  quick: boolean,
): Promise<Typed> {
  const [page, other] = targets
  const [seed, otherSeed] = seeds
  // The relay has nothing that could be compiled, and only one page.
  if (otherSeed !== undefined && other !== undefined && other.dialect !== 'relay') {
    await runLoad('warming', { target: other, seed: otherSeed, seconds: quick ? 2 : 5 })
  }
  const seconds = quick ? 3 : 10
  const warmUp = quick ? 1 : 3
  let before = 0
  let after = 0
  const answer = await runLoad(
    'typing',
    {
      targets: [must(page)],
      seeds: [must(seed)],
      run: 0,
      seconds,
      warmUp,
      ...crowd,
    },
    async (at) => {
      const { cpu } = await server.figures()
      if (at === 'begin') before = cpu
      else after = cpu
    },
  )
  return { ...answer, cost: ((after - before) * 1_000) / answer.delivered }
}

/** `window` is how long the adaptive window is at most for such a crowd, milliseconds. */
function fanOut(
  name: string,
  words: string,
  crowd: Crowd,
  goals: { adaptive: number; fixed: number; window: number },
): Scenario {
  return {
    name,
    async run(bench) {
      const systems: System[] = [relay, yWebsocket, hocuspocus, talkoot(), talkoot('20')]
      const found = await measureEach(bench, systems, { pages: 2, durable: false }, (running) =>
        type(running, crowd, bench.quick),
      )
      report(bench, words, found, goals)
    },
  }
}

function report(
  bench: Bench,
  words: string,
  found: Measured<Typed>,
  goals: { adaptive: number; fixed: number; window: number },
): void {
  for (const [name, typed] of found) {
    if (typed.busy > 0.9) bench.say(`${name}: the load generator itself was busy: ${typed.busy}`)
  }
  for (const [name, window, times, wait] of [
    ['talkoot', 'adaptive', goals.adaptive, goals.window],
    ['talkoot, 20 ms', '20 ms', goals.fixed, 20],
  ] as const) {
    const costs = figuresOf(found, (typed) => typed.cost, name)
    bench.row({
      what: `${words}, ${window}: server CPU per delivered edit`,
      unit: 'µs',
      ...costs,
      ...timesLess(times, costs),
    })
    const p50 = figuresOf(found, ({ latency }) => latency.p50, name)
    bench.row({ what: `${words}, ${window}: latency p50`, unit: 'ms', ...p50, ...noTarget })
    const p95 = figuresOf(found, ({ latency }) => latency.p95, name)
    bench.row({
      what: `${words}, ${window}: latency p95`,
      unit: 'ms',
      ...p95,
      ...peerAnd(wait + bench.fsync.p95, 'window + fsync', p95),
    })
  }
}

export const fanOutScenarios: readonly Scenario[] = [
  fanOut(
    'crowd',
    '500 clients, 10 typing at 8/s',
    { clients: 500, typists: 10, rate: 8, cursors: false },
    { adaptive: 1.75, fixed: 3, window: 31 },
  ),
  fanOut(
    'workshop',
    '100 clients, 50 typing at 8/s',
    { clients: 100, typists: 50, rate: 8, cursors: false },
    { adaptive: 1.75, fixed: 3, window: 13 },
  ),
  fanOut(
    'all-typing',
    '50 typing at 5/s with cursors',
    { clients: 50, typists: 50, rate: 5, cursors: true },
    { adaptive: 2.5, fixed: 3.5, window: 10 },
  ),
]
