/**
 * Gives every empty line a text of its own from the beginning.
 *
 * y-tiptap makes a line's text with its first letter, so people who begin to write in an empty line
 * at the same time each make one. Then all make one of them, by writing their own anew, while the
 * others go on writing in it: letters come twice, or are gone. In a text that is there already they
 * write together as in any other.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { getRelativeSelection, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { bindingOf } from './binding-of.ts'

export const begunLines = Extension.create({
  name: 'begunLines',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        view(view) {
          const binding = bindingOf(view)
          if (binding === undefined) return {}
          const isLine = (name: string) => view.state.schema.nodes[name]?.isTextblock === true
          const write = binding._prosemirrorChanged.bind(binding)
          binding._prosemirrorChanged = (doc) => {
            binding.doc.transact((transaction) => {
              write(doc)
              if (!begin(transaction, isLine)) return
              Object.assign(binding, {
                beforeTransactionSelection: getRelativeSelection(binding, view.state),
              })
            }, ySyncPluginKey)
          }
          return {}
        },
      }),
    ]
  },
})

/** Puts a text into the empty lines that a transaction has made, or emptied; says whether it did. */
function begin(transaction: Y.Transaction, isLine: (name: string) => boolean): boolean {
  const { doc } = transaction
  const lines = new Set<Y.XmlElement>()
  const look = (type: unknown) => {
    if (!(type instanceof Y.XmlElement) || type.length > 0 || !isLine(type.nodeName)) return
    if (type._item?.deleted === false) lines.add(type)
  }
  for (const type of transaction.changed.keys()) look(type)
  const structs = doc.store.clients.get(doc.clientID) ?? []
  const before = transaction.beforeState.get(doc.clientID) ?? 0
  for (let i = structs.length - 1; i >= 0; i--) {
    const struct = structs[i]
    if (struct === undefined || struct.id.clock < before) break
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) continue
    look(struct.content.type)
  }
  for (const line of lines) line.insert(0, [new Y.XmlText()])
  return lines.size > 0
}
