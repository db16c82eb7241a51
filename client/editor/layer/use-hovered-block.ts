import type { Editor } from '@tiptap/core'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Transaction } from '@tiptap/pm/state'
import { useEffect, useState } from 'react'
import { elementAt } from './block-places.ts'
import { unitAround } from './unit.ts'

/**
 * The element of the block under the pointer, or beside it in the margin; null while there is
 * none and while somebody types. Stays as it is while `held`.
 */
export function useHoveredBlock(
  editor: Editor,
  place: HTMLElement,
  held: boolean,
): HTMLElement | null {
  const [hovered, setHovered] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (held) return undefined
    let frame = 0
    const look = (event: PointerEvent) => {
      // Fingers have the button of the toolbar: under them a handle is in the way.
      if (event.pointerType === 'touch' || event.buttons !== 0) return
      if (event.target instanceof Element && event.target.closest('.block-handle')) return
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setHovered(blockAt(editor, event.clientX, event.clientY)))
    }
    const leave = () => {
      cancelAnimationFrame(frame)
      setHovered(null)
    }
    const onTransaction = ({ transaction }: { readonly transaction: Transaction }) => {
      const remote = transaction.getMeta(ySyncPluginKey) !== undefined
      if (transaction.docChanged && !remote) leave()
    }
    place.addEventListener('pointermove', look)
    place.addEventListener('pointerleave', leave)
    editor.on('transaction', onTransaction)
    return () => {
      cancelAnimationFrame(frame)
      place.removeEventListener('pointermove', look)
      place.removeEventListener('pointerleave', leave)
      editor.off('transaction', onTransaction)
    }
  }, [editor, place, held])
  return hovered?.isConnected === true ? hovered : null
}

function blockAt(editor: Editor, x: number, y: number): HTMLElement | null {
  if (editor.isDestroyed) return null
  const text = editor.view.dom.getBoundingClientRect()
  // In the margin it is the block beside the pointer.
  const left = Math.min(Math.max(x, text.left + 40), text.right - 8)
  const at = editor.view.posAtCoords({ left, top: y })
  if (at === null) return null
  const unit = unitAround(editor.state.doc.resolve(at.inside >= 0 ? at.inside : at.pos))
  return unit === null ? null : elementAt(editor, unit.from)
}
