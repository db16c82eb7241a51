/**
 * Where Yjs ids are in a page, and which ids stand at a place. Places are counted as ProseMirror
 * counts positions, from the Yjs document alone, so that the editor and the page for readers mean
 * the same by them.
 */
import * as Y from 'yjs'
import type { Spot, YjsId } from '#contract/threads.ts'

/** A text, or a node that is one piece within text, from before it to behind it. */
export interface Stretch {
  readonly type: Y.XmlText | Y.XmlElement
  readonly from: number
  readonly to: number
}

export interface Range {
  readonly from: number
  readonly to: number
}

/** Where a spot is. `whole`: its ends are there, so that nothing of it can be elsewhere. */
export interface Found extends Range {
  readonly whole: boolean
}

/** Nodes that are one piece, within text and as blocks: as the schema of pages has them. */
const pieces: ReadonlySet<string> = new Set(['hardBreak', 'personMention', 'pageMention'])
const wholeBlocks: ReadonlySet<string> = new Set(['horizontalRule', 'file', 'timeBudget'])

interface Edge {
  readonly at: number
  readonly isThere: boolean
}

/** The page as it is now; made anew after a change. */
export class PageIndex {
  /** All text, in the order of the page. */
  readonly stretches: readonly Stretch[]
  readonly size: number
  readonly #doc: Y.Doc | null
  readonly root: Y.XmlFragment
  readonly #places = new Map<unknown, Range>()

  constructor(root: Y.XmlFragment) {
    const stretches: Stretch[] = []
    this.root = root
    this.#doc = root.doc
    this.size = this.#walk(root, 0, stretches)
    this.stretches = stretches
  }

  /** Where a passage is: what is left of it, also where its ends are gone. Null: nothing, or it is not known. */
  passage({ first, last }: Spot): Found | null {
    const start = this.#edge(first, 'first')
    const end = this.#edge(last, 'last')
    if (start === null || end === null) {
      // One end left no trace at all; of the other there may be the character.
      const id = start?.isThere === true ? first : end?.isThere === true ? last : null
      if (id === null) return null
      return this.#span(this.#edge(id, 'first'), this.#edge(id, 'last'), false)
    }
    return this.#span(start, end, start.isThere && end.isThere)
  }

  /** Where a block is, from before it to behind it. */
  block({ first }: Spot): Found | null {
    const item = this.#item(first)
    if (item === null || !(item.content instanceof Y.ContentType)) return null
    const place = this.#places.get(item.content.type)
    return place === undefined ? null : { ...place, whole: true }
  }

  /** The ids of the first and the last that stands between two places; null: there is no text. */
  spotOf({ from, to }: Range): Spot | null {
    const range = this.#trimmed(from, to)
    const start = range === null ? undefined : this.stretches[this.#after(range.from)]
    const end = range === null ? undefined : this.stretches[this.#after(range.to - 1)]
    if (range === null || start === undefined || end === undefined) return null
    return spot(idAt(start, range.from), idAt(end, range.to - 1))
  }

  /** The id of the block that begins at a place. */
  blockAt(place: number): Spot | null {
    for (const [type, { from }] of this.#places) {
      if (from !== place || !(type instanceof Y.XmlElement)) continue
      return blockSpot(type)
    }
    return null
  }

  /** Where a part of the page is. */
  placeOf(type: Y.XmlText | Y.XmlElement): Range | null {
    return this.#places.get(type) ?? null
  }

  /** The parts of a passage with text, one for each text of the page. */
  within({ from, to }: Range): readonly Range[] {
    const parts: Range[] = []
    for (let n = this.#after(from); n < this.stretches.length; n += 1) {
      const one = this.stretches[n]
      if (one === undefined || one.from >= to) break
      parts.push({ from: Math.max(from, one.from), to: Math.min(to, one.to) })
    }
    return parts
  }

  /** The words between two places, blocks on lines of their own. */
  textOf({ from, to }: Range): string {
    let before: Stretch | null = null
    let text = ''
    for (const one of this.stretches) {
      const start = Math.max(from, one.from)
      const end = Math.min(to, one.to)
      if (start >= end) continue
      if (before !== null && before.type.parent !== one.type.parent) text += '\n'
      text += lettersOf(one).slice(start - one.from, end - one.from)
      before = one
    }
    return text
  }

  /** One sign for each place: letters, and another wherever there are none. */
  signs(): string {
    let signs = ''
    for (const one of this.stretches) {
      if (one.type instanceof Y.XmlElement) continue
      signs = signs.padEnd(one.from, '\0') + lettersOf(one)
    }
    return signs.padEnd(this.size, '\0')
  }

  /** Is this letters and line breaks of one block, and nothing else? */
  isPlain(range: Range): boolean {
    const over = this.stretches.filter((one) => one.from < range.to && one.to > range.from)
    return over.every(
      ({ type }) =>
        (type instanceof Y.XmlText || type.nodeName === 'hardBreak') &&
        type.parent === over[0]?.type.parent,
    )
  }

  #span(start: Edge | null, end: Edge | null, whole: boolean): Found | null {
    const trimmed = start === null || end === null ? null : this.#trimmed(start.at, end.at)
    return trimmed === null ? null : { ...trimmed, whole }
  }

  /** Without what stands before the first and behind the last of its text; null: there is none. */
  #trimmed(from: number, to: number): Range | null {
    const parts = from < to ? this.within({ from, to }) : []
    const [first] = parts
    const last = parts.at(-1)
    return first === undefined || last === undefined ? null : { from: first.from, to: last.to }
  }

