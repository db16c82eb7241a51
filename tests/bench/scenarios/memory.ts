/** What an open page takes, and what a server takes that nobody uses. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { runLoad } from '../run-load.ts'
import { figuresOf, measureEach, type Scenario } from '../scenario.ts'
import { hocuspocus, yWebsocket } from '../systems/peers.ts'
import { bareTalkoot, talkoot } from '../systems/talkoot.ts'
import { atMost } from '../targets.ts'

const perPage = 2

export const memory: Scenario = {
  name: 'memory',
  async run(bench) {
    // Fewer would measure how far the heap happens to have grown.
    const pages = 500
    const systems = [yWebsocket, hocuspocus, talkoot()]
    const options = { pages, durable: true }
    const found = await measureEach(bench, systems, options, async (first) => {
      // Making the pages has left traces that have nothing to do with holding them.
      const { server, targets, seeds, stop } = await first.restart()
      const before = await server.figures(true)
      let kilobytes = 0
      await runLoad('holding', { targets, seeds, run: 0, perPage }, async () => {
        const held = await server.figures(true)
        kilobytes = (held.rss - before.rss) / 1_000 / pages
      })
      await stop()
      return kilobytes
    })
    const figures = figuresOf(found, (figure) => figure)
    bench.row({
      what: `${pages} pages × ${perPage} clients: memory per page`,
      unit: 'kB',
      ...figures,
      ...atMost(70, figures.talkoot),
    })
    const idle = await idleMegabytes(await bench.folder())
    bench.row({ what: 'idle server: memory', unit: 'MB', talkoot: idle, ...atMost(90, idle) })
  },
}

/** Memory of a server ten seconds after its start, in MB; nobody has asked it for anything. */
async function idleMegabytes(data: string): Promise<number> {
  const server = await bareTalkoot(data)
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  const bytes = residentBytes(server.pid)
  await server.stop()
  return bytes / 1e6
}

/** Memory of a process that cannot be asked. */
function residentBytes(pid: number): number {
  const status = `/proc/${pid}/status`
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(kilobytes) * 1_024
}
