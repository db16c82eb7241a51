import type { Editor } from '@tiptap/core'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'

/** Does something that undo takes back by itself, not with what was typed before or after. */
export function asOwnStep(editor: Editor, work: () => void): void {
  const state: { undoManager: UndoManager } | undefined = yUndoPluginKey.getState(editor.state)
  state?.undoManager.stopCapturing()
  work()
  state?.undoManager.stopCapturing()
}
