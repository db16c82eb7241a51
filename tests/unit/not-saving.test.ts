import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newId, pageId, talkootAuthor } from '#contract/ids.ts'
import { contentOf, textOf } from '../../server/rooms/content.ts'
import { Room } from '../../server/rooms/room.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import { memoryLog } from '../support/memory-log.ts'
import { Peer, settle } from '../support/peer.ts'
import { aPerson } from '../support/people.ts'

const start = [
  { type: 'title', content: [{ type: 'text', text: 'Ohjeet' }] },
  { type: 'paragraph', content: [{ type: 'text', text: 'Kiitä palautteesta.' }] },
]

/** A room on a log that, once broken, stays so until `mend` is called. */
async function aRoom() {
  const log = memoryLog()
  let mend = () => {}
  let isBroken = () => {}
  const mended = new Promise<void>((resolve) => (mend = resolve))
  const broken = new Promise<void>((resolve) => (isBroken = resolve))
  log.ready = () => {
    isBroken()
    return mended
  }
  const deps = {
    log,
    clock: () => 0,
    report: () => {},
    onTitle: () => {},
    window: () => 0,
    patience: 30_000,
  }
  const page = newId(pageId)
  await createRooms(deps).begin(page, start, talkootAuthor)
  const room = await Room.open(page, deps)
  const logged = () => {
    const doc = new Y.Doc()
    for (const { update } of log.entries(page)) Y.applyUpdate(doc, update)
    return textOf(contentOf(doc))
  }
  return { room, log, mend, broken, logged }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function paragraphOf(peer: Peer): Y.XmlText {
  const paragraph = peer.doc.getXmlFragment('default').get(1)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('There is no paragraph')
  return text
}

test('[R21] while nothing can be stored, what is stored can still be read', async () => {
  const { room, log, mend, broken } = await aRoom()
  const aino = new Peer({ person: aPerson('Aino') })
  aino.connect(room)
  await settle(room, [aino])
  log.failNext(false)
  paragraphOf(aino).insert(0, 'Heti. ')
  aino.deliverToServer()
  await broken

  const bo = new Peer({ person: aPerson('Bo') })
  bo.connect(room)
  await settle(room, [aino, bo])
  expect(aino.modes).toEqual(['normal', 'not-saving'])
  expect(bo.modes).toEqual(['not-saving'])
  expect(paragraphOf(bo).toJSON()).toBe('Kiitä palautteesta.')
  expect(await room.read((live) => textOf(contentOf(live.doc)))).toContain('Kiitä palautteesta.')
  paragraphOf(bo).insert(0, 'Aina. ')
  await settle(room, [aino, bo])
  expect(aino.saved).toBeLessThan(aino.sent)
  expect(bo.saved).toBe(0)

  mend()
  await expect
    .poll(async () => {
      await settle(room, [aino, bo])
      return bo.modes.at(-1)
    })
    .toBe('normal')
  for (const peer of [aino, bo]) {
    expect(peer.saved).toBe(peer.sent)
    expect(peer.rejected).toEqual([])
    expect(paragraphOf(peer).toJSON()).toMatch(/Heti\. .*Kiitä|Aina\. .*Kiitä/)
    expect(paragraphOf(peer).toJSON()).toHaveLength('Heti. Aina. Kiitä palautteesta.'.length)
  }
})

test('[R21] a room can be closed while nothing can be stored', async () => {
  const { room, log, broken } = await aRoom()
  const aino = new Peer({ person: aPerson('Aino') })
  aino.connect(room)
  await settle(room, [aino])
  log.failNext(false)
  paragraphOf(aino).insert(0, 'Heti. ')
  aino.deliverToServer()
  await broken
  await room.close(1001, 'The server stops')
  expect(aino.closed?.code).toBe(1001)
})

test('[R22] what was dropped while nothing could be stored is not called saved', async () => {
  const { room, log, mend, broken, logged } = await aRoom()
  const aino = new Peer({ person: aPerson('Aino') })
  const bo = new Peer({ person: aPerson('Bo') })
  aino.connect(room)
  await settle(room, [aino])
  const ceci = new Peer({ person: aPerson('Ceci'), doc: copyOf(aino.doc) })
  ceci.connect(room)
  while (ceci.deliverToClient());
  // Bo's joining waits for the disk, and what Ceci has waits behind it.
  log.hold()
  paragraphOf(aino).insert(0, 'Heti. ')
  aino.deliverToServer()
  bo.connect(room)
  while (ceci.deliverToServer());
  log.failNext(false)
  log.release()
  await broken
  paragraphOf(ceci).delete(0, 5)
  while (ceci.deliverToServer());
  mend()
  await expect.poll(() => room.read((_live, seq) => seq)).toBe(1)
  await new Promise(setImmediate)
  const dropped = ceci.sent
  paragraphOf(ceci).insert(paragraphOf(ceci).length, ' Aina.')
  ceci.deliverToServer()
  await room.stored()
  while (ceci.deliverToClient());
  if (ceci.saved >= dropped) expect(logged()).not.toContain('Kiitä')
  await settle(room, [aino, bo, ceci])
  expect(ceci.saved).toBe(ceci.sent)
  expect(logged()).toContain('palautteesta. Aina.')
  expect(logged()).not.toContain('Kiitä')
})
