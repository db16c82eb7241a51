/** Arrow keys at the edges of fields: to the field beside, above or below, and out of the block. */
import { GapCursor } from '@tiptap/pm/gapcursor'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { besideBlock, intoField, type RowPlace, rowAt, shownFields } from './rows.ts'

/** Left from the start of a field, right from its end. */
export function arrowAcross(view: EditorView, by: 1 | -1): boolean {
  const { selection } = view.state
  const place = rowAt(selection.$head)
  if (place === null || !selection.empty) return false
  const edge = by === 1 ? selection.$head.parent.content.size : 0
  if (selection.$head.parentOffset !== edge) return false
  return goBeside(view, place, by)
}

/** To the next or previous field of the block; from the last and the first one out of it. */
function goBeside(view: EditorView, place: RowPlace, by: 1 | -1): boolean {
  const { tr } = view.state
  const side = by === 1 ? 'start' : 'end'
  const field = place.field + by
  if (field >= 0 && field < shownFields(place.block, place.row)) {
    view.dispatch(intoField(tr, place.at, field, side).scrollIntoView())
    return true
  }
  const $row = tr.doc.resolve(by === 1 ? place.at + place.row.nodeSize : place.at)
  const other = by === 1 ? $row.nodeAfter : $row.nodeBefore
  if (place.kind.block !== null && other !== null) {
    const at = by === 1 ? $row.pos : $row.pos - other.nodeSize
    const first = by === 1 ? 0 : shownFields(place.block, other) - 1
    view.dispatch(intoField(tr, at, first, side).scrollIntoView())
    return true
  }
  return leave(view, place, by)
}

/**
 * Up from the first line of a field, down from its last: to the field that is seen there, as fields
 * may stand side by side.
 */
export function arrowOver(view: EditorView, by: 1 | -1): boolean {
  const { selection } = view.state
  const place = rowAt(selection.$head)
  if (place === null || !view.endOfTextblock(by === 1 ? 'down' : 'up')) return false
  const here = fieldDom(view, selection.$head.before())
  const block = view.nodeDOM(place.blockAt)
  if (here === null || !(block instanceof HTMLElement)) return false
  const caret = view.coordsAtPos(selection.head)
  const target = nearest([...block.querySelectorAll<HTMLElement>('[data-field]')], here, caret, by)
  if (target === null) return leave(view, place, by)
  const box = target.getBoundingClientRect()
  const line = (caret.bottom - caret.top) / 2
  const seen = view.posAtCoords({
    left: Math.min(Math.max(caret.left, box.left + 1), box.right - 1),
    top: by === 1 ? box.top + line : box.bottom - line,
  })
  const $start = view.state.doc.resolve(view.posAtDOM(target, 0))
  const inside = Math.min(Math.max(seen?.pos ?? $start.start(), $start.start()), $start.end())
  const { tr } = view.state
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, inside)).scrollIntoView())
  return true
}

function fieldDom(view: EditorView, at: number): HTMLElement | null {
  const dom = view.nodeDOM(at)
  const text = dom instanceof HTMLElement ? dom.querySelector('[data-field]') : null
  return text instanceof HTMLElement ? text : null
}

/** The field in the next line above or below that is nearest to the caret. */
function nearest(
  fields: readonly HTMLElement[],
  from: HTMLElement,
  caret: { readonly left: number },
  by: 1 | -1,
): HTMLElement | null {
  const own = from.getBoundingClientRect()
  const boxes = fields
    .filter((field) => field.checkVisibility())
    .map((field) => ({ field, box: field.getBoundingClientRect() }))
    .filter(({ box }) => (by === 1 ? box.top >= own.bottom - 2 : box.bottom <= own.top + 2))
  const rows = boxes.map(({ box }) => (by === 1 ? box.top : -box.bottom))
  const line = Math.min(...rows)
  const aside = ({ box }: { readonly box: DOMRect }) =>
    Math.max(box.left - caret.left, caret.left - box.right, 0)
  const inLine = boxes
    .filter((_, place) => (rows[place] ?? Infinity) <= line + 4)
    .toSorted((a, b) => aside(a) - aside(b))
  return inLine[0]?.field ?? null
}

/** Out of the block; beside what lets no caret in, into the gap, where typing makes a paragraph. */
function leave(view: EditorView, place: RowPlace, by: 1 | -1): boolean {
  const { doc, tr } = view.state
  const $edge = doc.resolve(by === 1 ? place.blockAt + place.block.nodeSize : place.blockAt)
  const next = by === 1 ? $edge.nodeAfter : $edge.nodeBefore
  const isClosed =
    next === null || (!next.isTextblock && (next.isAtom || next.type.spec.isolating === true))
  const selection = isClosed ? new GapCursor($edge) : besideBlock(doc, place.blockAt, by)
  if (selection === null) return false
  view.dispatch(tr.setSelection(selection).scrollIntoView())
  return true
}
