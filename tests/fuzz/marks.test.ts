// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { newId, pageId, threadId, type ThreadId } from '#contract/ids.ts'
import type { YjsId } from '#contract/threads.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { marksOf } from '../../client/editor/marks/drawn-marks.ts'
import { EditorMarks } from '../../client/editor/marks/editor-marks.ts'
import { drawnPlaces } from '../../client/editor/marks/mark-decorations.ts'
import { markedTree } from '../../client/editor/marks/marked-tree.ts'
import { PageIndex } from '../../client/editor/marks/page-index.ts'
import { segmentsOf } from '../../client/editor/marks/segments.ts'
import { type Mark, MarkedText } from '../../client/net/marked-text.ts'
import { isText, plainText, treeOf } from '../../client/net/page-tree.ts'
import { times } from '../support/counts.ts'
import { EditorPeer } from '../support/editor-peer.ts'
import { aPerson } from '../support/people.ts'
import { type Random, random } from '../support/random.ts'
import { seedList } from '../support/seeds.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** One character or node of the page in the order of its Yjs lists, also when it is gone. */
interface Unit {
  readonly id: YjsId
  /** Null: it is gone. */
  readonly at: number | null
  readonly isText: boolean
}

const leaves = new Set(['hardBreak', 'horizontalRule', 'file', 'timeBudget', 'personMention'])
leaves.add('pageMention')

/** All of the page, one after the other: slow, and with nothing to go wrong. */
function unitsOf(root: Y.XmlFragment): readonly Unit[] {
  const units: Unit[] = []
  const walk = (parent: Y.XmlFragment | Y.XmlText, from: number, lives: boolean): number => {
    let at = from
    for (let item = parent._start; item !== null; item = item.right) {
      const isThere = lives && !item.deleted
      const { client, clock } = item.id
      if (item.content instanceof Y.ContentType) {
        const { type } = item.content
        const name = type instanceof Y.XmlElement ? type.nodeName : null
        const isLeaf = name !== null && leaves.has(name)
        const isPiece = isLeaf && (name === 'hardBreak' || name?.endsWith('Mention') === true)
        if (isPiece) units.push({ id: { client, clock }, at: isThere ? at : null, isText: true })
        if (isLeaf) at += isThere ? 1 : 0
        else if (type instanceof Y.XmlFragment || type instanceof Y.XmlText) {
          const around = name !== null && isThere ? 1 : 0
          at = walk(type, at + around, isThere) + around
        }
        continue
      }
      for (let n = 0; n < item.length; n += 1) {
        const isText = isThere && item.countable
        if (item.countable || item.deleted) {
          units.push({ id: { client, clock: clock + n }, at: isText ? at : null, isText: true })
        }
        if (isText) at += 1
      }
    }
    return at
  }
  walk(root, 0, true)
  return units
}

/** What is left of a passage; null: nothing. */
function bruteForce(units: readonly Unit[], { first, last }: Mark) {
  const placeOf = (id: YjsId) =>
    units.findIndex((unit) => unit.id.client === id.client && unit.id.clock === id.clock)
  const start = placeOf(first)
  const end = placeOf(last)
  if (start < 0 && end < 0) return null
  const range =
    start < 0
      ? units.slice(end, end + 1)
      : end < 0
        ? units.slice(start, start + 1)
        : units.slice(start, end + 1)
  const left = range.flatMap(({ at }) => (at === null ? [] : [at]))
  const [from] = left
  const to = left.at(-1)
  return from === undefined || to === undefined ? null : { from, to: to + 1 }
}

/** The words that the browser shows as marked by a thread. */
function shownIn({ view }: Editor, thread: ThreadId): string {
  const pieces = view.dom.querySelectorAll(`.commented[data-threads~="${thread}"]`)
  return [...pieces].map(({ textContent }) => textContent).join('')
}

interface Seat {
  readonly person: EditorPeer
  readonly marked: MarkedText
  readonly marks: EditorMarks
}

/** People at editors whose changes come to the others in any order of persons. */
class Table {
  readonly seats: readonly Seat[]
  readonly #waiting: Uint8Array[][]
  #marks: readonly Mark[] = []

