/** Keys in details: in, out, and apart again. Nobody is caught in them. */
import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state'
import { must } from '#contract/asserts.ts'
import { openDetails } from './details-view.ts'

interface Inside {
  readonly details: Node
  /** Where the details begin. */
  readonly at: number
}

function detailsRound($pos: ResolvedPos): Inside | null {
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const details = $pos.node(depth)
    if (details.type.name === 'details') return { details, at: $pos.before(depth) }
  }
  return null
}

/** Enter in the summary goes on into what is beneath it. */
const enterContent: Command = ({ selection, tr }, dispatch, view) => {
  const { $head } = selection
  const inside = detailsRound($head)
  if (inside === null || $head.parent.type.name !== 'detailsSummary') return false
  view?.nodeDOM(inside.at)?.dispatchEvent(new CustomEvent(openDetails))
  const below = inside.at + 1 + $head.parent.nodeSize
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(below + 1), 1)).scrollIntoView())
  return true
}

/** Enter in an empty last line leaves the details. */
const leaveContent: Command = ({ selection, tr, schema }, dispatch) => {
  const { $from, empty } = selection
  const inside = detailsRound($from)
  if (inside === null || !empty || $from.parent.childCount > 0) return false
  const content = must(inside.details.lastChild)
  const isLast = $from.node(-1) === content && $from.index(-1) === content.childCount - 1
  if (!isLast || content.childCount === 1) return false
  if (dispatch !== undefined) {
    tr.delete($from.before(), $from.after())
    const after = tr.mapping.map(inside.at + inside.details.nodeSize)
    tr.insert(after, must(schema.nodes['paragraph']).create())
    dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  }
  return true
}

/** Backspace goes from the first line to the summary, and takes the details apart at its start. */
const goBack: Command = (state, dispatch) => {
  const { selection, tr } = state
  const { $from, empty } = selection
  const inside = detailsRound($from)
  if (inside === null || !empty || $from.parentOffset > 0) return false
  const summary = must(inside.details.firstChild)
  if ($from.parent.type.name === 'detailsSummary') {
    dispatch?.(takeApart(state, inside).scrollIntoView())
    return true
  }
  if (!isFirstIn($from, must(inside.details.lastChild))) return false
  const end = inside.at + 1 + summary.nodeSize - 1
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView())
  return true
}

function isFirstIn($from: ResolvedPos, content: Node): boolean {
  for (let depth = $from.depth - 1; depth > 0; depth -= 1) {
    if ($from.index(depth) !== 0) return false
    if ($from.node(depth) === content) return true
  }
  return false
}

/** The summary as a line of text, and beneath it what was folded away. */
function takeApart({ tr, schema }: EditorState, { details, at }: Inside) {
  const line = must(schema.nodes['paragraph']).create(null, must(details.firstChild).content)
  const content = must(details.lastChild)
  const isEmpty = content.childCount === 1 && content.firstChild?.content.size === 0
  tr.replaceWith(at, at + details.nodeSize, [line, ...(isEmpty ? [] : content.children)])
  return tr.setSelection(TextSelection.create(tr.doc, at + 1))
}

/** The keys of details. */
export const asideKeys = Extension.create({
  name: 'asideKeys',
  priority: 900,
  addKeyboardShortcuts() {
    const { editor } = this
    const run = (command: Command) => () =>
      command(editor.state, (tr) => editor.view.dispatch(tr), editor.view)
    return {
      Enter: () => run(enterContent)() || run(leaveContent)(),
      Backspace: run(goBack),
    }
  },
})