  /** The first stretch that ends behind a place. */
  #after(place: number): number {
    let low = 0
    let high = this.stretches.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.stretches[middle]?.to ?? Infinity) > place) high = middle
      else low = middle + 1
    }
    return low
  }

  #walk(parent: Y.XmlFragment, from: number, stretches: Stretch[]): number {
    let at = from
    for (let item = parent._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentType)) continue
      const { type } = item.content
      const start = at
      if (type instanceof Y.XmlText) {
        at += type.length
        if (at > start) stretches.push({ type, from: start, to: at })
      } else if (type instanceof Y.XmlElement) {
        const isPiece = pieces.has(type.nodeName)
        if (isPiece || wholeBlocks.has(type.nodeName)) at += 1
        else at = this.#walk(type, at + 1, stretches) + 1
        if (isPiece) stretches.push({ type, from: start, to: at })
      } else continue
      this.#places.set(type, { from: start, to: at })
    }
    return at
  }

  /** The place before the first, or behind the last, of a passage. Null: it left no trace. */
  #edge(id: YjsId, side: 'first' | 'last'): Edge | null {
    const item = this.#item(id)
    return item === null ? null : this.#around(item, id.clock - item.id.clock, side)
  }

  #around(item: Y.Item, offset: number, side: 'first' | 'last'): Edge | null {
    const { parent } = item
    if (!(parent instanceof Y.AbstractType) || item.parentSub !== null) return null
    if (parent === this.root) return this.#amongNodes(item, 0, side)
    const place = this.#places.get(parent)
    if (place === undefined) {
      // What held it is gone, and with it all that it held.
      const holder = parent._item
      const edge = holder === null ? null : this.#around(holder, 0, side)
      return edge === null ? null : { at: edge.at, isThere: false }
    }
    if (!(parent instanceof Y.XmlText)) return this.#amongNodes(item, place.from + 1, side)
    let at = place.from
    for (let left = item.left; left !== null; left = left.left) {
      if (!left.deleted && left.countable) at += left.length
    }
    if (item.deleted) return { at, isThere: false }
    return { at: at + offset + (side === 'last' ? 1 : 0), isThere: true }
  }

  #amongNodes(item: Y.Item, start: number, side: 'first' | 'last'): Edge | null {
    const own = item.content instanceof Y.ContentType ? this.#places.get(item.content.type) : null
    if (own) return { at: side === 'first' ? own.from : own.to, isThere: true }
    for (let left = item.left; left !== null; left = left.left) {
      const place =
        left.content instanceof Y.ContentType ? this.#places.get(left.content.type) : undefined
      if (place !== undefined) return { at: place.to, isThere: false }
    }
    return { at: start, isThere: false }
  }

  #item({ client, clock }: YjsId): Y.Item | null {
    const { store } = this.#doc ?? {}
    if (store === undefined || clock >= Y.getState(store, client)) return null
    const found: unknown = Y.getItem(store, Y.createID(client, clock))
    return found instanceof Y.Item ? found : null
  }
}

/** The id of a block, as a spot. */
export function blockSpot(element: Y.XmlElement): Spot | null {
  const id = element._item?.id
  return id === undefined ? null : spot(plain(id), plain(id))
}

function idAt({ type, from }: Stretch, place: number): YjsId | null {
  if (type instanceof Y.XmlElement) return type._item === null ? null : plain(type._item.id)
  let left = place - from
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (left < item.length) return { client: item.id.client, clock: item.id.clock + left }
    left -= item.length
  }
  return null
}

function lettersOf({ type }: Stretch): string {
  if (type instanceof Y.XmlElement) return type.nodeName === 'hardBreak' ? '\n' : ''
  let text = ''
  for (let item = type._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) text += item.content.str
  }
  return text
}

const plain = ({ client, clock }: Y.ID): YjsId => ({ client, clock })

function spot(first: YjsId | null, last: YjsId | null): Spot | null {
  return first === null || last === null ? null : { first, last }
}
