/** Tables of a page: what the editor may do to them, and what it leaves to the server. */
import { mergeAttributes } from '@tiptap/core'
import { Table } from '@tiptap/extension-table'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { tableEditing } from '@tiptap/pm/tables'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/**
 * Without column widths: they would need inline style, which the content policy forbids.
 *
 * An editor mends the tables that its own person broke. A table that two people's edits broke
 * together is mended by the server, once: every editor would do it at the same time, each in its
 * own person's name. And prosemirror-tables throws, or makes rows within rows, where it works on a
 * broken table; neither may reach the document.
 */
export const PageTable = Table.extend({
  renderHTML: ({ HTMLAttributes }) => ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]],
  addProseMirrorPlugins() {
    const plugin = tableEditing()
    const { appendTransaction } = plugin.spec
    return [
      new Plugin({
        ...plugin.spec,
        appendTransaction(transactions, before, state) {
          // Compared with itself nothing has changed, so only the selection is put in order.
          const compared = transactions.some(isRemote) ? state : before
          try {
            return appendTransaction?.call(plugin, transactions, compared, state)
          } catch {
            return null
          }
        },
        filterTransaction: (transaction, state) =>
          !transaction.docChanged || isRemote(transaction) || keepsTables(transaction, state),
      }),
    ]
  },
}).configure({ resizable: false, renderWrapper: false })

function isRemote(transaction: Transaction): boolean {
  const sync: unknown = transaction.getMeta(ySyncPluginKey)
  return typeof sync === 'object' && sync !== null && 'isChangeOrigin' in sync
}

/** Are the tables that the transaction changes made of rows and cells afterwards? */
function keepsTables(transaction: Transaction, state: EditorState): boolean {
  return transaction.doc.children.every(
    (node, index) => node === state.doc.maybeChild(index) || !holdsTable(node) || isValid(node),
  )
}

function holdsTable(node: Node): boolean {
  if (node.type.name === 'table') return true
  return !node.isTextblock && node.children.some(holdsTable)
}

function isValid(node: Node): boolean {
  try {
    node.check()
    return true
  } catch {
    return false
  }
}
