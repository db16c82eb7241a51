/**
 * A page at one moment, laid out flat for comparing: its text and its elements one after another in
 * page order. An element is one unit, followed by what it holds.
 */
import { equalityDeep } from 'lib0/function'
import type { Chronicle, Place } from './chronicle.ts'
import { isInline, isLine } from './diff-nodes.ts'
import type { HistoryMark, HistoryNode } from './page-at.ts'

/** Stands for an element in a side's text. */
export const elementUnit = '\uFFFC'

export interface SideElement {
  readonly node: HistoryNode
  /** Number of the element that it stands in; -1 for the page itself. */
  readonly parent: number
  readonly children: number[]
  /** Its own unit; what it holds follows. -1 for the page itself. */
  readonly start: number
  /** After the last unit of what it holds. */
  end: number
  /** Does it hold text? */
  readonly line: boolean
  /** The same at both moments with everything in it, which is left out: how many units that is. */
  readonly whole: number
}

export interface Side {
  /** A UTF-16 unit for each unit. */
  readonly text: string
  readonly place: Uint32Array
  readonly origin: Uint32Array
  /** Of each unit the number of its set of marks (see `Marks`). */
  readonly marks: Uint32Array
  /** The element that it stands in directly. */
  readonly owner: Int32Array
  /** The element that it is; -1 for text. */
  readonly element: Int32Array
  /** In page order, the page itself first. */
  readonly elements: readonly SideElement[]
}

/** What was kept between two moments. */
export interface Matching {
  /** Of each unit before the one that it is after, or -1. */
  readonly after: Int32Array
  /** Of each unit after the one that it was before, or -1. */
  readonly before: Int32Array
  /** Of each unit after: is it kept, in order with the others? What is kept and not so was moved. */
  readonly stays: Uint8Array
}

/** Sets of marks, each with a number; 0 is none. Order does not count. */
export class Marks {
  readonly #sets: (readonly HistoryMark[])[] = [[]]
  readonly #numbers = new Map<string, number>()

  numberOf(marks: readonly HistoryMark[] | undefined): number {
    if (marks === undefined || marks.length === 0) return 0
    const key = JSON.stringify(marks.map((mark) => JSON.stringify(mark)).toSorted())
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.#sets.push(marks) - 1
      this.#numbers.set(key, number)
    }
    return number
  }

  at(number: number): readonly HistoryMark[] {
    return this.#sets[number] ?? []
  }
}

/** The places of top-level blocks that are the same at both moments. */
export function unchanged(before: HistoryNode, after: HistoryNode): ReadonlySet<Place> {
  const old = new Map((before.content ?? []).map((node) => [node.place, node]))
  const same = new Set<Place>()
  for (const node of after.content ?? []) {
    const was = node.text === undefined ? old.get(node.place) : undefined
    if (was !== undefined && isSame(was, node)) same.add(node.place)
  }
  return same
}

function isSame(a: HistoryNode, b: HistoryNode): boolean {
  if (a.type !== b.type || a.place !== b.place || a.text !== b.text) return false
  const { runs = [], content = [] } = b
  if (a.runs?.length !== b.runs?.length || a.content?.length !== b.content?.length) return false
  return (
    (a.runs ?? []).every(
      ({ place, length }, i) => place === runs[i]?.place && length === runs[i].length,
    ) &&
    equalityDeep(a.attrs, b.attrs) &&
    equalityDeep(a.marks, b.marks) &&
    (a.content ?? []).every((child, i) => {
      const other = content[i]
      return other !== undefined && isSame(child, other)
    })
  )
}

function sizeOf(node: HistoryNode): number {
  if (node.text !== undefined) return node.text.length
  return (node.content ?? []).reduce((sum, child) => sum + sizeOf(child), 1)
}

/** Lays a page out; the blocks at the places in `whole` are left whole. */
export function layOut(
  page: HistoryNode,
  {
    whole,
    chronicle,
    marks,
  }: {
    readonly whole: ReadonlySet<Place>
    readonly chronicle: Chronicle
    readonly marks: Marks
  },
): Side {
  const room = sizeOf(page)
  const place = new Uint32Array(room)
  const origin = new Uint32Array(room)
  const markOf = new Uint32Array(room)
  const owner = new Int32Array(room)
  const element = new Int32Array(room).fill(-1)
  const elements: SideElement[] = []
  const texts: string[] = []
  let at = 0

  const addText = (node: HistoryNode, parent: number) => {
    const number = marks.numberOf(node.marks)
    const first = at
    for (const run of node.runs ?? []) {
      for (let i = 0; i < run.length; i++, at++) {
        place[at] = run.place + i
        origin[at] = chronicle.originOf(run.place + i)
      }
    }
    markOf.fill(number, first, at)
    owner.fill(parent, first, at)
    texts.push(node.text ?? '')
  }
  const addElement = (node: HistoryNode, parent: number): number => {
    const { content = [] } = node
    const isWhole = parent === 0 && whole.has(node.place)
    const made: SideElement = {
      node,
      parent,
      children: [],
      start: parent < 0 ? -1 : at,
      end: 0,
      line: isLine(node.type) || content.some((c) => c.text !== undefined || isInline(c.type)),
      whole: isWhole ? sizeOf(node) : 0,
    }
    const number = elements.push(made) - 1
    if (parent >= 0) {
      place[at] = node.place
      origin[at] = chronicle.originOf(node.place)
      owner[at] = parent
      element[at] = number
      texts.push(elementUnit)
      at++
    }
    if (!isWhole) {
      for (const child of content) {
        if (child.text !== undefined) addText(child, number)
        else made.children.push(addElement(child, number))
      }
    }
    made.end = at
    return number
  }
  addElement(page, -1)
  return {
    text: texts.join(''),
    place: place.subarray(0, at),
    origin: origin.subarray(0, at),
    marks: markOf.subarray(0, at),
    owner: owner.subarray(0, at),
    element: element.subarray(0, at),
    elements,
  }
}
