/**
 * Long histories of rich pages, the same for the same seed: many people at several computers at
 * once, sitting down and getting up, who type, split, join, retype, move, mark, undo, cut and paste.
 *
 * With `alphabets` each writes with letters of their own, so that each letter on the page says who
 * wrote it: the truth that attribution is held against.
 */
import type { Node } from '@tiptap/pm/model'
import { must } from '#contract/asserts.ts'
import { newId, type PersonId, personId } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import type { Entry } from '../../../server/storage/storage.ts'
import { type Random, random } from '../random.ts'
import { HeadlessWriter } from './headless-writer.ts'

export interface HistoryWish {
  readonly seed: number
  /** Entries, about. */
  readonly edits: number
  readonly people: number
  /** Letters that tell who typed them, or those of everybody. */
  readonly alphabets: boolean
  /** Computers at which people write at the same time. */
  readonly computers?: number
  /** How much is typed for each thing that is done otherwise; the longer the page, the more. */
  readonly typing?: number
}

export interface GeneratedHistory {
  readonly entries: readonly Entry[]
  readonly people: readonly PersonId[]
  /** Whose letter it is; undefined for spaces and what is everybody's. */
  writerOf(letter: string): PersonId | undefined
}

interface Seat {
  readonly writer: HeadlessWriter
  /** Updates of others that have not come here yet. */
  readonly behind: Uint8Array[]
  person: number
  /** Steps until somebody else sits down. */
  left: number
  /** The textblock that is being written in, as the n-th of the page, and how far into it. */
  block: number
  offset: number
  clipboard: string
}

const lettersEach = 20
const common = 'aeinostrlkmuvädphyj'

export function generateHistory(wish: HistoryWish): GeneratedHistory {
  const dice = random(wish.seed)
  const people = Array.from({ length: wish.people }, () => newId(personId))
  const entries: Entry[] = []
  let at = Date.UTC(2026, 0, 5, 8)
  let writing = 0
  const seats: Seat[] = []
  const tell = (from: number) => (update: Uint8Array) => {
    const author = must(people[seats[from]?.person ?? 0])
    entries.push({ seq: entries.length + 1, at, author, kind: 'edit', update })
    for (const [n, seat] of seats.entries()) if (n !== from) seat.behind.push(update)
  }
  for (let n = 0; n < (wish.computers ?? 2); n++) {
    seats.push({
      writer: new HeadlessWriter(tell(n)),
      behind: [],
      person: 0,
      left: 0,
      block: 0,
      offset: 0,
      clipboard: '',
    })
  }
  begin(must(seats[0]).writer)
  const letters = (person: number) =>
    wish.alphabets
      ? Array.from({ length: lettersEach }, (_, n) =>
          String.fromCharCode(0x4e00 + person * lettersEach + n),
        )
      : [...common]
  const alphabets = people.map((_, n) => letters(n))

  while (entries.length < wish.edits) {
    writing = dice.chance(0.98) ? writing : dice.int(seats.length)
    const seat = must(seats[writing])
    if (seat.left-- <= 0) sitDown(seat, dice, wish.people)
    if (seat.behind.length > 0 && dice.chance(0.3)) {
      seat.writer.receive(seat.behind.splice(0))
      seat.block = Math.min(seat.block, textblocks(seat.writer.node).length - 1)
    }
    at += dice.chance(0.002) ? 600_000 + dice.int(40_000_000) : 80 + dice.int(300)
    act(seat, dice, must(alphabets[seat.person]), wish.typing ?? 0.93)
  }
  for (const seat of seats) seat.writer.receive(seat.behind.splice(0))
  return {
    entries,
    people,
    writerOf(letter) {
      const code = letter.charCodeAt(0) - 0x4e00
      return wish.alphabets && code >= 0 ? people[Math.floor(code / lettersEach)] : undefined
    },
  }
}

/** A title and some paragraphs, so that there is a place to write in. */
function begin(writer: HeadlessWriter): void {
  writer.edit((tr) => {
    const { paragraph, title } = pageSchema.nodes
    const places = Array.from({ length: 8 }, () => must(paragraph).create())
    tr.insert(0, [must(title).create(), ...places])
  })
}

function sitDown(seat: Seat, dice: Random, people: number): void {
  seat.person = dice.int(people)
  seat.left = 200 + dice.int(700)
  seat.clipboard = ''
  seat.writer.sitDown(1 + dice.int(2 ** 31))
}

interface Place {
  readonly node: Node
  /** Position of its first character. */
  readonly start: number
  /** The block of the page that it is in, as a child of the page, and where that begins. */
  readonly top: Node
  readonly topAt: number
}

/** Everything that text can be typed into. */
function textblocks(page: Node): Place[] {
  const found: Place[] = []
  page.forEach((top, topAt) => {
    if (top.isTextblock) found.push({ node: top, start: topAt + 1, top, topAt })
    else {
      top.descendants((node, pos) => {
        if (node.isTextblock) found.push({ node, start: topAt + pos + 2, top, topAt })
        return !node.isTextblock
      })
    }
  })
  return found
}

/** The place where the caret stands; somewhere else now and then. */
function caret(seat: Seat, dice: Random): Place | null {
  const { node } = seat.writer
  if (node.childCount === 0) return null
  if (dice.chance(0.01)) {
    const all = textblocks(node)
    seat.block = dice.int(all.length)
    seat.offset = dice.int((all[seat.block]?.node.content.size ?? 0) + 1)
  }
  return nthTextblock(node, seat.block)
}

