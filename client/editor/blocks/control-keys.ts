/**
 * From the text to the controls that stand in it, and back: Tab goes on from where the caret is,
 * Ctrl+. goes to the controls of the block with the caret, also where Tab means something else, and
 * Escape leads back into the text.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

const tabbable =
  'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])'

/** Controls that Escape means something to while they are open. */
const own = 'select, input[type="date"], [role="combobox"], [aria-expanded="true"], [open] *'

export const controlKeys = Extension.create({
  name: 'controlKeys',
  // Behind all to whom Tab means something: lists, tables, rows, menus.
  priority: 5,
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      Tab: () => goOn(editor.view, 1),
      'Shift-Tab': () => goOn(editor.view, -1),
      'Mod-.': () => intoBlock(editor.view),
    }
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      view(view) {
        const onKey = (event: KeyboardEvent) => {
          const { target, key, defaultPrevented } = event
          if (key !== 'Escape' || defaultPrevented || target === view.dom) return
          if (target instanceof HTMLElement && !target.matches(own)) view.focus()
        }
        view.dom.addEventListener('keydown', onKey)
        return { destroy: () => view.dom.removeEventListener('keydown', onKey) }
      },
    }),
  ],
})

/** To the next thing on the screen that takes the focus, or the one before. */
function goOn(view: EditorView, by: 1 | -1): boolean {
  const all = stopsIn(document)
  const next = by === 1 ? firstAfter(view, all) : lastBefore(view, all)
  next?.focus()
  return next !== undefined
}

/** To the first control of the innermost block that has any; else to the nearest one before. */
function intoBlock(view: EditorView): boolean {
  const { $head } = view.state.selection
  for (let depth = $head.depth; depth > 0; depth -= 1) {
    const dom = view.nodeDOM($head.before(depth))
    const stops = dom instanceof HTMLElement ? stopsIn(dom) : []
    const first = firstAfter(view, stops) ?? stops[0]
    if (first === undefined) continue
    first.focus()
    return true
  }
  const nearest = lastBefore(view, stopsIn(view.dom))
  nearest?.focus()
  return nearest !== undefined
}

function stopsIn(root: ParentNode): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(tabbable)].filter(
    (stop) => stop.tabIndex >= 0 && stop.checkVisibility({ visibilityProperty: true }),
  )
}

function caretIn(view: EditorView): Node {
  return view.domAtPos(view.state.selection.head).node
}

function firstAfter(view: EditorView, stops: readonly HTMLElement[]): HTMLElement | undefined {
  const caret = caretIn(view)
  return stops.find(
    (stop) =>
      (caret.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      !stop.contains(caret),
  )
}

function lastBefore(view: EditorView, stops: readonly HTMLElement[]): HTMLElement | undefined {
  const caret = caretIn(view)
  return stops.findLast(
    (stop) =>
      (caret.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 &&
      !stop.contains(caret),
  )
}
