/** People who write a page together at real editors, and the history that comes of it. Needs a DOM. */
import type { JSONContent } from '@tiptap/core'
import * as Y from 'yjs'
import { newId, type PageId, pageId, talkootAuthor, type Seq } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'
import { Chronicle, type LoggedEntry, type Place } from '../../server/history/chronicle.ts'
import { restoreInto, type Wanted } from '../../server/history/restore.ts'
import { contentOf } from '../../server/rooms/content.ts'
import { Room } from '../../server/rooms/room.ts'
import { createRooms } from '../../server/rooms/rooms.ts'
import type { UpdateLog } from '../../server/storage/storage.ts'
import { EditorPeer } from './editor-peer.ts'
import { type MemoryLog, memoryLog } from './memory-log.ts'
import { aPerson } from './people.ts'
import { settle } from './peer.ts'
import type { Random } from './random.ts'

const alphabets = ['abc🔔', 'def🤔', 'ghi😀', 'jkl😁']

export interface WritersOptions {
  readonly people?: number
  /** How much is done to blocks that think: 0 to 1. */
  readonly thinking?: number
  readonly content?: readonly JSONContent[]
  readonly onStored?: (page: PageId, kinds: readonly EntryKind[]) => void
}

export class Writers {
  readonly people: readonly EditorPeer[]
  readonly page: PageId
  /** What is stored, with what the server's entries are about. */
  readonly log: UpdateLog
  readonly #dice: Random
  readonly #room: Room
  readonly #entries: () => readonly LoggedEntry[]
  /** What the server's entries are about. */
  readonly #about = new Map<Seq, Seq>()

  private constructor(room: Room, people: readonly EditorPeer[], dice: Random, log: MemoryLog) {
    this.#room = room
    this.page = room.page
    this.people = people
    this.#dice = dice
    this.#entries = () => log.entries(room.page)
    const read = async function* (this: Writers, _: PageId, from: Seq, to = Infinity) {
      yield* this.entries.filter(({ seq }) => seq >= from && seq <= to)
    }
    this.log = { ...log, read: read.bind(this) }
  }

  static async begin(dice: Random, options: WritersOptions = {}): Promise<Writers> {
    const { onStored, people = 3, thinking = 0 } = options
    const { content = [{ type: 'title' }, { type: 'paragraph' }] } = options
    const log = memoryLog()
    const page = newId(pageId)
    const deps = {
      log,
      clock: () => 0,
      report: (error: unknown) => {
        throw error
      },
      onTitle: () => {},
      ...(onStored && { onStored }),
      window: () => 0,
      patience: 30_000,
    }
    const rooms = createRooms(deps)
    await rooms.begin(page, content, talkootAuthor)
    // What ticks would keep every run in memory.
    await rooms.close()
    const room = await Room.open(page, deps)
    const writers = alphabets.slice(0, people).map((letters, index) => {
      const person = new EditorPeer(aPerson(`P${index}`), letters, dice, thinking)
      person.connect(room)
      return person
    })
    const made = new Writers(room, writers, dice, log)
    await made.settle()
    return made
  }

  /** They do so many things, each seeing the others' late and in pieces. */
  async write(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      const person = this.#dice.pick(this.people)
      const what = this.#dice.int(100)
      if (what < 55) person.act(this.#dice)
      else if (what < 76) person.peer.deliverToServer()
      else if (what < 96) person.peer.deliverToClient()
      else await new Promise(setImmediate)
    }
  }

  /** Everything arrives everywhere. */
  settle(): Promise<void> {
    return settle(
      this.#room,
      this.people.map(({ peer }) => peer),
    )
  }

  get entries(): readonly LoggedEntry[] {
    return this.#entries().map((entry) => {
      const about = this.#about.get(entry.seq)
      return about === undefined ? entry : { ...entry, about }
    })
  }

  /** The history as it is stored now, or as it was stored after an entry. */
  async chronicle(until = Number.POSITIVE_INFINITY): Promise<Chronicle> {
    await this.#room.stored()
    return Chronicle.of(this.entries.slice(0, until))
  }

  /** Looks at the room's page. */
  peek<T>(look: (doc: Y.Doc, seq: Seq) => T): Promise<T> {
    return this.#room.read(({ doc }, seq) => look(doc, seq))
  }

  /** The room's page. */
  content(): Promise<JSONContent> {
    return this.#room.read((live) => contentOf(live.doc))
  }

  /** Restores in the room, beside what is under way. Says whether anything changed, and the entry. */
  async restore(
    wanted: Wanted,
    { part, chronicle }: { readonly part?: Place; readonly chronicle?: Chronicle } = {},
  ): Promise<{ readonly changed: boolean; readonly seq: Seq }> {
    const known = chronicle ?? (await this.chronicle())
    let changed = false
    await this.#room.edit(
      this.people[0]!.person.id,
      wanted.is === 'moment' ? 'restore' : 'unrestore',
      (root) => {
        changed = restoreInto(known, wanted, root, part)
      },
    )
    const seq = this.#entries().length
    if (changed) this.#about.set(seq, wanted.seq)
    return { changed, seq }
  }

  /** Any change by the server. */
  async edit(change: (root: Y.XmlFragment) => void): Promise<Seq> {
    await this.#room.edit(talkootAuthor, 'edit', change)
    return this.#entries().length
  }

  end(): void {
    for (const person of this.people) person.destroy()
  }
}

/** Page content with runs of the same marks joined and everything in one order, for comparing. */
export function joined(node: JSONContent): JSONContent {
  const content: JSONContent[] = []
  for (const child of (node.content ?? []).map(joined)) {
    const last = content.at(-1)
    const same = JSON.stringify(last?.marks ?? []) === JSON.stringify(child.marks ?? [])
    if (last?.type === 'text' && child.type === 'text' && same) {
      content[content.length - 1] = { ...last, text: `${last.text}${child.text}` }
    } else content.push(child)
  }
  const marks = node.marks?.toSorted((a, b) => (a.type < b.type ? -1 : 1))
  return { ...node, ...(marks && { marks }), ...(content.length > 0 && { content }) }
}
