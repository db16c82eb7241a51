import type { EditorView } from '@tiptap/pm/view'
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'

/** What binds an editor to its document; undefined where nothing does. */
export function bindingOf({ state }: EditorView): ProsemirrorBinding | undefined {
  const sync: { binding?: ProsemirrorBinding } | undefined = ySyncPluginKey.getState(state)
  return sync?.binding
}
