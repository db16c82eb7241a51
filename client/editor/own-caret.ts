/** Tells the others where this person's caret is. */
import type { EditorView } from '@tiptap/pm/view'
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { cursorOf } from './others-carets.ts'

/** Says it when it changed; and that there is none when the text has not got the focus. */
export function publishCaret(view: EditorView, awareness: Awareness): void {
  const sync: { binding?: ProsemirrorBinding; type: Y.XmlFragment } | undefined =
    ySyncPluginKey.getState(view.state)
  if (sync?.binding === undefined) return
  const { mapping } = sync.binding
  const known = cursorOf(awareness.getLocalState())
  if (!view.hasFocus()) {
    if (known !== null) awareness.setLocalStateField('cursor', null)
    return
  }
  const { anchor, head } = view.state.selection
  const next = {
    anchor: absolutePositionToRelativePosition(anchor, sync.type, mapping),
    head: absolutePositionToRelativePosition(head, sync.type, mapping),
  }
  if (known === null || !isSame(known.anchor, next.anchor) || !isSame(known.head, next.head)) {
    awareness.setLocalStateField('cursor', next)
  }
}

function isSame(known: unknown, next: Y.RelativePosition): boolean {
  return Y.compareRelativePositions(Y.createRelativePositionFromJSON(known), next)
}
