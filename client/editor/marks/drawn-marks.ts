/**
 * Keeps what is drawn of marks in its place while the text changes: all that the editor needs at
 * once. What is drawn, and where, comes from outside (editor-marks.ts), fetched when there is
 * something to mark.
 */
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { DecorationSet } from '@tiptap/pm/view'
import { movedAlong } from '../moved-along.ts'

const key = new PluginKey<DecorationSet>('marks')

/** Draws these instead of those before. */
export function setMarks(tr: Transaction, set: DecorationSet): Transaction {
  return tr.setMeta(key, set).setMeta('addToHistory', false)
}

/** What is drawn now. */
export function marksOf(state: EditorState): DecorationSet {
  return key.getState(state) ?? DecorationSet.empty
}

export const drawnMarks = Extension.create({
  name: 'drawnMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, set, before) {
          const next: unknown = tr.getMeta(key)
          if (next instanceof DecorationSet) return next
          return movedAlong(set, before.doc, tr)
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})
