/** Where Tab goes in a block of rows: through fields and controls, in the order they stand in. */
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { besideBlock, kindOf } from './rows.ts'

/** Fields are marked with their name by their view; the rest takes the focus by itself. */
const stopSelector = '[data-field], select, input, summary, button, [tabindex="0"]'

/**
 * Goes on from a field, or from a control in a block of rows: to the next stop, and from the last
 * one out of the block. False: the browser is to go on by itself.
 */
export function toNextStop(view: EditorView, from: HTMLElement, by: 1 | -1): boolean {
  const block = blockRound(view, from)
  if (block === null) return false
  const stops = stopsIn(block.dom)
  const next = nextStop(stops, from, by)
  const isControl = from.dataset['field'] === undefined
  if (next === undefined) {
    const beside = besideBlock(view.state.doc, block.at, by)
    if (beside === null) return false
    view.focus()
    view.dispatch(view.state.tr.setSelection(beside).scrollIntoView())
    return true
  }
  if (next.dataset['field'] === undefined) {
    // From control to control the browser knows the way, also within groups of circles.
    if (isControl) return false
    next.focus()
    return true
  }
  const inside = view.posAtDOM(next, 0)
  const field = view.state.doc.resolve(inside)
  const { tr } = view.state
  tr.setSelection(TextSelection.create(tr.doc, field.start(), field.end()))
  view.focus()
  view.dispatch(tr.scrollIntoView())
  return true
}

function blockRound(view: EditorView, inner: HTMLElement): { dom: HTMLElement; at: number } | null {
  let dom: HTMLElement | null = inner
  while (dom !== null && dom.parentElement !== view.dom) dom = dom.parentElement
  if (dom === null) return null
  let found: { dom: HTMLElement; at: number } | null = null
  view.state.doc.forEach((node, at) => {
    if (kindOf(node) !== undefined && view.nodeDOM(at) === dom) found = { dom, at }
  })
  return found
}

function stopsIn(block: HTMLElement): readonly HTMLElement[] {
  return [...block.querySelectorAll<HTMLElement>(stopSelector)]
    .filter((stop) => stop.tabIndex !== -1 || stop.dataset['field'] !== undefined)
    .filter((stop) => stop.checkVisibility())
}

/** Circles of one question are one stop. */
function nextStop(
  stops: readonly HTMLElement[],
  from: HTMLElement,
  by: 1 | -1,
): HTMLElement | undefined {
  const group = (stop: HTMLElement) =>
    stop instanceof HTMLInputElement && stop.type === 'radio' ? stop.name : null
  const own = group(from)
  let place = stops.indexOf(from)
  if (place === -1) return undefined
  do place += by
  while (own !== null && stops[place] !== undefined && group(stops[place] ?? from) === own)
  return stops[place]
}
