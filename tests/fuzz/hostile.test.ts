import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newId, pageId, talkootAuthor } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { applyExactly } from '../../server/rooms/apply.ts'
import { contentOf, typesFor } from '../../server/rooms/content.ts'
import { LivePage } from '../../server/rooms/live-page.ts'
import { Room } from '../../server/rooms/room.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import { times } from '../support/counts.ts'
import { memoryLog } from '../support/memory-log.ts'
import { mutate } from '../support/mutate.ts'
import { writeSomething } from '../support/page-writer.ts'
import { Peer, settle } from '../support/peer.ts'
import { aPerson } from '../support/people.ts'
import { type Random, random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'

const start = [
  { type: 'title', content: [{ type: 'text', text: 'Ohjeet' }] },
  { type: 'paragraph', content: [{ type: 'text', text: 'Kiitä palautteesta.' }] },
]

/** Everything that anybody could ever load is whole, valid and the same. */
function expectSound(live: LivePage, logged: readonly Uint8Array[], told: string): void {
  const fresh = new Y.Doc()
  Y.applyUpdate(fresh, live.state())
  expect(live.doc.store.pendingStructs, told).toBeNull()
  expect(live.doc.store.pendingDs, told).toBeNull()
  expect(contentOf(fresh), told).toEqual(contentOf(live.doc))
  expect(() => pageSchema.nodeFromJSON(contentOf(live.doc)).check(), told).not.toThrow()
  const replay = new Y.Doc({ gc: false })
  for (const update of logged) applyExactly(replay, [update])
  expect(replay.store.pendingStructs, told).toBeNull()
  expect(contentOf(replay), told).toEqual(contentOf(live.doc))
}

interface Totals {
  accepted: number
  refused: number
}

/** Honest updates go in as they are, hostile ones mutated; counts what became of the latter. */
function attack(dice: Random, rounds: number, totals: Totals): void {
  const aino = aPerson('Aino')
  const mallory = aPerson('Mallory')
  const live = new LivePage()
  const logged: Uint8Array[] = []
  const made = live.edit(talkootAuthor, 'template', (root) => {
    root.insert(0, typesFor(start))
  })
  if (made !== null) logged.push(made.update)
  const honest = new Y.Doc()
  honest.clientID = dice.int(2 ** 32)
  Y.applyUpdate(honest, live.state())
  honest.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'server') return
    const verdict = live.take(update, 'update', senderFor(aino.id))
    expect(verdict.is, 'an honest update is never refused').not.toBe('refused')
    if (verdict.is === 'accepted') logged.push(...verdict.changes.map((change) => change.update))
  })
  for (let round = 0; round < rounds; round++) {
    if (dice.chance(0.1)) writeSomething(honest, dice)
    // What Mallory would have sent, had he been honest, spoilt on the way.
    const theirs = new Y.Doc()
    theirs.clientID = dice.int(2 ** 32)
    Y.applyUpdate(theirs, live.state())
    const before = Y.encodeStateVector(theirs)
    writeSomething(theirs, dice)
    const update = mutate(
      dice.chance(0.8) ? Y.encodeStateAsUpdate(theirs, before) : Y.encodeStateAsUpdate(theirs),
      dice,
    )
    const from = dice.chance(0.5) ? 'update' : 'step2'
    const verdict = live.take(update, from, senderFor(mallory.id))
    if (verdict.is === 'accepted') {
      totals.accepted++
      for (const change of verdict.changes) {
        logged.push(change.update)
        Y.applyUpdate(honest, change.update, 'server')
      }
    } else if (verdict.is === 'refused') totals.refused++
    theirs.destroy()
    if (round % 100 === 99) expectSound(live, logged, `seed ${dice.seed}, round ${round}`)
  }
  expectSound(live, logged, `seed ${dice.seed}`)
}

const senderFor = (author: typeof talkootAuthor) => ({
  author,
  mayWrite: true,
  recovering: false,
  ownClient: null,
  claimOf: () => undefined,
})

test('[S2] mutated updates leave the page whole, valid and loadable', () => {
  const totals = { accepted: 0, refused: 0 }
  for (const seed of seeds(times(100))) attack(random(seed), 1_000, totals)
  console.info(`mutated updates: ${totals.accepted} harmless, ${totals.refused} refused`)
  expect(totals.accepted).toBeGreaterThan(50)
  expect(totals.refused).toBeGreaterThan(1_000)
})

test('[S1] malformed frames of every type end the sender and disturb nobody', async () => {
  const [seed = 1] = seeds(1)
  const dice = random(seed)
  const log = memoryLog()
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
  const aino = new Peer({ person: aPerson('Aino') })
  const bo = new Peer({ person: aPerson('Bo') })
  aino.connect(room)
  bo.connect(room)
  await settle(room, [aino, bo])
  let ended = 0
  for (let round = 0; round < times(5_000); round++) {
    const mallory = new Peer({ person: aPerson('Mallory') })
    mallory.connect(room)
    await settle(room, [mallory])
    const bytes = Uint8Array.from({ length: dice.int(60) }, () => dice.int(256))
    const type = dice.pick([0, 0, 0, 1, 2, 3, 4, 100, 102, 255])
    const frame = Uint8Array.from([type, dice.int(4), bytes.length, ...bytes])
    mallory.raw(mutate(frame, dice))
    if (dice.chance(0.1)) writeSomething(aino.doc, dice)
    await settle(room, [mallory, aino, bo])
    if (mallory.closed !== null || mallory.rejected.length > 0) ended++
    mallory.cut()
  }
  expect(ended).toBeGreaterThan(times(5_000) / 3)
  await settle(room, [aino, bo])
  expect(aino.closed ?? bo.closed, `seed ${seed}`).toBeNull()
  expect(contentOf(bo.doc), `seed ${seed}`).toEqual(contentOf(aino.doc))
  expect(aino.saved).toBe(aino.sent)
})
