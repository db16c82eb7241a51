/**
 * Arrows from one line of text to the next where either stands in a block with parts of its own.
 *
 * Left to itself the browser may put the caret beside a button or a label, where it looks right and
 * what is typed tears the block apart. What is folded away is passed.
 */
import { Extension } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import { Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

type Direction = 1 | -1

/** Blocks that are drawn with more than their text. */
const drawn: ReadonlySet<string> = new Set([
  'question',
  'callout',
  'details',
  'taskItem',
  'codeBlock',
  'ruleCard',
])

/** Moves the caret between lines where the browser can't be trusted to. */
export const arrowsBetween = Extension.create({
  name: 'arrowsBetween',
  // After those who know their blocks better, and after the gap between two of them.
  priority: 50,
  addKeyboardShortcuts() {
    const across = (by: Direction) => () => goAcross(this.editor.view, by)
    const over = (by: Direction) => () => goOver(this.editor.view, by)
    const toEdge = (by: Direction) => () => goToEdge(this.editor.view, by)
    return {
      ArrowLeft: across(-1),
      ArrowRight: across(1),
      ArrowUp: over(-1),
      ArrowDown: over(1),
      'Ctrl-Home': toEdge(-1),
      'Ctrl-End': toEdge(1),
      'Cmd-ArrowUp': toEdge(-1),
      'Cmd-ArrowDown': toEdge(1),
    }
  },
})

function goAcross(view: EditorView, by: Direction): boolean {
  const next = neighbour(view, by, by === 1 ? 'right' : 'left')
  if (next === null) return false
  view.dispatch(view.state.tr.setSelection(next).scrollIntoView())
  return true
}

/** To the line above or below, as near as can be to where the caret is. */
function goOver(view: EditorView, by: Direction): boolean {
  const next = neighbour(view, by, by === 1 ? 'down' : 'up')
  if (next === null) return false
  const { $head } = next
  const { left } = view.coordsAtPos(view.state.selection.head)
  const line = view.coordsAtPos(next.head, by)
  const seen = view.posAtCoords({ left, top: (line.top + line.bottom) / 2 })
  const place = Math.min(Math.max(seen?.pos ?? next.head, $head.start()), $head.end())
  const { tr } = view.state
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, place)).scrollIntoView())
  return true
}

function goToEdge(view: EditorView, by: Direction): boolean {
  const { doc, tr } = view.state
  const $edge = doc.resolve(by === 1 ? doc.content.size : 0)
  const edge = visible(view, Selection.findFrom($edge, by === 1 ? -1 : 1, true), by === 1 ? -1 : 1)
  if (edge === null || !isDrawn(edge.$head)) return false
  view.dispatch(tr.setSelection(edge).scrollIntoView())
  return true
}

/** The next line that can be seen; null: there is none, or the browser knows the way. */
function neighbour(
  view: EditorView,
  by: Direction,
  side: 'left' | 'right' | 'up' | 'down',
): TextSelection | null {
  const { selection, doc } = view.state
  if (!(selection instanceof TextSelection) || !selection.empty) return null
  const { $head } = selection
  if (!view.endOfTextblock(side) || $head.depth === 0) return null
  const $out = doc.resolve(by === 1 ? $head.after() : $head.before())
  const beside = Selection.findFrom($out, by)
  // Something that is selected as a whole comes in between.
  if (beside !== null && !(beside instanceof TextSelection)) return null
  const next = visible(view, beside, by)
  if (next === null || sharedTable($head, next.$head)) return null
  return isDrawn($head) || isDrawn(next.$head) ? next : null
}

/** The selection, or the first one beyond it that can be seen. */
function visible(view: EditorView, first: Selection | null, by: Direction): TextSelection | null {
  let found = first
  while (found !== null) {
    if (found instanceof TextSelection && isSeen(view, found.head)) return found
    const $out = found.$head.depth === 0 ? found.$head : resolveOut(found.$head, by)
    found = Selection.findFrom($out, by, true)
  }
  return null
}

function resolveOut($head: ResolvedPos, by: Direction): ResolvedPos {
  return $head.doc.resolve(by === 1 ? $head.after() : $head.before())
}

function isSeen(view: EditorView, place: number): boolean {
  const { node } = view.domAtPos(place)
  const element = node instanceof Element ? node : node.parentElement
  return element?.checkVisibility() === true
}

function isDrawn($pos: ResolvedPos): boolean {
  for (let depth = 1; depth <= $pos.depth; depth += 1) {
    if (drawn.has($pos.node(depth).type.name)) return true
  }
  return false
}

/** In a table the browser, and the table's own keys, know the way. */
function sharedTable($from: ResolvedPos, $to: ResolvedPos): boolean {
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === 'table') return true
  }
  return false
}