/** The n-th of `textblocks`, without looking at all of them. */
function nthTextblock(page: Node, wanted: number): Place | null {
  let n = 0
  let topAt = 0
  let last: Place | null = null
  for (let i = 0; i < page.childCount; i++) {
    const top = page.child(i)
    if (top.isTextblock) {
      last = { node: top, start: topAt + 1, top, topAt }
      if (n++ === wanted) return last
    } else {
      let hit: Place | null = null
      const inTop = topAt
      top.descendants((node, pos) => {
        if (hit !== null) return false
        if (node.isTextblock) {
          last = { node, start: inTop + pos + 2, top, topAt: inTop }
          if (n++ === wanted) hit = last
        }
        return !node.isTextblock
      })
      if (hit !== null) return hit
    }
    topAt += top.nodeSize
  }
  return last
}

function act(seat: Seat, dice: Random, letters: readonly string[], typing: number): void {
  const place = caret(seat, dice)
  if (place === null) return
  const size = place.node.content.size
  seat.offset = Math.min(seat.offset, size)
  const here = place.start + seat.offset
  if (dice.chance(typing)) {
    if (seat.offset > 0 && dice.chance(0.08)) {
      if (seat.writer.edit((tr) => tr.delete(here - 1, here), 'plain')) seat.offset--
      return
    }
    const letter = dice.chance(0.15) ? ' ' : dice.pick(letters)
    if (seat.writer.edit((tr) => insertText(tr, here, letter), 'plain')) seat.offset++
    return
  }
  const { writer } = seat
  const isPlain = place.top === place.node && place.node.type.name === 'paragraph'
  const from = place.start + dice.int(size + 1)
  const to = Math.min(place.start + size, from + 2 + dice.int(30))
  const kind = dice.int(100)
  if (kind < 16) {
    if (place.node.type.name === 'title') return
    if (writer.edit((tr) => tr.split(here))) {
      seat.block++
      seat.offset = 0
    }
  } else if (kind < 22) {
    const paragraph = must(pageSchema.nodes.paragraph).create()
    const after = place.topAt + place.top.nodeSize
    if (writer.edit((tr) => tr.insert(after, paragraph))) {
      const next = textblocks(writer.node).findIndex(({ topAt }) => topAt === after)
      seat.block = Math.max(0, next)
      seat.offset = 0
    }
  } else if (kind < 28) {
    if (seat.offset > 0 && place.topAt > 0 && isPlain) writer.edit((tr) => tr.join(place.topAt))
  } else if (kind < 38) {
    if (to - from < 40) writer.edit((tr) => tr.delete(from, to))
  } else if (kind < 56) {
    const mark = must(pageSchema.marks[dice.pick(['bold', 'italic', 'underline', 'code'])])
    if (place.node.type.name === 'title') return
    const has = to > from && writer.node.rangeHasMark(from, to, mark)
    writer.edit((tr) => (has ? tr.removeMark(from, to, mark) : tr.addMark(from, to, mark.create())))
  } else if (kind < 66) {
    if (!isPlain && place.node.type.name !== 'heading') return
    const { heading, paragraph } = pageSchema.nodes
    const isHeading = place.node.type === heading
    writer.edit((tr) =>
      isHeading && dice.chance(0.5)
        ? tr.setNodeMarkup(place.topAt, must(paragraph))
        : tr.setNodeMarkup(place.topAt, must(heading), { level: dice.pick([2, 3, 4]) }),
    )
  } else if (kind < 72) {
    if (place.top.type === pageSchema.nodes.bulletList) {
      const items = place.top.content.content.flatMap((item) => item.content.content)
      writer.edit((tr) => tr.replaceWith(place.topAt, place.topAt + place.top.nodeSize, items))
      return
    }
    if (!isPlain) return
    const { bulletList, listItem } = pageSchema.nodes
    writer.edit((tr) => {
      const list = must(bulletList).create(null, must(listItem).create(null, place.node))
      tr.replaceWith(place.topAt, place.topAt + place.node.nodeSize, list)
    })
  } else if (kind < 80) {
    move(seat, dice, place)
  } else if (kind < 84) {
    if (to - from < 4) return
    seat.clipboard = writer.node.textBetween(from, to)
    writer.edit((tr) => tr.delete(from, to))
  } else if (kind < 88) {
    const text = seat.clipboard
    seat.clipboard = ''
    if (text.length < 6) return
    const target = nthTextblock(writer.node, dice.int(seat.block + 3))
    if (target) writer.edit((tr) => insertText(tr, target.start, text))
  } else if (kind < 90) {
    if (place.top !== place.node || place.topAt === 0) return
    writer.edit((tr) => tr.insert(place.topAt + place.top.nodeSize, table()))
  } else if (kind < 96) writer.undo()
  else writer.redo()
}

/** Moves the block by dragging it: the editor deletes it and puts an equal one elsewhere. */
function move(seat: Seat, dice: Random, { top, topAt }: Place): void {
  const page = seat.writer.node
  if (topAt === 0 || page.childCount < 4) return
  const target = 1 + dice.int(page.childCount - 1)
  seat.writer.edit((tr) => {
    let to = 0
    for (let i = 0; i < target; i++) to += page.child(i).nodeSize
    if (to >= topAt && to <= topAt + top.nodeSize) return
    tr.delete(topAt, topAt + top.nodeSize)
    tr.insert(to > topAt ? to - top.nodeSize : to, top)
  })
}

function table(): Node {
  const { paragraph, table: name, tableCell, tableRow } = pageSchema.nodes
  const cell = () => must(tableCell).create(null, must(paragraph).create())
  const row = () => must(tableRow).create(null, [cell(), cell()])
  return must(name).create(null, [row(), row()])
}

function insertText(
  tr: { insert(at: number, node: Node): unknown; readonly doc: Node },
  at: number,
  text: string,
): void {
  const place = tr.doc.resolve(at)
  tr.insert(at, pageSchema.text(text, place.parent.type.name === 'title' ? [] : place.marks()))
}
