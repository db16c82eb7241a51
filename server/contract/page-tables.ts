/** Tables of a page: what the editor may do to them, and what it leaves to the server. */
import { type Attributes, mergeAttributes } from '@tiptap/core'
import { Table, TableCell, TableHeader } from '@tiptap/extension-table'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { tableEditing } from '@tiptap/pm/tables'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { nodeAttributes } from './page-values.ts'

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

/**
 * Spans and alignment only where the page may have them, and the alignment as an attribute: the
 * stylesheet draws it.
 */
function cellAttributes(): Attributes {
  const span = (name: 'colspan' | 'rowspan') => ({
    default: 1,
    parseHTML: (element: HTMLElement) => {
      const value = Number(element.getAttribute(name) ?? 1)
      return nodeAttributes['tableCell']?.[name]?.(value) === true ? value : 1
    },
  })
  return {
    colspan: span('colspan'),
    rowspan: span('rowspan'),
    colwidth: { default: null, parseHTML: () => null, rendered: false },
    align: {
      default: null,
      parseHTML: (element: HTMLElement) => {
        const value = element.getAttribute('data-align')
        return nodeAttributes['tableCell']?.['align']?.(value) === true ? value : null
      },
      renderHTML: ({ align }: Record<string, unknown>) =>
        typeof align === 'string' ? { 'data-align': align } : {},
    },
  }
}

/** A cell of a table. */
export const PageTableCell = TableCell.extend({ addAttributes: cellAttributes })

/** A cell at the head of a row or column. */
export const PageTableHeader = TableHeader.extend({ addAttributes: cellAttributes })

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
