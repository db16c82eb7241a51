import type { Editor } from '@tiptap/core'
import { useMemo, useSyncExternalStore } from 'react'
import { blockStyle, isInTitle, toolGroups } from './tools.ts'

export interface EditorView {
  /** Ids of the tools that are on at the caret. */
  readonly on: readonly string[]
  readonly style: ReturnType<typeof blockStyle>
  readonly inTitle: boolean
  readonly inTable: boolean
  readonly inLink: boolean
}

/**
 * What the toolbar shows. It is read after each transaction and is a new object only when it
 * differs, so that typing renders nothing.
 */
export function useEditorView(editor: Editor): EditorView {
  const store = useMemo(() => {
    let shown = read(editor)
    let text = JSON.stringify(shown)
    return {
      get: () => shown,
      subscribe: (listener: () => void) => {
        const look = () => {
          const next = read(editor)
          const nextText = JSON.stringify(next)
          if (nextText === text) return
          shown = next
          text = nextText
          listener()
        }
        editor.on('transaction', look)
        return () => {
          editor.off('transaction', look)
        }
      },
    }
  }, [editor])
  return useSyncExternalStore(store.subscribe, store.get)
}

function read(editor: Editor): EditorView {
  return {
    on: toolGroups.flatMap((group) =>
      group.filter(({ isOn }) => isOn?.(editor) === true).map(({ id }) => id),
    ),
    style: blockStyle(editor),
    inTitle: isInTitle(editor),
    inTable: editor.isActive('table'),
    inLink: editor.isActive('link'),
  }
}
