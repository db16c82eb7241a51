import { expect, test, vi } from 'vitest'
import { newId, pageId, talkootAuthor } from '#contract/ids.ts'
import { rejection } from '#contract/wire.ts'
import { contentOf, elementFor, textOf } from '../../server/rooms/content.ts'
import { Room } from '../../server/rooms/room.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { Peer, settle } from '../support/peer.ts'
import { aPerson } from '../support/people.ts'

const write = (peer: Peer, text: string) =>
  peer.doc
    .getXmlFragment('default')
    .push([elementFor({ type: 'paragraph', content: [{ type: 'text', text }] })])

test('[R41] what was received before the lock is stored, also while it waits for the disk', async () => {
  const storage = memoryStorage()
  const log = storage.log
  const page = newId(pageId)
  const report = (error: unknown) => {
    throw error
  }
  const deps = { log, clock: () => 0, report, onTitle: () => {} }
  const start = [{ type: 'title' }, { type: 'paragraph' }]
  await createRooms(deps).begin(page, start, talkootAuthor)
  const room = await Room.open(page, { ...deps, window: () => 0, patience: 1_000 })
  const berit = new Peer({ person: aPerson('Berit') })
  const late = new Peer({ person: aPerson('Late') })
  berit.connect(room)
  await settle(room, [berit])

  const goOn = storage.hold()
  write(berit, 'first;')
  berit.deliverToServer()
  await vi.waitUntil(() => storage.appends() > 1)
  // The question to whoever joins waits until all is stored, and what comes later behind it.
  late.connect(room)
  write(berit, 'second;')
  berit.deliverToServer()
  berit.setRight('locked')
  write(berit, 'third;')
  berit.deliverToServer()
  goOn()
  await settle(room, [berit, late])

  expect(berit.modes).toEqual(['normal', 'locked'])
  expect(berit.rejected).toEqual([{ count: berit.sent, code: rejection.readOnly.code }])
  expect(berit.closed).toBeNull()
  const text = textOf(contentOf(late.doc))
  expect(text).toContain('first;')
  expect(text).toContain('second;')
  expect(text).not.toContain('third;')
  await room.close(1001, 'over')
})
