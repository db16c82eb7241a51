/**
 * Lets the caret stay where it was just put, whatever others write in that moment.
 *
 * The browser tells of a new selection a moment after it has made it. When another's change comes
 * in between, the editor still knows the selection before, draws the change, and puts the caret
 * back there: what is typed next stands in the wrong place. A key that follows at once acts in the
 * wrong place too. So the editor looks at the browser's selection first.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { bindingOf } from './binding-of.ts'

/** The part of the view that reads the browser; ProseMirror does not name it in its types. */
interface DomObserver {
  pendingRecords(): readonly MutationRecord[]
  flush(): void
  /** Between the two the browser's text may be touched without being read. */
  stop(): void
  start(): void
}

/** Reads the browser's selection before each remote change is drawn. */
export const CaretKeeper = Extension.create({
  name: 'caretKeeper',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        // A key acts where the caret is seen, not where it was before the key before.
        handleDOMEvents: {
          keydown(view) {
            if (view.hasFocus() && !view.composing && hasObserver(view)) view.domObserver.flush()
            return false
          },
        },
      },
      view(view) {
        const binding = bindingOf(view)
        if (binding === undefined) return {}
        const { doc } = binding
        const remember = binding.beforeAllTransactions
        doc.off('beforeAllTransactions', remember)
        // The binding takes its listener away itself when it is destroyed.
        binding.beforeAllTransactions = () => {
          if (doc._transaction?.local === false) readSelection(view)
          remember()
        }
        doc.on('beforeAllTransactions', binding.beforeAllTransactions)
        return {}
      },
    }),
  ],
})

/** Takes over where the browser has its caret; text that is being typed at this moment waits. */
export function readSelection(view: EditorView): void {
  // Nor must it become part of another's change.
  if (!view.hasFocus() || view.composing || !hasObserver(view)) return
  const { domObserver } = view
  if (domObserver.pendingRecords().length === 0) domObserver.flush()
}

/** Is that part there? */
export function hasObserver(
  view: EditorView,
): view is EditorView & { readonly domObserver: DomObserver } {
  return 'domObserver' in view
}
