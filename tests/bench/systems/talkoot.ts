/** Talkoot as it is built, set up over its HTTP API like any other installation. */
import { mkdir } from 'node:fs/promises'
import { inRoot } from '../../../server/commands/tree.mjs'
import type { z } from 'zod'
import { endpoints } from '../../../server/contract/api.ts'
import type { Target } from '../load/client.ts'
import { runLoad } from '../run-load.ts'
import { Server } from './server.ts'
import type { Running, System } from './system.ts'

export const setupToken = 'bench'
export const benchPassword = 'a password for the bench'

/** The built server. `fanOut` is the setting TALKOOT_FANOUT_MS. */
export function talkoot(fanOut: 'adaptive' | '20' = 'adaptive'): System {
  return {
    name: fanOut === 'adaptive' ? 'talkoot' : 'talkoot, 20 ms',
    async start({ data, pages }) {
      const server = await serve(data, fanOut)
      const origin = `http://127.0.0.1:${server.port}`
      const { token, ids } = await setUp(origin, pages)
      return run({ server, data, fanOut, token, ids, seeds: null })
    },
  }
}

/** Starts it bare, as `npm run serve` does, on an empty folder. */
export function bareTalkoot(data: string): Promise<Server> {
  return serve(data, 'adaptive', true)
}

async function serve(data: string, fanOut: string, bare = false): Promise<Server> {
  await mkdir(data, { recursive: true })
  return Server.start({
    file: inRoot('dist', 'server', 'main.js'),
    cwd: inRoot(),
    bare,
    listens: /^Talkoot is at http:\/\/[^ ]*:(\d+)/m,
    env: {
      PORT: '0',
      HOST: '127.0.0.1',
      TALKOOT_DATA: data,
      TALKOOT_SETUP_TOKEN: setupToken,
      TALKOOT_LOG: 'warn',
      TALKOOT_FANOUT_MS: fanOut,
    },
  })
}

interface Installed {
  readonly server: Server
  readonly data: string
  readonly fanOut: string
  readonly token: string
  readonly ids: readonly string[]
  /** States of the pages at the beginning, when they are known. */
  readonly seeds: readonly Uint8Array[] | null
}

async function run(installed: Installed): Promise<Running> {
  const { server, data, fanOut, token, ids } = installed
  const targets = ids.map((page): Target => {
    const path = `/collab/${page}?ack=1`
    const address = { port: server.port, path, authorization: `Bearer ${token}` }
    return { dialect: 'y-websocket', page, address }
  })
  const seeds = installed.seeds ?? (await runLoad('states', { targets })).states
  return {
    server,
    targets,
    seeds,
    data,
    async restart(signal) {
      await server.stop(signal)
      return run({ ...installed, seeds, server: await serve(data, fanOut) })
    },
    stop: () => server.stop(),
  }
}

/** An administrator with a token, and a strategy with this many pages. */
async function setUp(origin: string, pages: number): Promise<{ token: string; ids: string[] }> {
  const ask = asker(origin)
  await ask(endpoints.setUp, '/api/setup', {
    token: setupToken,
    organisation: 'Bench',
    language: 'en',
    person: { name: 'Bench', email: 'bench@example.org', password: benchPassword },
  })
  const strategy = await ask(endpoints.makeStrategy, '/api/strategies', { name: 'Bench' })
  const ids: string[] = []
  for (let n = 1; n <= pages; n++) {
    const path = `/api/strategies/${strategy.id}/pages`
    ids.push((await ask(endpoints.makePage, path, { title: `Page ${n}` })).id)
  }
  return { ids, token: (await ask(endpoints.makeToken, '/api/tokens', {})).token }
}

/** Posts as a browser would: keeps the cookie, names its origin. */
function asker(origin: string) {
  let cookie = ''
  return async <Reply extends z.ZodType>(
    endpoint: { readonly reply: Reply; readonly status: number },
    path: string,
    body: unknown,
  ): Promise<z.output<Reply>> => {
    const response = await fetch(origin + path, {
      method: 'POST',
      headers: { Origin: origin, Cookie: cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const [set] = response.headers.getSetCookie()
    if (set !== undefined) cookie = set.split(';', 1)[0] ?? ''
    const text = await response.text()
    if (response.status !== endpoint.status) throw new Error(`${path}: ${response.status} ${text}`)
    return endpoint.reply.parse(JSON.parse(text))
  }
}
