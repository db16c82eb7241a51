/** What is selected in the editor, named by Yjs ids. */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { XmlFragment } from 'yjs'
import type { Mark, Selected } from '../../net/marked-text.ts'
import { unitOf } from '../layer/unit.ts'
import { PageIndex, type Range } from './page-index.ts'

/** The page's index; null while the editor does not show what the document holds. */
export function indexOf(state: EditorState): PageIndex | null {
  const sync: { type?: XmlFragment } | undefined = ySyncPluginKey.getState(state)
  if (sync?.type === undefined) return null
  const index = new PageIndex(sync.type)
  return index.size === state.doc.content.size ? index : null
}

/** What one could speak about: selected words, a node, or the cell with the caret. */
export function selectedIn({ state, view }: Editor): Selected | null {
  const { selection, doc } = state
  if (selection instanceof NodeSelection) {
    const { node, from } = selection
    return node.isInline ? textOf(view, selection) : blockOf(view, from, node)
  }
  if (selection instanceof CellSelection) {
    const { $anchorCell, $headCell } = selection
    const node = $anchorCell.nodeAfter
    if ($anchorCell.pos === $headCell.pos && node !== null)
      return blockOf(view, $anchorCell.pos, node)
    return textOf(view, selection)
  }
  if (!selection.empty) return textOf(view, selection)
  const { $from } = selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth)
    const isPart = ['tableCell', 'tableHeader', 'image'].includes(node.type.name)
    if (isPart) return blockOf(view, $from.before(depth), doc.nodeAt($from.before(depth)))
  }
  return null
}

/** The block with the caret, or the first of those that are selected, as a whole. */
export function blockSelectedIn({ state, view }: Editor): Selected | null {
  const unit = unitOf(state)
  const node = unit === null ? null : state.doc.nodeAt(unit.from)
  return unit === null ? null : blockOf(view, unit.from, node)
}

/** Where the caret goes to show a mark: behind a passage; a block that is one piece is selected. */
export function selectionAt(doc: Node, { from, to }: Range, kind: Mark['kind']): Selection {
  const node = doc.nodeAt(from)
  if (kind === 'block' && node !== null && (node.isAtom || node.type.name === 'image')) {
    return NodeSelection.create(doc, from)
  }
  return TextSelection.near(doc.resolve(Math.min(to, doc.content.size)), -1)
}

function textOf(view: EditorView, { from, to }: Range): Selected | null {
  const { doc } = view.state
  const index = indexOf(view.state)
  const spot = index?.spotOf({ from, to }) ?? null
  // Nothing can be said of blanks between blocks.
  if (index === null || spot === null) return null
  const found = index.passage(spot)
  if (found === null) return null
  const $from = doc.resolve(found.from)
  const text = textBetween(doc, found)
  return {
    spot,
    kind: 'text',
    text,
    mayPropose:
      $from.sameParent(doc.resolve(found.to)) &&
      // Nothing but letters and line breaks: what else stands between them could not be put back.
      text.length === found.to - found.from,
    rect: () => boxOfText(view, found),
  }
}

function blockOf(view: EditorView, place: number, node: Node | null): Selected | null {
  const spot = indexOf(view.state)?.blockAt(place) ?? null
  if (spot === null || node === null) return null
  return {
    spot,
    kind: 'block',
    text: textBetween(view.state.doc, { from: place, to: place + node.nodeSize }),
    mayPropose: false,
    rect: () => boxOfBlock(view, place),
  }
}

const textBetween = (doc: Node, { from, to }: Range): string =>
  doc.textBetween(from, to, '\n', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''))

function boxOfText(view: EditorView, { from, to }: Range): DOMRect {
  if (view.isDestroyed || to > view.state.doc.content.size) return new DOMRect()
  const range = document.createRange()
  const start = view.domAtPos(from)
  const end = view.domAtPos(to)
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return range.getBoundingClientRect()
}

function boxOfBlock(view: EditorView, place: number): DOMRect {
  const element = view.isDestroyed ? null : view.nodeDOM(place)
  return element instanceof Element ? element.getBoundingClientRect() : new DOMRect()
}
