/** Puts a new block where the caret is, or as near to it as a page may hold it. */
import type { Editor } from '@tiptap/core'
import { Fragment, type Node } from '@tiptap/pm/model'
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'

/**
 * Puts blocks in the place of the empty paragraph with the caret, otherwise after the block with
 * the caret: inside the list or cell where they may stand there, else after what holds it. Leaves
 * the caret in the first of them that has text, or after them. One step to undo.
 */
export function placeBlocks(editor: Editor, nodes: readonly Node[]): void {
  const { tr } = editor.state
  placeIn(tr, editor.state, nodes)
  editor.view.focus()
  editor.view.dispatch(tr.scrollIntoView())
}

/** Makes sure that the caret stands in an empty paragraph, a new one after its block if need be. */
export function placeEmptyParagraph(editor: Editor): void {
  const { $from } = editor.state.selection
  if ($from.parent.type.name === 'paragraph' && $from.parent.childCount === 0) {
    editor.view.focus()
    return
  }
  const paragraph = editor.schema.nodes['paragraph']?.create()
  if (paragraph !== undefined) placeBlocks(editor, [paragraph])
}

function placeIn(tr: Transaction, state: EditorState, nodes: readonly Node[]): void {
  const { $from } = state.selection
  const [first] = nodes
  if (first === undefined) return
  const content = Fragment.from([...nodes])
  let depth = $from.depth
  while (depth > 1) {
    const index = $from.indexAfter(depth - 1)
    if ($from.node(depth - 1).canReplace(index, index, content)) break
    depth -= 1
  }
  const atTop = depth <= 1
  const holder = $from.node(Math.max(0, depth - 1))
  const index = $from.index(Math.max(0, depth - 1))
  const here = holder.maybeChild(index)
  const start = $from.depth === 0 ? $from.pos : $from.before(Math.max(1, depth))
  const size = $from.depth === 0 ? 0 : (here?.nodeSize ?? 0)
  const replaces =
    here?.type.name === 'paragraph' &&
    here.childCount === 0 &&
    holder.canReplace(index, index + 1, content)
  const from = replaces ? start : start + size
  tr.replaceWith(from, start + size, nodes)
  // Below a block that one can't write behind there must be a line to go on.
  const end = from + content.size
  const last = nodes.at(-1)
  if (atTop && end === tr.doc.content.size && last !== undefined && !last.isTextblock) {
    const line = state.schema.nodes['paragraph']?.create()
    if (line !== undefined) tr.insert(end, line)
  }
  tr.setSelection(firstText(tr, from, end))
}

function firstText(tr: Transaction, from: number, end: number): Selection {
  let place = -1
  tr.doc.nodesBetween(from, end, (node, at) => {
    if (place < 0 && node.isTextblock) place = at + 1
    return place < 0
  })
  if (place >= 0) return TextSelection.create(tr.doc, place)
  return Selection.near(tr.doc.resolve(end), 1)
}
