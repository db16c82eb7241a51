/** Pasting while the caret is in the title: words go into it, blocks under it. */
import { type Node, Slice } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Puts the slice in, if the selection is within the title; otherwise leaves it to the editor. */
export function pasteIntoTitle(view: EditorView, slice: Slice): boolean {
  const { tr, selection } = view.state
  const { $from, $to } = selection
  if ($from.parent.type.name !== 'title' || !$from.sameParent($to)) return false
  const blocks = slice.content.content
  const first = blocks[0]
  if (first === undefined) return false
  const words = wordsOf(first)
  const rest = words === null ? blocks : blocks.slice(1)
  tr.insertText(words ?? '', $from.pos, $to.pos)
  if (rest.length > 0) {
    const under = tr.mapping.map($to.after())
    tr.replaceRange(
      under,
      under,
      new Slice(slice.content.cut(slice.content.size - size(rest)), 0, 0),
    )
  } else tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map($to.pos)))
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
  return true
}

/** The words of a line; null for what is more than a line. */
function wordsOf(block: Node): string | null {
  if (block.isText) return block.text ?? ''
  if (!block.isTextblock || block.type.spec.code === true) return null
  return block.textBetween(0, block.content.size, ' ', ' ')
}

function size(blocks: readonly Node[]): number {
  return blocks.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
}
