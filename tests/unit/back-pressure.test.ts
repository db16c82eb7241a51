import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { newId, pageId, talkootAuthor } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { messageType } from '#contract/wire.ts'
import { Room } from '../../server/rooms/room.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import { Session } from '../../server/rooms/session.ts'
import { memoryLog } from '../support/memory-log.ts'
import { aPerson } from '../support/people.ts'
import { Peer, settle } from '../support/peer.ts'
import { syncMessage } from '../support/raw-socket.ts'

const patience = 30_000

/** Somebody whose network can be held up. */
function aSession() {
  const network = {
    writes: 0,
    bytes: 0,
    backlog: 0,
    untaken: 0,
    drained: [] as (() => void)[],
    doc: new Y.Doc(),
  }
  const session = new Session({
    person: aPerson('Aino'),
    right: 'write',
    acknowledged: false,
    unpacks: false,
    epoch: 0,
    outdated: false,
    wire: {
      write: (frame) => {
        network.writes++
        network.bytes = frame.byteLength
        const header = network.bytes < 128 ? 2 : network.bytes < 65_540 ? 4 : 10
        const decoder = decoding.createDecoder(frame.subarray(header))
        if (decoding.readVarUint(decoder) !== messageType.sync) return
        syncProtocol.readSyncMessage(decoder, encoding.createEncoder(), network.doc, null)
      },
      backlog: () => network.backlog,
      untaken: () => network.untaken,
      onceDrained: (callback) => void network.drained.push(callback),
      spend: () => {},
      close: () => {},
    },
  })
  return { session, network }
}

test('[R24] who asks again and again and takes nothing is answered once it has, with the rest', async () => {
  const report = (error: unknown) => expect.fail(String(error))
  const deps = { log: memoryLog(), clock: () => 0, report, onTitle: () => {}, window: () => 0 }
  const page = newId(pageId)
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'x'.repeat(10_000) }] }
  await createRooms(deps).begin(page, [{ type: 'title' }, paragraph], talkootAuthor)
  const room = await Room.open(page, { ...deps, patience })
  const { session, network } = aSession()
  room.join(session)
  const ask = () => session.receive(syncMessage('step1', new Uint8Array([0])), room)
  await ask()
  const answered = network.writes
  expect(network.bytes).toBeGreaterThan(10_000)
  const bo = new Peer({ person: aPerson('Bo') })
  bo.connect(room)
  await settle(room, [bo])
  bo.doc.getXmlFragment(pageRoot).push([new Y.XmlElement('paragraph')])
  await settle(room, [bo])
  expect(network.writes).toBe(answered + 1)
  room.tick(false)
  network.backlog = 2 * 1024 * 1024
  for (let i = 0; i < 100; i++) await ask()
  bo.doc.getXmlFragment(pageRoot).push([new Y.XmlElement('horizontalRule')])
  await settle(room, [bo])
  expect(network.writes).toBe(answered + 1)
  network.backlog = 0
  for (const callback of network.drained) callback()
  await room.stored()
  expect(network.writes).toBe(answered + 2)
  expect(network.bytes).toBeLessThan(100)
  expect(network.doc.getXmlFragment(pageRoot).toJSON()).toBe(
    bo.doc.getXmlFragment(pageRoot).toJSON(),
  )
  expect(session.live).toBe(true)
})

test('[R25] who takes nothing for too long is cut off, who is slow is not', () => {
  const { session, network } = aSession()
  expect(session.isTooSlow(1_000_000, patience)).toBe(false)
  network.untaken = 10_000_000
  for (let now = 1_000_000; now < 1_300_000; now += 2_000) {
    network.untaken -= 50_000
    expect(session.isTooSlow(now, patience)).toBe(false)
  }
  expect(session.isTooSlow(1_300_000 + patience - 2_000, patience)).toBe(false)
  expect(session.isTooSlow(1_300_000 + patience + 2_000, patience)).toBe(true)
})
