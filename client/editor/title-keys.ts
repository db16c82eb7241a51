import { Extension } from '@tiptap/core'
import { Fragment } from '@tiptap/pm/model'
import { type Command, TextSelection } from '@tiptap/pm/state'

/**
 * Enter in the title goes on in the text, and takes what stands after the caret with it; from the
 * very start it takes nothing, or the page would be left without its title.
 */
const leaveTitle: Command = ({ selection, doc, schema, tr }, dispatch) => {
  const { $from, $to } = selection
  const paragraph = schema.nodes['paragraph']
  if ($from.parent.type.name !== 'title' || !$to.sameParent($from)) return false
  if (paragraph === undefined || dispatch === undefined) return paragraph !== undefined
  const inside = $from.parentOffset > 0
  const rest = inside ? $from.parent.content.cut($to.parentOffset) : Fragment.empty
  const next = doc.childCount > 1 ? doc.child(1) : null
  if (inside) tr.delete($from.pos, $from.end())
  const start = tr.mapping.map($from.after())
  if (rest.size > 0 || next === null || !next.isTextblock || next.childCount > 0) {
    tr.insert(start, paragraph.create(null, Fragment.from(rest)))
  }
  tr.setSelection(TextSelection.create(tr.doc, start + 1))
  dispatch(tr.scrollIntoView())
  return true
}

/** Backspace at the very start of the text goes to the title; an empty paragraph goes with it. */
const backToTitle: Command = ({ selection, doc, tr }, dispatch) => {
  const { $from, empty } = selection
  const title = doc.firstChild
  if (!empty || title === null || $from.parentOffset > 0 || $from.depth !== 1) return false
  if ($from.index(0) !== 1 || $from.parent.type.name !== 'paragraph') return false
  if (dispatch !== undefined) {
    if ($from.parent.childCount === 0 && doc.childCount > 2)
      tr.delete($from.before(), $from.after())
    tr.setSelection(TextSelection.create(tr.doc, title.nodeSize - 1))
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** Keys at the border between title and text, which stay two. */
export const titleKeys = Extension.create({
  name: 'titleKeys',
  priority: 900,
  addKeyboardShortcuts() {
    const run = (command: Command) => () =>
      command(this.editor.state, (tr) => this.editor.view.dispatch(tr), this.editor.view)
    return {
      Enter: run(leaveTitle),
      'Shift-Enter': run(leaveTitle),
      Backspace: run(backToTitle),
    }
  },
})
