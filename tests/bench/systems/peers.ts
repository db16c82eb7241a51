/** The servers that Talkoot is compared with, each in a process of its own. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as Y from 'yjs'
import { must } from '../../../server/contract/asserts.ts'
import type { Dialect } from '../load/protocol.ts'
import type { Target } from '../load/client.ts'
import { runLoad } from '../run-load.ts'
import { Server } from './server.ts'
import type { Running, System } from './system.ts'

const folder = fileURLToPath(new URL('../peers', import.meta.url))

/** With its Database extension on files where it is to be durable; its own defaults otherwise. */
export const hocuspocus: System = peer('hocuspocus', 'hocuspocus')

/** The reference server, with y-leveldb where it is to be durable. */
export const yWebsocket: System = peer('y-websocket', 'y-websocket')

/** The ceiling: passes on what comes every 20 ms, and knows nothing of Yjs. */
export const relay: System = peer('relay', 'relay')

function peer(name: 'hocuspocus' | 'y-websocket' | 'relay', dialect: Dialect): System {
  const serve = (data: string, durable: boolean) =>
    Server.start({
      file: path.join(folder, `${name}.mjs`),
      cwd: folder,
      env: { BENCH_DATA: durable ? data : '' },
      listens: /^listening on (\d+)$/m,
    })

  async function run(
    server: Server,
    data: string,
    pages: number,
    restart: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<Running>,
  ): Promise<Running> {
    const targets = Array.from({ length: pages }, (_, n): Target => {
      const page = `page-${n}`
      return {
        dialect,
        page,
        address: { port: server.port, path: `/${page}`, authorization: null },
      }
    })
    const seeds = targets.map((_, n) => seedOf(n))
    return { server, data, targets, seeds, restart, stop: () => server.stop() }
  }

  return {
    name,
    async start({ data, pages, durable }) {
      await mkdir(data, { recursive: true })
      const again = async (before: Server, signal?: 'SIGTERM' | 'SIGKILL'): Promise<Running> => {
        await before.stop(signal)
        const server = await serve(data, durable)
        return run(server, data, pages, (next) => again(server, next))
      }
      const server = await serve(data, durable)
      const running = await run(server, data, pages, (signal) => again(server, signal))
      if (dialect !== 'relay') {
        await runLoad('fill', {
          pages: running.targets.map((target, n) => ({
            target,
            updates: [must(running.seeds[n])],
          })),
        })
      }
      return running
    },
  }
}

/** A page like a new one of Talkoot's: a title and an empty paragraph. */
function seedOf(n: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1_000 + n
  const title = new Y.XmlElement('title')
  doc.getXmlFragment('default').insert(0, [title, new Y.XmlElement('paragraph')])
  title.insert(0, [new Y.XmlText(`Page ${n + 1}`)])
  return Y.encodeStateAsUpdate(doc)
}
