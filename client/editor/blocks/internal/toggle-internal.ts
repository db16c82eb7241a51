/** The mark that keeps blocks out of everything that is published. */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { Selection } from '@tiptap/pm/state'
import { internalAttribute } from '#contract/page-values.ts'

/** Marks the blocks of the selection as internal, or, where all of them are, takes the mark away. */
export function toggleInternal(editor: Editor): void {
  const { tr } = editor.state
  const blocks = blocksOf(tr.doc, tr.selection)
  const on = !blocks.every(({ node }) => isInternal(node))
  for (const { at } of blocks) tr.setNodeAttribute(at, internalAttribute, on ? true : null)
  editor.view.focus()
  if (blocks.length > 0) editor.view.dispatch(tr)
}

/** Are all blocks of the selection marked as internal? */
export function areInternal({ state }: Editor): boolean {
  return blocksOf(state.doc, state.selection).every(({ node }) => isInternal(node))
}

/** Is it marked as internal? */
export function isInternal(node: Node): boolean {
  return node.attrs[internalAttribute] === true
}

/** The blocks at the top of the page that a selection touches, without the title. */
function blocksOf(doc: Node, { from, to }: Selection): { node: Node; at: number }[] {
  const blocks: { node: Node; at: number }[] = []
  doc.nodesBetween(from, to, (node, at) => {
    if (node.type.spec.attrs?.[internalAttribute] !== undefined) blocks.push({ node, at })
    return false
  })
  return blocks
}
