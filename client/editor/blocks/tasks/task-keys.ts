import { Extension } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'

/** Checks the item with the caret, or takes that back. */
const toggleTask: Command = ({ selection: { $head }, tr }, dispatch) => {
  for (let depth = $head.depth; depth > 0; depth -= 1) {
    const node = $head.node(depth)
    if (node.type.name !== 'taskItem') continue
    const checked = node.attrs['checked'] === true ? null : true
    dispatch?.(tr.setNodeAttribute($head.before(depth), 'checked', checked))
    return true
  }
  return false
}

/** Keys of checklists beyond those of lists: Ctrl+Enter checks an item. */
export const taskKeys = Extension.create({
  name: 'taskKeys',
  priority: 900,
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      'Mod-Enter': () => toggleTask(editor.state, (tr) => editor.view.dispatch(tr), editor.view),
    }
  },
})
