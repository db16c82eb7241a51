/**
 * Puts right what two honest edits broke together: a list item whose last paragraphs were deleted
 * by two people, a row added while somebody else added a column.
 *
 * Every editor would mend it by itself, in its own person's name and all at once, by deleting the
 * broken node or by adding a cell each. So the server does it first, once, and lets nobody see the
 * broken state.
 */
import * as Y from 'yjs'
import { Fragment, type ContentMatch, type Node, type NodeType } from '@tiptap/pm/model'
import { must } from '#contract/asserts.ts'
import { pageRoot, pageSchema } from '#contract/page-schema.ts'
import { contentsOf, elementFor } from './content.ts'
import { mayHoldIds, settleIds } from './row-ids.ts'
import { squareTable } from './table-repair.ts'

/** Where something changed: the page itself or one of its elements. */
export type Touched = Y.XmlFragment | Y.XmlElement

/**
 * Makes the touched parts of the page valid again. Must run inside a transaction; changes nothing
 * where all is well. Says whether it changed anything.
 */
export function repair(doc: Y.Doc, touched: ReadonlySet<Touched>): boolean {
  const root = doc.getXmlFragment(pageRoot)
  const tables = new Set<Y.XmlElement>()
  let changed = false
  for (const part of touched) {
    if (part._item?.deleted === true) continue
    if (part === root && bringTitleToFront(root)) changed = true
    if (fillAndFit(part, typeOf(part))) changed = true
    const table = tableRound(part)
    if (table !== null) tables.add(table)
  }
  for (const table of tables) {
    if (table._item?.deleted === true) continue
    const squared = squareTable(table)
    if (squared === 'hopeless') removeFrom(table.parent, table)
    if (squared !== false) changed = true
  }
  if ([...touched].some(mayHoldIds) && settleIds(doc)) changed = true
  return changed
}

/** What is left must be valid without it. */
function removeFrom(parent: unknown, child: Y.XmlElement): void {
  if (!(parent instanceof Y.XmlFragment)) return
  parent.delete(parent.toArray().indexOf(child), 1)
  fillAndFit(parent, typeOf(parent))
}

function typeOf(part: Touched): NodeType {
  const name = part instanceof Y.XmlElement ? part.nodeName : pageSchema.topNodeType.name
  return must(pageSchema.nodes[name], `node type ${name}`)
}

/** The title stays the title where something was put before it. */
function bringTitleToFront(root: Y.XmlFragment): boolean {
  const children = root.toArray()
  const at = children.findIndex(isTitle)
  const title = children[at]
  if (at <= 0 || !(title instanceof Y.XmlElement)) return false
  const copy = elementFor({ type: 'title', content: contentsOf(title) })
  root.delete(at, 1)
  root.insert(0, [copy])
  return true
}

const isTitle = (child: unknown) => child instanceof Y.XmlElement && child.nodeName === 'title'

/** Adds what the content expression requires and turns what it never allows there into a paragraph. */
function fillAndFit(part: Touched, type: NodeType): boolean {
  let changed = false
  // Every step inserts, replaces or removes one thing; far more than that means a loop.
  for (let steps = part.length + 50; steps > 0; steps--) {
    const fault = firstFault(part, type)
    if (fault === null) return changed
    changed = true
    if (fault.is === 'missing') {
      part.insert(fault.at, fault.fill.map(elementOf))
    } else {
      const child = part.get(fault.at)
      const paragraph = child instanceof Y.XmlElement && fault.paragraphFits && inlineOf(child)
      part.delete(fault.at, 1)
      if (paragraph) part.insert(fault.at, [paragraph])
    }
  }
  return changed
}

type Fault =
  | { readonly is: 'missing'; readonly at: number; readonly fill: readonly Node[] }
  | { readonly is: 'misplaced'; readonly at: number; readonly paragraphFits: boolean }

function firstFault(part: Touched, type: NodeType): Fault | null {
  let match: ContentMatch = type.contentMatch
  const children = part.toArray()
  for (const [at, child] of children.entries()) {
    if (child instanceof Y.XmlText && child.length === 0) continue
    const name = child instanceof Y.XmlElement ? child.nodeName : 'text'
    const childType = must(pageSchema.nodes[name], `node type ${name}`)
    const next = match.matchType(childType)
    if (next !== null) {
      match = next
      continue
    }
    const before = Fragment.from(name === 'text' ? pageSchema.text('x') : childType.create())
    const fill = match.fillBefore(before)
    if (fill !== null && fill.size > 0) return { is: 'missing', at, fill: fill.content }
    const paragraph = must(pageSchema.nodes['paragraph'])
    return { is: 'misplaced', at, paragraphFits: match.matchType(paragraph) !== null }
  }
  if (match.validEnd) return null
  const fill = must(match.fillBefore(Fragment.empty, true), `an end for ${type.name}`)
  return { is: 'missing', at: children.length, fill: fill.content }
}

function elementOf(node: Node): Y.XmlElement {
  return elementFor(node.toJSON())
}

/** A paragraph with the text of a textblock, or null for anything else. */
function inlineOf(element: Y.XmlElement): Y.XmlElement | null {
  if (pageSchema.nodes[element.nodeName]?.isTextblock !== true) return null
  return elementFor({ type: 'paragraph', content: contentsOf(element) })
}

function tableRound(part: Touched): Y.XmlElement | null {
  for (let at: unknown = part; at instanceof Y.XmlElement; at = at.parent) {
    if (at.nodeName === 'table') return at._item?.deleted === true ? null : at
    if (at.nodeName !== 'tableRow' && !isCell(at)) return null
  }
  return null
}

const isCell = (element: Y.XmlElement) =>
  element.nodeName === 'tableCell' || element.nodeName === 'tableHeader'
