/** What stands at the place in a page that somebody has chosen to say something about. Pure. */
import * as Y from 'yjs'
import { AppError } from '#contract/errors.ts'
import { pageRoot } from '#contract/page-schema.ts'
import type { Spot, YjsId } from '#contract/threads.ts'

/** Longest quote, in UTF-16 units. */
const longestQuote = 500

export interface SpotText {
  /** A stretch of characters, or a node: a block, or a piece of a line. */
  readonly kind: 'text' | 'block'
  /** The text, at most 500 UTF-16 units; ends with … where it was cut. */
  readonly quote: string
  /** Every character in order; blocks, and lines of a block, are parted by a line break. */
  readonly text: string
  /** Characters and line breaks within one block, and nothing else: words could take its place. */
  readonly oneBlock: boolean
}

/**
 * Reads the spot from a live page. AppError invalid-input, where `details.spot` says why: `unknown`
 * was never there; `gone` is deleted; `kind` is neither text nor a node of the page; `order`, the
 * last stands before the first; `half`, a character is cut in two.
 */
export function readSpot(doc: Y.Doc, spot: Spot): SpotText {
  const root = doc.getXmlFragment(pageRoot)
  const first = itemAt(doc, spot.first)
  const last = itemAt(doc, spot.last)
  if (!isWithin(root, first) || !isWithin(root, last)) throw refused('kind')
  const node = elementOf(first)
  if (node !== null) {
    if (first !== last) throw refused('kind')
    const text = textWithin(node)
    return { kind: 'block', quote: quoteOf(text), text, oneBlock: false }
  }
  const isText = first.content instanceof Y.ContentString && last.content instanceof Y.ContentString
  if (!isText) throw refused('kind')
  const read = textBetween(
    { item: first, at: spot.first.clock - first.id.clock },
    { item: last, at: spot.last.clock - last.id.clock },
  )
  if (/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(read.text)) throw refused('half')
  return { kind: 'text', quote: quoteOf(read.text), ...read }
}

/** The text as it is quoted. */
export function quoteOf(text: string): string {
  if (text.length <= longestQuote) return text
  // No half of a character stays.
  return `${text.slice(0, longestQuote - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

type Refusal = 'unknown' | 'gone' | 'kind' | 'order' | 'half'

const refused = (spot: Refusal) =>
  new AppError('invalid-input', 'This is not a place in the page’s text.', { details: { spot } })

function itemAt(doc: Y.Doc, id: YjsId): Y.Item {
  if (id.clock >= Y.getState(doc.store, id.client)) throw refused('unknown')
  const item = structAt(doc, id)
  if (item === null || item.deleted) throw refused('gone')
  return item
}

/** The item that has this clock; null where there never was one, and of what is forgotten. */
function structAt(doc: Y.Doc, { client, clock }: YjsId): Y.Item | null {
  if (clock >= Y.getState(doc.store, client)) return null
  const struct: unknown = Y.getItem(doc.store, Y.createID(client, clock))
  return struct instanceof Y.Item ? struct : null
}

/** Does it stand in the page's text, and not among the attributes of something? */
function isWithin(root: Y.XmlFragment, item: Y.Item): boolean {
  for (let at: Y.Item | null = item; at !== null; at = parentOf(at)?._item ?? null) {
    if (at.deleted || at.parentSub !== null) return false
    if (at.parent === root) return true
  }
  return false
}

function parentOf({ parent }: Y.Item): Y.XmlElement | Y.XmlText | null {
  return parent instanceof Y.XmlElement || parent instanceof Y.XmlText ? parent : null
}

function elementOf({ content }: Y.Item): Y.XmlElement | null {
  const type: unknown = content instanceof Y.ContentType ? content.type : null
  return type instanceof Y.XmlElement ? type : null
}

/** The block whose text a character is in. */
function blockOf(item: Y.Item): unknown {
  return parentOf(item)?.parent
}

interface Character {
  readonly item: Y.Item
  /** Its place among the characters of its item. */
  readonly at: number
}

function textBetween(first: Character, last: Character): { text: string; oneBlock: boolean } {
  const block = blockOf(first.item)
  const lines = new Lines(block)
  let oneBlock = true
  for (let item: Y.Item | null = first.item; item !== null; item = following(item, null)) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentString) {
      const from = item === first.item ? first.at : 0
      const to = item === last.item ? last.at + 1 : item.length
      if (from >= to) break
      lines.add(item, item.content.str.slice(from, to))
      oneBlock &&= blockOf(item) === block
      if (item === last.item) return { text: lines.text, oneBlock }
    } else if (elementOf(item) !== null) {
      lines.pass(item)
      oneBlock &&= isLineBreak(item)
    }
  }
  throw refused('order')
}

function textWithin(node: Y.XmlElement): string {
  const lines = new Lines(null)
  // What is one piece, like a mention, says what it is called.
  if (node.length === 0) return String(node.getAttribute('label') ?? '')
  for (let item = node._first; item !== null; item = following(item, node)) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentString) lines.add(item, item.content.str)
    else lines.pass(item)
  }
  return lines.text
}

/** Text in lines: one for each block. */
class Lines {
  text = ''
  #block: unknown

  constructor(block: unknown) {
    this.#block = block
  }

  add(item: Y.Item, text: string): void {
    const block = blockOf(item)
    if (block !== this.#block && this.text !== '') this.text += '\n'
    this.#block = block
    this.text += text
  }

  /** Goes past what is no character. */
  pass(item: Y.Item): void {
    if (isLineBreak(item)) this.text += '\n'
  }
}

const isLineBreak = (item: Y.Item) => elementOf(item)?.nodeName === 'hardBreak'

/** Where these stand on the page, counted from its beginning; null for what is not there. */
export function ranksOf(doc: Y.Doc, ids: readonly YjsId[]): readonly (number | null)[] {
  const found = ids.map((id) => structAt(doc, id))
  const wanted = new Set(found)
  const ranks = new Map<unknown, number>()
  let rank = 0
  for (
    let item = doc.getXmlFragment(pageRoot)._first;
    item !== null;
    item = following(item, null)
  ) {
    if (wanted.has(item) && !item.deleted) ranks.set(item, rank)
    rank += item.length
  }
  return ids.map(({ clock }, at) => {
    const item = found[at]
    const start = ranks.get(item)
    return item && start !== undefined ? start + clock - item.id.clock : null
  })
}

/** The next item in the order of the page; of what stands in `within`, if that is given. */
function following(item: Y.Item, within: Y.XmlElement | null): Y.Item | null {
  const { content } = item
  const inside = !item.deleted && content instanceof Y.ContentType ? content.type._start : null
  if (inside !== null) return inside
  for (let at: Y.Item | null = item; at !== null; at = parentOf(at)?._item ?? null) {
    if (at.right !== null) return at.right
    if (within !== null && at.parent === within) return null
  }
  return null
}
