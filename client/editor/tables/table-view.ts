/**
 * A table in the editor: in a box of its own that scrolls where the table is wider than the page.
 * tiptap's own view writes widths into style attributes, which no page has.
 */
import type { Extensions } from '@tiptap/core'
import { Node as TiptapNode } from '@tiptap/core'
import type { NodeView } from '@tiptap/pm/view'

/** The extensions, with tables drawn so. */
export function withTableView(extensions: Extensions): Extensions {
  return extensions.map((extension) =>
    extension.name === 'table' && extension instanceof TiptapNode
      ? extension.extend({ addNodeView: () => drawTable })
      : extension,
  )
}

function drawTable(): NodeView {
  const dom = document.createElement('div')
  dom.className = 'tableWrapper'
  const table = dom.appendChild(document.createElement('table'))
  const contentDOM = table.appendChild(document.createElement('tbody'))
  return {
    dom,
    contentDOM,
    update: ({ type }) => type.name === 'table',
    ignoreMutation: (mutation) =>
      mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  }
}
