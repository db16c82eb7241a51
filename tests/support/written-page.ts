/** Pages with a history, written by people at real editors. Needs a DOM. */
import type { Editor } from '@tiptap/core'
import { newId, pageId, talkootAuthor, type PersonId } from '#contract/ids.ts'
import { Room } from '../../server/rooms/room.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import type { Entry } from '../../server/storage/storage.ts'
import { EditorPeer } from './editor-peer.ts'
import { memoryLog } from './memory-log.ts'
import { aPerson } from './people.ts'
import { settle } from './peer.ts'
import type { Random } from './random.ts'

const alphabets = ['abc🔔', 'def🤔', 'ghi😀', 'jkl😁', 'mno']

export interface WrittenPage {
  readonly entries: readonly Entry[]
  /** The letters that each person typed, and nobody else. */
  readonly letters: ReadonlyMap<PersonId, string>
}

/**
 * The log of a page on which two to four people did so many things at once, cut off now and then.
 * `thinking` says how much of it they did to blocks that think.
 */
export async function writtenPage(dice: Random, steps: number, thinking = 0): Promise<WrittenPage> {
  const log = memoryLog()
  let time = 0
  const deps = {
    log,
    clock: () => (time += 1000),
    report: (error: unknown) => {
      throw error
    },
    onTitle: () => {},
    window: () => 0,
    patience: 30_000,
  }
  const page = newId(pageId)
  const start = [{ type: 'title' }, { type: 'paragraph' }]
  await createRooms(deps).begin(page, start, talkootAuthor)
  const room = await Room.open(page, deps)
  const people = alphabets.slice(0, 2 + dice.int(3)).map((letters, index) => {
    const one = new EditorPeer(aPerson(`P${index}`), letters, dice, thinking)
    one.connect(room)
    return one
  })
  const peers = () => people.map((one) => one.peer)
  await settle(room, peers())
  for (let step = 0; step < steps; step++) {
    const one = dice.pick(people)
    const what = dice.int(100)
    if (what < 55) one.act(dice)
    else if (what < 60) moveBlock(one.editor, dice)
    else if (what < 80) one.peer.deliverToServer()
    else if (what < 97) one.peer.deliverToClient()
    else if (one.peer.connected) one.peer.cut()
    else one.connect(room)
  }
  for (const one of people) if (!one.peer.connected) one.connect(room)
  await settle(room, peers())
  for (const one of people) one.destroy()
  const letters = people.map(({ person }, index) => [person.id, alphabets[index] ?? ''] as const)
  return { entries: log.entries(page), letters: new Map(letters) }
}

/** Takes a block of the page and puts it before another. */
function moveBlock({ state, view }: Editor, dice: Random): void {
  const { doc, tr } = state
  const places: number[] = []
  doc.forEach((_, at, index) => {
    // The title stays.
    if (index > 0) places.push(at)
  })
  const from = dice.pick(places)
  const node = doc.nodeAt(from)
  if (node === null || places.length < 2) return
  tr.delete(from, from + node.nodeSize)
  view.dispatch(tr.insert(tr.mapping.map(dice.pick(places)), node))
}
