/** What can be done with blocks as a whole. Each is one step to undo. */
import type { Editor } from '@tiptap/core'
import { Fragment, type Node } from '@tiptap/pm/model'
import { NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { newPlainId } from '#contract/id-shape.ts'
import { isSomebodyIn } from '../carets.ts'
import { asOwnStep } from '../own-step.ts'
import { nodesOf, type Unit, unitOf } from './unit.ts'

/**
 * Moves the blocks with the caret past their neighbour. Says whether there was one.
 *
 * To move is to delete and to make anew, in two steps: in one, the binding would rather write the
 * words of one block into the other, under the feet of those who write there. What is made anew is
 * the neighbour, so that the caret stays where it is, unless somebody else is in there.
 */
export function moveBlocks(editor: Editor, by: 1 | -1): boolean {
  const unit = unitOf(editor.state)
  if (unit === null) return false
  const { holder, start, end, from, to } = unit
  const other = holder.maybeChild(by === 1 ? end : start - 1)
  if (other === null || other.type.name === 'title') return false
  const otherFrom = by === 1 ? to : from - other.nodeSize
  const otherTo = otherFrom + other.nodeSize
  if (isSomebodyIn(editor.state, otherFrom, otherTo)) {
    return moveTo(editor, unit, by === 1 ? otherTo : otherFrom)
  }
  asOwnStep(editor, () => {
    const { view } = editor
    view.dispatch(view.state.tr.delete(otherFrom, otherTo))
    const back = by === 1 ? from : to - other.nodeSize
    view.dispatch(view.state.tr.insert(back, other).scrollIntoView())
  })
  return true
}

/** Moves a unit, with the selection, to a place outside it where such blocks may stand. */
export function moveTo(editor: Editor, unit: Unit, place: number): boolean {
  if (place >= unit.from && place <= unit.to) return false
  const $place = editor.state.doc.resolve(place)
  const content = Fragment.from([...nodesOf(unit)])
  if (!$place.parent.canReplace($place.index(), $place.index(), content)) return false
  asOwnStep(editor, () => {
    const { view } = editor
    const { selection } = view.state
    const inside = selection.from >= unit.from && selection.to <= unit.to
    const removal = removed(view.state.tr, unit)
    const target = removal.mapping.map(place)
    view.dispatch(removal)
    const tr = view.state.tr.insert(target, content)
    if (inside) tr.setSelection(shifted(tr.doc, selection, target - unit.from))
    view.dispatch(tr.scrollIntoView())
  })
  return true
}

/** Puts a copy after the blocks with the caret; rows in it get ids of their own. */
export function duplicateBlocks(editor: Editor): boolean {
  const { state } = editor
  const unit = unitOf(state)
  if (unit === null) return false
  asOwnStep(editor, () => {
    const tr = state.tr.insert(unit.to, nodesOf(unit).map(withNewIds))
    tr.setSelection(shifted(tr.doc, state.selection, unit.to - unit.from))
    editor.view.dispatch(tr.scrollIntoView())
  })
  return true
}

/** Deletes the blocks with the caret. */
export function deleteBlocks(editor: Editor): boolean {
  const unit = unitOf(editor.state)
  if (unit === null) return false
  asOwnStep(editor, () => {
    const tr = removed(editor.state.tr, unit)
    const place = tr.doc.resolve(Math.min(unit.from, tr.doc.content.size))
    tr.setSelection(Selection.near(place, 1))
    editor.view.dispatch(tr.scrollIntoView())
  })
  return true
}

/** Without the unit; with what held nothing else, unless something must stand there. */
function removed(tr: Transaction, { from, to, holder, start, end }: Unit): Transaction {
  const paragraph = tr.doc.type.schema.nodes['paragraph']
  if (holder.canReplace(start, end) || paragraph === undefined) return tr.delete(from, to)
  if (/List$/.test(holder.type.name)) {
    const $from = tr.doc.resolve(from)
    return tr.delete($from.before(), $from.after())
  }
  return tr.replaceWith(from, to, paragraph.create())
}

/** The selection, as far along as what it stands in. */
function shifted(doc: Node, selection: Selection, by: number): Selection {
  if (selection instanceof NodeSelection) return NodeSelection.create(doc, selection.from + by)
  const [anchor, head] = [doc.resolve(selection.anchor + by), doc.resolve(selection.head + by)]
  return TextSelection.between(anchor, head)
}

/** A copy in which every row that has an id has a new one. */
function withNewIds(node: Node): Node {
  const children: Node[] = []
  node.forEach((child) => children.push(withNewIds(child)))
  const isRow = typeof node.attrs['id'] === 'string'
  const attrs = isRow ? { ...node.attrs, id: newPlainId() } : node.attrs
  return node.isLeaf ? node : node.type.create(attrs, children, node.marks)
}
