/** The log of a page on which people at real editors wrote: at once, offline, undoing. Needs a DOM. */
import { newId, pageId, talkootAuthor, type PersonId } from '#contract/ids.ts'
import { Room } from '../../server/rooms/room.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import type { Entry } from '../../server/storage/storage.ts'
import { EditorPeer } from './editor-peer.ts'
import { memoryLog } from './memory-log.ts'
import { aPerson } from './people.ts'
import { settle } from './peer.ts'
import { random } from './random.ts'

export interface EditedLog {
  readonly entries: readonly Entry[]
  /** The letters that each person typed, and nobody else. */
  readonly letters: ReadonlyMap<PersonId, string>
}

export interface Editing {
  readonly steps: number
  /** How much is done to blocks that think: 0 to 1. */
  readonly thinking?: number
  /** How many people; 3 if left out. */
  readonly people?: number
  /** Everybody stays connected and sees at once what others do. */
  readonly connected?: boolean
}

const alphabets = ['abc🔔', 'def🤔', 'ghi😀', 'jkl😁', 'mno']

/** Lets people edit; the same seed gives the same log but for ids of people. */
export async function editedLog(seed: number, editing: Editing): Promise<EditedLog> {
  const dice = random(seed)
  const log = memoryLog(() => dice.int(3))
  const faults: unknown[] = []
  let now = Date.UTC(2026, 0, 1)
  const deps = {
    log,
    clock: () => (now += dice.chance(0.02) ? dice.int(3_600_000) : dice.int(900)),
    report: (error: unknown) => faults.push(error),
    onTitle: () => {},
    window: () => 0,
    patience: 30_000,
  }
  const page = newId(pageId)
  const rooms = createRooms(deps)
  await rooms.begin(page, [{ type: 'title' }, { type: 'paragraph' }], talkootAuthor)
  // What ticks would keep every run in memory.
  await rooms.close()
  const room = await Room.open(page, deps)
  const people = alphabets.slice(0, editing.people ?? 3).map((letters, index) => {
    const person = new EditorPeer(aPerson(`P${index}`), letters, dice, editing.thinking)
    person.connect(room)
    return person
  })
  try {
    const peers = () => people.map(({ peer }) => peer)
    await settle(room, peers())
    for (let step = 0; step < editing.steps; step++) {
      const person = dice.pick(people)
      if (editing.connected === true) {
        person.act(dice)
        await settle(room, peers())
        continue
      }
      const what = dice.int(100)
      if (what < 55) person.act(dice)
      else if (what < 75) person.peer.deliverToServer()
      else if (what < 93) person.peer.deliverToClient()
      else if (what < 96) {
        if (person.peer.connected) person.peer.cut()
        else person.connect(room)
      } else if (what < 97) person.reload()
      else await new Promise(setImmediate)
    }
    for (const person of people) if (!person.peer.connected) person.connect(room)
    await settle(room, peers())
    if (faults.length > 0) throw new Error(`seed ${seed}`, { cause: faults[0] })
    const letters = new Map(people.map(({ person }, index) => [person.id, alphabets[index] ?? '']))
    return { entries: [...log.entries(page)], letters }
  } finally {
    for (const person of people) person.destroy()
  }
}
