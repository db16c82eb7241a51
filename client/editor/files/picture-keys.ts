/** Keys and deeds of pictures: from the caption to the picture and back, and away with it. */
import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Asking } from './open-files.ts'

/** Selects the block at a place, and goes there. */
export function selectBlock(view: EditorView, place: number | undefined): void {
  if (place === undefined || view.isDestroyed) return
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, place)))
  view.focus()
}

/** Takes the block at a place away; the caret goes to what follows. Undo brings it back. */
export function removeBlock(view: EditorView, place: number | undefined): void {
  const node = place === undefined ? null : view.state.doc.nodeAt(place)
  if (place === undefined || node === null) return
  const { tr } = view.state
  tr.delete(place, place + node.nodeSize)
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(place, tr.doc.content.size))))
  view.dispatch(tr.scrollIntoView())
  view.focus()
}

/** The picture in whose caption the caret is: where it begins. */
function pictureRound({ selection }: EditorState): number | null {
  const { $from, empty } = selection
  return empty && $from.parent.type.name === 'image' ? $from.before() : null
}

/** The picture that is selected: its file. */
function selectedPicture({ selection }: EditorState): string | null {
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'image') return null
  const { file } = selection.node.attrs
  return typeof file === 'string' ? file : null
}

/** Enter in a caption goes on beneath the picture. */
function leaveCaption(editor: Editor): boolean {
  const { state, view } = editor
  const paragraph = state.schema.nodes['paragraph']
  const { $from, $to } = state.selection
  if ($from.parent.type.name !== 'image' || !$to.sameParent($from)) return false
  if (paragraph === undefined) return false
  const after = $from.after()
  const { tr } = state
  const next = state.doc.resolve(after).nodeAfter
  if (next?.type !== paragraph || next.childCount > 0) tr.insert(after, paragraph.create())
  tr.setSelection(TextSelection.create(tr.doc, after + 1))
  view.dispatch(tr.scrollIntoView())
  return true
}

/** Escape in a caption selects the picture; Enter on a picture asks for its alternative text. */
export const pictureKeys = (asking: Asking) =>
  Extension.create({
    name: 'pictureKeys',
    priority: 900,
    addKeyboardShortcuts() {
      const toPicture = () => {
        const place = pictureRound(this.editor.state)
        if (place !== null) selectBlock(this.editor.view, place)
        return place !== null
      }
      return {
        Escape: toPicture,
        Enter: () => {
          const file = selectedPicture(this.editor.state)
          if (file === null) return leaveCaption(this.editor)
          asking.ask(file)
          return true
        },
        Backspace: () => {
          const { $from, empty } = this.editor.state.selection
          return empty && $from.parentOffset === 0 && toPicture()
        },
      }
    },
  })
