import type { Editor } from '@tiptap/core'
import { useMemo, useSyncExternalStore } from 'react'

/**
 * Something read from the editor after each transaction. A component renders again only when it
 * differs, so `read` may make a new object each time, of plain values.
 */
export function useEditorValue<T>(editor: Editor, read: (editor: Editor) => T): T {
  const store = useMemo(() => storeOf(editor, read), [editor, read])
  return useSyncExternalStore(store.subscribe, store.get)
}

function storeOf<T>(editor: Editor, read: (editor: Editor) => T) {
  let shown = read(editor)
  return {
    get: () => shown,
    subscribe: (listener: () => void) => {
      const look = () => {
        const next = read(editor)
        if (JSON.stringify(next) === JSON.stringify(shown)) return
        shown = next
        listener()
      }
      // What happened between the first reading and now was not heard of.
      look()
      editor.on('transaction', look)
      return () => {
        editor.off('transaction', look)
      }
    },
  }
}
