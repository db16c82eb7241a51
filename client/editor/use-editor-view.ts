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
  const store = useMemo(() => editorStore(editor), [editor])
  return useSyncExternalStore(store.subscribe, store.get)
}

function editorStore(editor: Editor) {
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
      editor.on('transaction', look)
      return () => {
        editor.off('transaction', look)
      }
    },
  }
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
