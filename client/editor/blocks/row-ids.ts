/**
 * Rows that are pasted or made twice get ids of their own: what hangs on an id, answers and links,
 * belongs to one row of a page. Only in this person's own changes, in the step that brings the row;
 * others' rows are theirs to put right, and opening a page writes nothing.
 */
import { combineTransactionSteps, Extension, getChangedRanges } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { newPlainId } from '#contract/id-shape.ts'
import { hasId } from './rows.ts'

export const rowIds = Extension.create({
  name: 'rowIds',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, before, { doc, tr }) {
        const own = transactions.filter((one) => one.docChanged)
        if (own.length === 0 || own.some(isRemote)) return null
        const changed = getChangedRanges(combineTransactionSteps(before.doc, [...own]))
        const fresh = changed.flatMap(({ newRange }) => idLess(doc, newRange.from, newRange.to))
        if (fresh.length === 0) return null
        for (const at of fresh) tr.setNodeAttribute(at, 'id', newPlainId())
        return tr
      },
    }),
  ],
})

const isRemote = (transaction: Transaction) => {
  const meta: { isChangeOrigin?: boolean } | undefined = transaction.getMeta(ySyncPluginKey)
  return meta?.isChangeOrigin === true
}

/** Where rows begin that were touched and have no id, or came with one that is taken. */
function idLess(doc: Node, from: number, to: number): number[] {
  const arrived: { at: number; id: unknown }[] = []
  doc.nodesBetween(from, to, (node, at) => {
    if (!hasId(node.type.name, doc.type.schema)) return !node.isTextblock
    const isNew = at >= from && at + node.nodeSize <= to
    if (isNew || node.attrs['id'] === null) arrived.push({ at, id: node.attrs['id'] })
    return false
  })
  if (arrived.length === 0) return []
  const taken = new Set<unknown>([null])
  const isArrived = (place: number) => arrived.some(({ at }) => at === place)
  doc.descendants((node, at, parent) => {
    if (hasId(node.type.name, doc.type.schema) && !isArrived(at)) taken.add(node.attrs['id'])
    return parent === null || (parent === doc && !node.isTextblock)
  })
  return arrived.flatMap(({ at, id }) => {
    if (taken.has(id)) return [at]
    taken.add(id)
    return []
  })
}
