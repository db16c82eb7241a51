/**
 * Keeps what the editor shows and what the document holds the same, whatever happens.
 *
 * y-tiptap draws a remote change in an observer. When that throws (it can, where it restores a
 * selection that the change took away) the editor goes on showing the old text, and the next key
 * writes the old text over the new one, in this person's name. So after a failure everything is
 * drawn anew from the document.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { ProsemirrorBinding } from '@tiptap/y-tiptap'
import type { XmlFragment } from 'yjs'
import { bindingOf } from './binding-of.ts'

type Observer = Parameters<XmlFragment['observeDeep']>[0]

/** Replaces the binding's observer with one that recovers; `report` hears of every failure. */
export const BindingGuard = Extension.create<{ report: (error: unknown) => void }>({
  name: 'bindingGuard',
  addOptions: () => ({ report: () => {} }),
  addProseMirrorPlugins() {
    const { report } = this.options
    return [
      new Plugin({
        view(view) {
          const binding = bindingOf(view)
          if (binding === undefined) return {}
          const draw: Observer = binding._observeFunction
          const guarded: Observer = (events, transaction) => {
            try {
              keepingNodes(binding, () => draw(events, transaction))
            } catch (error) {
              report(error)
              Object.assign(binding, { beforeTransactionSelection: null })
              binding._forceRerender()
            }
          }
          binding.type.unobserveDeep(draw)
          // The binding takes its observer away itself when it is destroyed.
          binding._observeFunction = guarded
          binding.type.observeDeep(guarded)
          return {}
        },
      }),
    ]
  },
})

/**
 * y-tiptap takes out of its mapping what has changed, and then everything else too, so that each
 * key of somebody else makes all nodes of a long page anew and has all of them compared. What has
 * not changed is kept.
 */
function keepingNodes({ mapping }: ProsemirrorBinding, draw: () => void): void {
  Object.defineProperty(mapping, 'clear', { value: () => {}, configurable: true })
  try {
    draw()
  } finally {
    Reflect.deleteProperty(mapping, 'clear')
  }
}