  constructor(dice: Random, count: number) {
    const start = new Y.Doc()
    const fragment = start.getXmlFragment(pageRoot)
    fragment.push([new Y.XmlElement('title'), new Y.XmlElement('paragraph')])
    const update = Y.encodeStateAsUpdate(start)
    this.#waiting = Array.from({ length: count }, () => [])
    this.seats = Array.from({ length: count }, (_, n) => {
      const person = new EditorPeer(aPerson(`P${n}`), 'abcd', dice)
      const { doc } = person.peer
      Y.applyUpdate(doc, update, 'network')
      doc.on('update', (change: Uint8Array, origin: unknown) => {
        if (origin === 'network') return
        for (const [other, queue] of this.#waiting.entries()) if (other !== n) queue.push(change)
      })
      const marked = new MarkedText(newId(pageId))
      return { person, marked, marks: new EditorMarks(person.editor, marked) }
    })
  }

  /** One person gets some of what the others did. */
  deliver(n: number, count = Infinity): void {
    const seat = this.seats[n]
    for (const update of this.#waiting[n]?.splice(0, count) ?? []) {
      if (seat !== undefined) Y.applyUpdate(seat.person.peer.doc, update, 'network')
    }
  }

  /** Somebody comments on something. */
  comment(dice: Random): void {
    const { doc } = dice.pick(this.seats).person.peer
    const index = new PageIndex(doc.getXmlFragment(pageRoot))
    const from = dice.int(index.size)
    const spot = index.spotOf({ from, to: from + 1 + dice.int(15) })
    if (spot === null) return
    const proposed = dice.chance(0.2) ? 'other words' : null
    const mark: Mark = { thread: newId(threadId), kind: 'text', look: 'open', proposed, ...spot }
    this.#marks = [...this.#marks, mark]
    for (const { marked } of this.seats) marked.show({ marks: this.#marks })
  }

  /** What each sees when nothing more comes is what is there. Gives how many marks are somewhere. */
  check(): number {
    for (const n of this.seats.keys()) this.deliver(n)
    vi.advanceTimersByTime(10_000)
    let there = 0
    for (const { person, marked } of this.seats) {
      const { doc } = person.editor.state
      const units = unitsOf(person.peer.doc.getXmlFragment(pageRoot))
      const drawn = drawnPlaces(marksOf(person.editor.state))
      const lost = new Set<ThreadId>()
      there = 0
      for (const mark of this.#marks) {
        const place = bruteForce(units, mark)
        expect(drawn.get(mark.thread) ?? null).toEqual(place)
        if (place === null) lost.add(mark.thread)
        else {
          there += 1
          expect(doc.textBetween(place.from, place.to, '|', '*')).not.toBe('')
          expect(shownIn(person.editor, mark.thread)).toBe(
            doc.textBetween(place.from, place.to, '', ''),
          )
        }
      }
      expect(marked.get().lost).toEqual(lost)
    }
    return there
  }

  /** What the page for readers would mark of each thread, and what stands where it should. */
  read(): number {
    const [seat] = this.seats
    if (seat === undefined) return 0
    const root = seat.person.peer.doc.getXmlFragment(pageRoot)
    const index = new PageIndex(root)
    const placed = this.#marks.flatMap((mark) => {
      const place = index.passage(mark)
      return place === null ? [] : [{ from: place.from, to: place.to, mark }]
    })
    const texts = segmentsOf(
      placed.flatMap((one) => index.within(one).map((range) => ({ ...range, mark: one.mark }))),
    )
    const words = new Map<ThreadId, string>()
    for (const element of root.toArray()) {
      if (!(element instanceof Y.XmlElement)) continue
      const tree = treeOf(element)
      const made = markedTree(element, tree, index, texts, [])
      expect(plainText(made.tree)).toBe(plainText(tree))
      for (const [part, { marks }] of made.marked) {
        const text = isText(part) ? part.text : ''
        for (const { thread } of marks) words.set(thread, (words.get(thread) ?? '') + text)
      }
      for (const [part, { text, offset }] of made.runs) {
        const at = (index.placeOf(text)?.from ?? 0) + offset
        expect(index.textOf({ from: at, to: at + part.text.length })).toBe(part.text)
      }
    }
    for (const one of placed) {
      expect(words.get(one.mark.thread) ?? '').toBe(index.textOf(one).replaceAll('\n', ''))
    }
    return placed.length
  }

  close(): void {
    for (const { person, marks } of this.seats) {
      marks.destroy()
      person.destroy()
    }
  }
}

test.for(seedList(times(60)))(
  '[M80] marks are where their ids are, whatever several do: seed %i',
  (seed) => {
    const dice = random(seed)
    const table = new Table(dice, 3)
    let there = 0
    for (let step = 0; step < 400; step += 1) {
      const n = dice.int(table.seats.length)
      const what = dice.int(100)
      if (what < 60) table.seats[n]?.person.act(dice)
      else if (what < 90) table.deliver(n, 1 + dice.int(5))
      else if (what < 97) table.comment(dice)
      else vi.advanceTimersByTime(dice.int(1_000))
      if (step % 80 === 79) there += table.check()
    }
    table.close()
    expect(there).toBeGreaterThan(0)
  },
)

test.for(seedList(times(40)))('[M81] readers see the same words marked: seed %i', (seed) => {
  const dice = random(seed)
  const table = new Table(dice, 2)
  let there = 0
  for (let step = 0; step < 240; step += 1) {
    const what = dice.int(100)
    if (what < 80) dice.pick(table.seats).person.act(dice)
    else if (what < 92) table.comment(dice)
    else table.deliver(dice.int(2))
    if (step % 60 === 59) there += table.read()
  }
  table.close()
  expect(there).toBeGreaterThan(0)
})
