/** Coming to a page that was written in a quarter of a million edits. */
import { writeFile } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { must } from '../../../server/contract/asserts.ts'
import { median } from '../load/figures.ts'
import { runLoad } from '../run-load.ts'
import { type Bench, figuresOf, measureEach, type Scenario } from '../scenario.ts'
import { hocuspocus, yWebsocket } from '../systems/peers.ts'
import type { Running, System } from '../systems/system.ts'
import { talkoot } from '../systems/talkoot.ts'
import { atMost } from '../targets.ts'
import { readTrace, type Trace, type Written, write } from '../trace.ts'

const intoLevel = fileURLToPath(new URL('../peers/into-leveldb.mjs', import.meta.url))

interface Synced {
  readonly cold: number
  readonly warm: number
  readonly crowd: number
  readonly emptyFirst: boolean
}

export const firstSync: Scenario = {
  name: 'first-sync',
  async run(bench) {
    const trace = await readTrace(bench.traces, bench.quick ? 50_000 : 259_778)
    if (trace.about === 'generated') bench.say('no --traces: a page of our own is written')
    const systems = [yWebsocket, hocuspocus, talkoot()]
    const options = { pages: 1, durable: true }
    const found = await measureEach(bench, systems, options, (running, system) =>
      measure(bench, running, system, trace),
    )
    const words = `page of ${trace.edits.length.toLocaleString('en')} ${trace.about} edits`
    const [warm, crowd, cold] = [
      figuresOf(found, (synced) => synced.warm),
      figuresOf(found, (synced) => synced.crowd),
      figuresOf(found, (synced) => synced.cold),
    ]
    bench.row({
      what: `${words}, first sync warm`,
      unit: 'ms',
      ...warm,
      ...atMost(10, warm.talkoot),
    })
    bench.row({
      what: `${words}, 50 at once, p50`,
      unit: 'ms',
      ...crowd,
      ...atMost(60, crowd.talkoot),
    })
    bench.row({
      what: `${words}, cold after a restart`,
      unit: 'ms',
      ...cold,
      ...atMost(200, cold.talkoot),
    })
    for (const [name, { emptyFirst }] of found) {
      if (emptyFirst) bench.say(`${name} said "synced" before the content was there`)
    }
  },
}

async function measure(
  bench: Bench,
  running: Running,
  system: System,
  trace: Trace,
): Promise<Synced> {
  const written = write(trace, must(running.seeds[0]), 7_777_777)
  await put(bench, running, system, written)
  const { targets, stop } = await running.restart()
  const job = {
    target: must(targets[0]),
    client: written.client,
    clock: written.clock,
    bytes: written.state.byteLength * 0.9,
  }
  const { each, emptyFirst } = await runLoad('joining', { ...job, clients: 1, times: 1 })
  const warm = await runLoad('joining', { ...job, clients: 1, times: 20 })
  const crowd = await runLoad('joining', { ...job, clients: 50, times: 3 })
  await stop()
  return { cold: must(each[0]), emptyFirst, warm: median(warm.each), crowd: median(crowd.each) }
}

/**
 * Talkoot gets every edit over the wire, one by one. Hocuspocus keeps states, not edits: it gets
 * the state. y-leveldb keeps edits and would take minutes: they are put into its files directly.
 */
async function put(
  bench: Bench,
  running: Running,
  system: System,
  written: Written,
): Promise<void> {
  const target = must(running.targets[0])
  switch (system.name) {
    case 'hocuspocus':
      await runLoad('fill', { pages: [{ target, updates: [written.state] }] })
      return
    case 'y-websocket': {
      await running.stop()
      const folder = await bench.folder()
      const file = path.join(folder, 'updates.json')
      await writeFile(
        file,
        JSON.stringify(written.updates.map((update) => Buffer.from(update).toString('base64'))),
      )
      execFileSync(process.execPath, [intoLevel, running.data, target.page, file])
      return
    }
    case 'talkoot':
    case 'talkoot, 20 ms':
    case 'relay': {
      const { updates } = written
      const { seconds } = await runLoad('fill', { pages: [{ target, updates }] })
      const rate = Math.round(updates.length / seconds).toLocaleString('en')
      bench.say(`${system.name}: ${updates.length} edits by one writer at ${rate}/s`)
    }
  }
}
