/** A passage of a live page, from one character to another, as it stands there now. */
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import { itemAt } from '../history/known.ts'
import { nodeOf, textOf } from './content.ts'

/** What a character is called for ever. */
export interface YjsId {
  readonly client: number
  readonly clock: number
}

export interface Ends {
  /** The first and the last character, both included. */
  readonly first: YjsId
  readonly last: YjsId
}

/** A UTF-16 unit of a line, or an element that stands in it. */
export interface Unit {
  readonly id: YjsId
  /** The unit; of an element what it says. */
  readonly says: string
  /** Its text, and which unit of it this is; null for an element. */
  readonly at: { readonly text: Y.XmlText; readonly index: number } | null
  /** The formatting, as Yjs has it. */
  readonly format: Readonly<Record<string, unknown>>
}

export interface Passage {
  readonly block: Y.XmlElement
  /** All of the block. */
  readonly units: readonly Unit[]
  /** Of the units: the first, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly text: string
}

export type FoundPassage =
  | { readonly is: 'there'; readonly passage: Passage }
  /** It reaches over several blocks. */
  | { readonly is: 'spans'; readonly text: string }
  /** One of its ends is not on the page. */
  | { readonly is: 'gone' }

/** An element that says nothing, so that it counts as something. */
const silent = '\uFFFC'

/** What stands between two characters. An end within a character takes in all of it. */
export function findPassage(doc: Y.Doc, { first, last }: Ends): FoundPassage {
  const [begins, ends] = [blockOf(doc, first), blockOf(doc, last)]
  if (begins === null || ends === null) return { is: 'gone' }
  if (begins !== ends) return { is: 'spans', text: textBetween(doc, first, last) }
  const units = unitsOf(begins)
  const [from, to] = [indexOf(units, first), indexOf(units, last)]
  if (from < 0 || to < from) return { is: 'gone' }
  return { is: 'there', passage: passageOf(begins, from, to + 1) }
}

/** So many units of a block, from the first to the one after the last. */
export function passageOf(block: Y.XmlElement, first: number, end: number): Passage {
  const units = unitsOf(block)
  const from = isWithinCharacter(units, first) ? first - 1 : first
  const to = isWithinCharacter(units, end) ? end + 1 : end
  return { block, units, from, to, text: says(units.slice(from, to)) }
}

/** The ends of a passage; null of an empty one. */
export function endsOf({ from, to, units }: Passage): Ends | null {
  const [first, last] = [units[from], units[to - 1]]
  return from < to && first && last ? { first: first.id, last: last.id } : null
}

/** The ends of the least passage with all of these in it that are there, within one line. */
export function hullOf(doc: Y.Doc, ids: readonly YjsId[]): Ends | null {
  const block = ids.map((id) => blockOf(doc, id)).find((one) => one !== null)
  if (!block) return null
  const units = unitsOf(block)
  const places = ids.map((id) => indexOf(units, id)).filter((place) => place >= 0)
  const [first, last] = [units[Math.min(...places)], units[Math.max(...places)]]
  return first && last ? { first: first.id, last: last.id } : null
}

/** The line that something stands in, if it is there. */
function blockOf(doc: Y.Doc, id: YjsId): Y.XmlElement | null {
  const item = itemAt(doc, id)
  if (item === null || item.deleted) return null
  const parent: unknown = item.parent
  const block: unknown = parent instanceof Y.XmlText ? parent.parent : parent
  return block instanceof Y.XmlElement ? block : null
}

/** What stands in a line, in its order. */
function unitsOf(block: Y.XmlElement): Unit[] {
  return block.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return unitsOfText(child)
    const id = child._item?.id
    if (id === undefined || !(child instanceof Y.XmlElement)) return []
    const text = nodeOf(child).map(textOf).join('')
    return [{ id, says: text === '' ? silent : text, at: null, format: {} }]
  })
}

function unitsOfText(text: Y.XmlText): Unit[] {
  const units: Unit[] = []
  let format: Readonly<Record<string, unknown>> = {}
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content, id } = item
    if (content instanceof Y.ContentFormat) {
      const { [content.key]: _, ...others } = format
      format = content.value === null ? others : { ...others, [content.key]: content.value }
    } else if (content instanceof Y.ContentString) {
      for (let i = 0; i < content.str.length; i++) {
        units.push({
          id: { client: id.client, clock: id.clock + i },
          says: content.str[i] ?? '',
          at: { text, index: units.length },
          format,
        })
      }
    }
  }
  return units
}

function indexOf(units: readonly Unit[], { client, clock }: YjsId): number {
  return units.findIndex(({ id }) => id.client === client && id.clock === clock)
}

function isWithinCharacter(units: readonly Unit[], index: number): boolean {
  const [before, after] = [units[index - 1], units[index]]
  if (!before?.at || !after?.at) return false
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(before.says + after.says)
}

function says(units: readonly Unit[]): string {
  return units.map((unit) => unit.says).join('')
}

/** What stands between two characters of two blocks, a line for each. */
function textBetween(doc: Y.Doc, first: YjsId, last: YjsId): string {
  const lines: string[] = []
  let began = false
  let ended = false
  const walk = (parent: Y.XmlFragment) => {
    const children = parent.toArray()
    if (parent instanceof Y.XmlElement && children.some((child) => child instanceof Y.XmlText)) {
      const units = unitsOf(parent)
      const from = began ? 0 : indexOf(units, first)
      const to = indexOf(units, last)
      began ||= from >= 0
      if (began && !ended) lines.push(says(units.slice(from, to < 0 ? undefined : to + 1)))
      ended ||= to >= 0
      return
    }
    for (const child of children) if (child instanceof Y.XmlElement && !ended) walk(child)
  }
  walk(doc.getXmlFragment(pageRoot))
  return began && ended ? lines.join('\n') : ''
}
