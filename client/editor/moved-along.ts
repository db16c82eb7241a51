/** What is drawn in the text, moved along with it. */
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { DecorationSet } from '@tiptap/pm/view'
import { changeOf, differenceOf } from './text-change.ts'

/**
 * The same decorations at their places after a transaction. Where blocks were wrapped, ProseMirror's
 * own mapping keeps those in the middle under the block that held them before: they are known, but
 * neither drawn nor ever taken away. So after such changes the set is built anew.
 */
export function movedAlong(set: DecorationSet, before: Node, tr: Transaction): DecorationSet {
  if (!tr.docChanged || set === DecorationSet.empty) return set
  const moved = set.map(changeOf(before, tr), tr.doc)
  return isWithinText(before, tr.doc) ? moved : DecorationSet.create(tr.doc, moved.find())
}

/** Is all that differs within one block of text? */
function isWithinText(before: Node, after: Node): boolean {
  let isWithin = true
  differenceOf(before, after).forEach((from, to, newFrom, newTo) => {
    isWithin = isInOneText(before, from, to) && isInOneText(after, newFrom, newTo)
  })
  return isWithin
}

function isInOneText(doc: Node, from: number, to: number): boolean {
  const $from = doc.resolve(from)
  return $from.parent.isTextblock && to <= $from.end()
}
