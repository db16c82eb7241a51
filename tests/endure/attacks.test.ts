import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { messageType } from '#contract/wire.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { type Canary, type CanaryReport, slowestAllowed, startCanary } from '../support/canary.ts'
import type { Entrance } from '../support/collab-client.ts'
import { times } from '../support/counts.ts'
import { tableOf } from '../support/heavy-content.ts'
import {
  awarenessOf,
  element,
  gone,
  stateVector,
  updateOf,
  writeUpdate,
} from '../support/hostile-updates.ts'
import { awarenessMessage, rawFrame, RawSocket, syncMessage } from '../support/raw-socket.ts'
import { random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { type Member, Wiki } from '../support/wiki.ts'

const megabyte = 1024 * 1024

let folder: string
let server: ServerProcess
let wiki: Wiki
let mallory: Member
let canary: Canary
let quiet: CanaryReport
let memoryAllowed: number

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  server = await startServer(folder, { env: { TALKOOT_LOG: 'fatal' } })
  wiki = await Wiki.begin(server)
  mallory = await wiki.person('Mallory', 'editor')
  const page = await wiki.page('Canary')
  canary = await startCanary({ url: server.url, page, token: wiki.aino.token })
  await pause(1_500)
  quiet = await canary.report()
  memoryAllowed = 2 * server.memory() + 300 * megabyte
  console.info(`undisturbed: p99 ${quiet.p99.toFixed(1)} ms, ${mb(server.memory())}`)
})
afterAll(async () => {
  await canary.stop()
  wiki.leave()
  await server.stop('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const mb = (bytes: number) => `${Math.round(bytes / megabyte)} MB`

interface Attacked {
  readonly entrance: Entrance
  /** The page's state before the attack. */
  readonly state: Uint8Array
}

type Attack = (attacked: Attacked) => Promise<readonly RawSocket[] | void>

/** Makes a page of so many paragraphs. */
async function pageToAttack(paragraphs: number): Promise<Attacked> {
  const page = await wiki.page('Attacked')
  const writer = wiki.client(page, wiki.aino, { ack: true })
  await writer.untilSynced()
  const text = 'All work and no play makes Jack a dull boy. '.repeat(20)
  for (let done = 0; done < paragraphs; done += 500) {
    writer.doc.transact(() => {
      const made = Array.from({ length: Math.min(500, paragraphs - done) }, () =>
        elementFor({ type: 'paragraph', content: [{ type: 'text', text }] }),
      )
      writer.root.push(made)
    })
    await writer.until(() => writer.complete, 'saved')
  }
  const state = Y.encodeStateAsUpdate(writer.doc)
  writer.destroy()
  return { entrance: { url: server.url, page, token: mallory.token }, state }
}

/** Attacks, and looks whether anybody else noticed. */
async function expectClean(
  what: string,
  attacked: Attacked,
  attack: Attack,
  patience = 1,
): Promise<void> {
  await canary.report()
  const sockets = await attack(attacked)
  await pause(700)
  for (const socket of sockets ?? []) socket.destroy()
  const felt = await canary.report()
  const memory = server.memory()
  console.info(
    `${what}: p99 ${felt.p99.toFixed(0)} ms, longest ${felt.longest.toFixed(0)} ms, ${mb(memory)}`,
  )
  expect(server.alive, what).toBe(true)
  expect(felt.ends, what).toBe(0)
  expect(felt.p99, what).toBeLessThan(patience * slowestAllowed(quiet))
  expect(memory, what).toBeLessThan(memoryAllowed)
  const { page } = attacked.entrance
  const fresh = await wiki.fresh(page)
  expect(fresh.doc.store.pendingStructs, what).toBeNull()
  expect(fresh.doc.store.pendingDs, what).toBeNull()
  expect(fresh.root.length, what).toBeGreaterThan(0)
  const { text } = await wiki.aino.browser.does('getPageContent', { params: { id: page } })
  expect(text, what).toContain('Attacked')
  fresh.destroy()
}

const open = ({ entrance }: Attacked, query = '') => RawSocket.open(entrance, query, false)

/** One message from one socket, after an honest beginning. */
const message =
  (made: (attacked: Attacked) => Uint8Array, count = 1): Attack =>
  async (attacked) => {
    const socket = await open(attacked, '?ack=1')
    socket.send(rawFrame(syncMessage('step2', Uint8Array.of(0, 0))))
    const frame = rawFrame(made(attacked))
    for (let i = 0; i < count; i++) socket.send(frame)
    return [socket]
  }

const update = (made: (attacked: Attacked) => Uint8Array, kind: 'update' | 'step2' = 'update') =>
  message((attacked) => syncMessage(kind, made(attacked)))

/** Frames that ended other servers, each by itself. */
const deadlyFrames: readonly (readonly [string, Uint8Array])[] = [
  ...[1, 2, 4, 7].map((reserved): [string, Uint8Array] => [
    `reserved bits ${reserved}`,
    rawFrame(Uint8Array.of(0), { reserved }),
  ]),
  ...[3, 5, 7, 11, 15].map((opcode): [string, Uint8Array] => [
    `opcode ${opcode}`,
    rawFrame(Uint8Array.of(0), { opcode }),
  ]),
  ['a stray continuation', rawFrame(Uint8Array.of(0), { opcode: 0 })],
  ['a fragmented ping', rawFrame(Uint8Array.of(0), { opcode: 9, fin: false })],
  ['an oversized ping', rawFrame(new Uint8Array(126), { opcode: 9 })],
  ['a close code that is none', rawFrame(Uint8Array.of(0, 1), { opcode: 8 })],
  ['half a close code', rawFrame(Uint8Array.of(3), { opcode: 8 })],
  ['a close reason that is no text', rawFrame(Uint8Array.of(3, 232, 255, 254), { opcode: 8 })],
  ['a length of 2^62', rawFrame(Uint8Array.of(0), { length: 1n << 62n })],
  ['a length of 2^63', rawFrame(Uint8Array.of(0), { length: 1n << 63n })],
  ['a length of 1 GiB', rawFrame(Uint8Array.of(0), { length: 1n << 30n })],
  ['a text', rawFrame(Buffer.from('-1'), { opcode: 1 })],
  ['a long number', rawFrame(Buffer.from('99999999999999'), { opcode: 1 })],
  ['a text that is none', rawFrame(Uint8Array.of(255, 254), { opcode: 1 })],
  ['half a header', Uint8Array.of(0x82)],
  ['half a frame', rawFrame(new Uint8Array(10)).subarray(0, 9)],
  ['no mask', rawFrame(Uint8Array.of(0, 0, 1, 0), { masked: false })],
  ['an empty message', rawFrame(new Uint8Array(0))],
  ['a number that does not end', rawFrame(new Uint8Array(20).fill(255))],
  ['a message of ours', rawFrame(Uint8Array.of(messageType.saved, 1, 1))],
  ['a long permission', rawFrame(Uint8Array.of(messageType.auth, 0, 255, 255, 255, 1))],
]

const brokenRequests: readonly string[] = [
  'GET /collab/x HTTP/1.1\r\n\r\n',
  'GET /collab/x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'GET /collab/x HTTP/9.9\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'GET /collab/x\r\n\r\n',
  'POST /collab/x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 9\r\n\r\n',
  'GET //collab//x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'GET http://evil.example/collab/x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'GET * HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'CONNECT evil.example:80 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /collab/%E0%A4%A HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  `GET /collab/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n`,
  `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(3_000)}\r\n`,
  'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nX: \u0000\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  '\r\n\r\n\r\n',
]

test('[S1] no frame and no request ends the server or disturbs others, signed in or not', async () => {
  const attacked = await pageToAttack(1)
  await expectClean('frames that ended other servers', attacked, async () => {
    for (let round = 0; round < times(100); round++) {
      for (const [, bytes] of deadlyFrames) {
        const member = await open(attacked)
        member.send(bytes)
        const stranger = await RawSocket.connect(server.url, false)
        stranger.send(bytes)
        const refused = await RawSocket.open({ ...attacked.entrance, token: 'none' }, '', false)
        refused.send(bytes)
        // Some leave in the middle, some without a good-bye.
        setTimeout(() => {
          member.socket.resetAndDestroy()
          stranger.destroy()
          refused.destroy()
        }, 20)
      }
      for (const request of brokenRequests) {
        const stranger = await RawSocket.connect(server.url, false)
        stranger.send(Buffer.from(request, 'latin1'))
        setTimeout(() => stranger.destroy(), 20)
      }
    }
  })
})

test('[S1] sockets that are cut while they open leave nothing behind', async () => {
  const attacked = await pageToAttack(1)
  const [seed = 1] = seeds(1)
  const dice = random(seed)
  await expectClean('cut while opening', attacked, async () => {
    for (let round = 0; round < times(2_000); round++) {
      const opening = open(
        attacked,
        dice.pick(['', '?ack=1', '?epoch=99999', '?schema=x', '?ack=1&ack=2']),
      )
      if (dice.chance(0.5)) {
        const socket = await opening
        if (dice.chance(0.5)) socket.send(rawFrame(syncMessage('step1', Uint8Array.of(0))))
        socket.socket.resetAndDestroy()
      } else
        opening.then(
          (socket) => socket.destroy(),
          () => {},
        )
    }
  })
  const { connections } = await figures()
  expect(connections).toBeLessThan(10)
})

async function figures(): Promise<{ connections: number }> {
  const { text } = await wiki.aino.browser.get('/metrics')
  return { connections: Number(/^talkoot_\w*connections\w* (\d+)/m.exec(text)?.[1] ?? Number.NaN) }
}

const textOf = (root: Y.XmlFragment): Y.XmlText => {
  for (const each of root.createTreeWalker((found) => found instanceof Y.XmlText)) {
    if (each instanceof Y.XmlText && each.length > 100) return each
  }
  throw new Error('no text')
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/**
 * One update just below the limits is worked on in one go, however honest: a pause of some hundred
 * milliseconds for everybody, and then its sender has to wait.
 */
const atTheLimit = 'as many paragraphs as allowed'

/** Name, how many paragraphs the page has, what is done. */
const heavy: readonly (readonly [string, number, Attack])[] = [
  [
    'a frame of 100 MB',
    1,
    async (attacked) => {
      const socket = await open(attacked)
      socket.send(rawFrame(new Uint8Array(0), { length: 100n * 1024n * 1024n }))
      for (let sent = 0; sent < 100 && !socket.ended; sent++) {
        socket.send(Buffer.alloc(megabyte))
        await pause(5)
      }
      expect(socket.ended).toBe(true)
    },
  ],
  ['a million structs', 1, update(() => writeUpdate([{ client: 1, count: 1e6, write: gone }]))],
  [
    'a million structs in a step 2',
    1,
    update(() => writeUpdate([{ client: 1, count: 1e6, write: gone }]), 'step2'),
  ],
  [
    atTheLimit,
    1,
    update(() =>
      writeUpdate([{ client: 1, count: 39_000, write: (to) => element(to, 'paragraph', null) }]),
    ),
  ],
  [
    'nothing but titles',
    1,
    update(() =>
      writeUpdate([{ client: 1, count: 39_000, write: (to) => element(to, 'title', null) }]),
    ),
  ],
  [
    'nesting of 10,000',
    1,
    update(() =>
      writeUpdate([
        {
          client: 1,
          count: 10_000,
          write: (to, clock) => {
            element(to, 'blockquote', clock === 0 ? null : { client: 1, clock: clock - 1 })
          },
        },
      ]),
    ),
  ],
  [
    'nesting of 20,000, seen from its end',
    1,
    update(() =>
      writeUpdate([
        {
          client: 2,
          count: 1,
          write: (to) => element(to, 'paragraph', { client: 1, clock: 19_999 }),
        },
        {
          client: 1,
          count: 20_000,
          write: (to, clock) => {
            element(to, 'blockquote', clock === 0 ? null : { client: 1, clock: clock - 1 })
          },
        },
      ]),
    ),
  ],
  [
    'a mark of nested lists',
    1,
    update(() =>
      writeUpdate([
        {
          client: 1,
          count: 1,
          write: (to) => {
            encoding.writeUint8(to, 6)
            encoding.writeVarUint(to, 1)
            encoding.writeVarString(to, 'default')
            encoding.writeVarString(to, 'bold')
            encoding.writeVarString(to, nested(2_000_000))
          },
        },
      ]),
    ),
  ],
  [
    'a row that is 100,000 wide',
    1,
    update(({ state }) => updateOf(state, (r) => r.push([tableOf(1_000, 2, 100)]))),
  ],
  [
    'a table of long and short rows',
    1,
    update(({ state }) => updateOf(state, (r) => r.push([tableOf(1_000, 1_000)]))),
  ],
  [
    'cells that lie over one another',
    1,
    update(({ state }) => updateOf(state, (r) => r.push([tableOf(1_000, 100, 100, 100)]))),
  ],
  [
    'one range deleted 40,000 times',
    500,
    async (attacked) => {
      // First so that there is much to look through, then the same look again and again.
      const doc = new Y.Doc()
      Y.applyUpdate(doc, attacked.state)
      const before = Y.encodeStateVector(doc)
      doc.transact(() => {
        const text = textOf(doc.getXmlFragment('default'))
        for (let i = 0; i < 20_000; i++) text.insert(i % 2 === 0 ? 0 : text.length, 'x')
      })
      const clients = Y.decodeStateVector(Y.encodeStateVector(doc))
      const end = clients.get(doc.clientID) ?? 0
      const ranges = Array.from({ length: 39_000 }, (): [number, number] => [0, end])
      const sockets = await message(() =>
        syncMessage('update', Y.encodeStateAsUpdate(doc, before)),
      )(attacked)
      const [socket] = sockets ?? []
      await pause(300)
      socket?.send(rawFrame(syncMessage('update', writeUpdate([], [[doc.clientID, [[0, end]]]]))))
      for (let i = 0; i < 5; i++) {
        socket?.send(rawFrame(syncMessage('update', writeUpdate([], [[doc.clientID, ranges]]))))
      }
      return sockets
    },
  ],
  [
    'every second letter deleted',
    1,
    async (attacked) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, attacked.state)
      const before = Y.encodeStateVector(doc)
      textOf(doc.getXmlFragment('default')).insert(0, 'x'.repeat(78_000))
      const ranges = Array.from({ length: 39_000 }, (_, i): [number, number] => [2 * i, 1])
      const sockets = await update(() => Y.encodeStateAsUpdate(doc, before))(attacked)
      const [socket] = sockets ?? []
      socket?.send(rawFrame(syncMessage('update', writeUpdate([], [[doc.clientID, ranges]]))))
      return sockets
    },
  ],
  ['a state vector of a million', 1, message(() => syncMessage('step1', stateVector(1e6, 1)))],
  [
    'the same question 10,000 times',
    2_000,
    message(() => syncMessage('step1', Uint8Array.of(0)), 10_000),
  ],
  [
    '10,000 different questions',
    2_000,
    async (attacked) => {
      const socket = await open(attacked)
      socket.socket.pause()
      const frames = Array.from({ length: 10_000 }, (_, i) =>
        rawFrame(syncMessage('step1', stateVector(1, i))),
      )
      socket.send(Buffer.concat(frames))
      return [socket]
    },
  ],
  [
    'presence of 5 MB',
    1,
    message(() => awarenessMessage(awarenessOf(1, `"${'x'.repeat(5e6)}"`)), 3),
  ],
  ['presence of 100,000', 1, message(() => awarenessMessage(awarenessOf(100_000, '{}')), 3)],
  [
    'a flood of presence',
    1,
    async (attacked) => {
      const socket = await open(attacked)
      const frames = Array.from({ length: 20_000 }, (_, i) =>
        rawFrame(awarenessMessage(awarenessOf(1, JSON.stringify({ i, text: 'x'.repeat(1_000) })))),
      )
      socket.send(Buffer.concat(frames))
      return [socket]
    },
  ],
  [
    'asking 100,000 times who is here',
    1,
    async (attacked) => {
      const socket = await open(attacked)
      socket.socket.pause()
      socket.send(
        rawFrame(awarenessMessage(awarenessOf(1, JSON.stringify({ text: 'x'.repeat(4_000) })))),
      )
      const one = rawFrame(Uint8Array.of(messageType.queryAwareness))
      socket.send(Buffer.concat(Array.from({ length: 100_000 }, () => one)))
      return [socket]
    },
  ],
  [
    'a flood of pings',
    1,
    async (attacked) => {
      const socket = await open(attacked)
      socket.socket.pause()
      const one = rawFrame(new Uint8Array(125), { opcode: 9 })
      for (let i = 0; i < 20; i++)
        socket.send(Buffer.concat(Array.from({ length: 5_000 }, () => one)))
      return [socket]
    },
  ],
]

for (const [what, paragraphs, attack] of heavy) {
  test(`[S15] ${what}: nobody else notices`, async () => {
    const attacked = await pageToAttack(paragraphs)
    const patience = what === atTheLimit ? 4 : 1
    for (let round = 0; round < times(5); round++) {
      await expectClean(what, attacked, attack, patience)
    }
  })
}
