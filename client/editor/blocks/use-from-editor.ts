import type { Editor } from '@tiptap/core'
import { useCallback, useSyncExternalStore } from 'react'

/**
 * Something that a part of a block reads from the page round it, which it would not be drawn again
 * for. `read` gives a value that is the same while nothing has changed: a word or a number.
 */
export function useFromEditor<Value extends string | number>(
  editor: Editor,
  read: () => Value,
): Value {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener)
      return () => {
        editor.off('transaction', listener)
      }
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, read)
}
