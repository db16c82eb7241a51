/**
 * The handle beside the block under the pointer: a click opens its menu, dragging moves it. By
 * keys the same menu opens at the block with the caret.
 */
import type { Editor } from '@tiptap/core'
import { NodeSelection, Selection } from '@tiptap/pm/state'
import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import type { MarkedText } from '../../net/marked-text.ts'
import { blockSelectedIn } from '../marks/editor-selected.ts'
import { readableKeys } from '../tools.ts'
import { moveTo } from './block-actions.ts'
import { BlockMenu } from './BlockMenu.tsx'
import {
  boxOf,
  type DropPlace,
  dropPlaces,
  elementAt,
  nearestPlace,
  placeOf,
} from './block-places.ts'
import { LayerIcon } from './LayerIcon.tsx'
import { unitFrom, unitOf } from './unit.ts'
import { useHoveredBlock } from './use-hovered-block.ts'

interface BlockHandleProps {
  readonly editor: Editor
  /** Where the page stands: the handle and the line of dropping are drawn into it. */
  readonly place: HTMLElement
  /** The menu is open at the block with the caret. */
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly marked: MarkedText | undefined
}

/** Pixels after which a press is a drag. */
const dragsAfter = 5

export function BlockHandle({ editor, place, open, onOpen, marked }: BlockHandleProps) {
  const { t } = useEditingSpeech()
  const [said, setSaid] = useState('')
  const [dragged, setDragged] = useState<HTMLElement | null>(null)
  const handle = useRef<HTMLButtonElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const hovered = useHoveredBlock(editor, place, open || dragged !== null)
  const pressed = useRef<{ readonly y: number; readonly element: HTMLElement } | null>(null)

  useEffect(() => {
    const button = handle.current
    if (button === null || hovered === null || dragged !== null) return undefined
    let frame = 0
    const draw = () => put(button, hovered, editor, place)
    const later = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(draw)
    }
    draw()
    editor.on('transaction', later)
    return () => {
      cancelAnimationFrame(frame)
      editor.off('transaction', later)
    }
  }, [hovered, dragged, editor, place])

  const choose = (element: HTMLElement) => {
    const from = placeOf(editor, element)
    if (from === null) return
    selectAt(editor, from)
    onOpen(true)
  }
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0 || hovered === null) return
    pressed.current = { y: event.clientY, element: hovered }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = ({ clientY }: PointerEvent) => {
    const press = pressed.current
    if (press === null) return
    if (dragged === null && Math.abs(clientY - press.y) < dragsAfter) return
    setDragged(press.element)
    scrollAtEdges(clientY)
    drawLine(line.current, dropAt(editor, press.element, clientY), place)
  }
  const onPointerUp = ({ clientY }: PointerEvent) => {
    const press = pressed.current
    pressed.current = null
    if (press === null) return
    if (dragged === null) return choose(press.element)
    setDragged(null)
    const from = placeOf(editor, press.element)
    const unit = from === null ? null : unitFrom(editor.state.doc, from)
    const drop = dropAt(editor, press.element, clientY)
    // So that undo takes it back.
    editor.view.focus()
    if (unit !== null && drop !== null && moveTo(editor, unit, drop.place)) {
      setSaid(t('blockSaid_moved'))
    }
  }
  const stop = useCallback(() => {
    pressed.current = null
    setDragged(null)
  }, [])
  useEffect(() => {
    if (dragged === null) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      stop()
    }
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('keydown', onKey, true)
    }
  }, [dragged, stop])

  const close = useCallback(
    (back: boolean) => {
      onOpen(false)
      if (back) editor.view.focus()
    },
    [editor, onOpen],
  )
  const comment = useMemo(
    () =>
      marked === undefined
        ? undefined
        : () => marked.ask({ what: 'comment', about: blockSelectedIn(editor) }),
    [marked, editor],
  )
  const menuAt = useCallback(() => {
    const unit = editor.isDestroyed ? null : unitOf(editor.state)
    const box = unit === null ? null : boxOf(editor, unit)
    if (box === null) return null
    return new DOMRect(box.left - 32, box.top, 24, Math.min(box.height, 28))
  }, [editor])

  return createPortal(
    <>
      <button
        ref={handle}
        type="button"
        className="block-handle"
        hidden={hovered === null}
        // By keys the menu opens where the caret is; one stop less for Tab in the text.
        tabIndex={-1}
        aria-label={t('blockHandle')}
        aria-haspopup="menu"
        aria-expanded={open}
        title={`${t('blockHandle')} (${readableKeys('Alt-Enter')})`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={stop}
        onClick={(event) => {
          // From a screen reader: no pointer was pressed.
          if (event.detail === 0 && hovered !== null) choose(hovered)
        }}
      >
        <LayerIcon name="grip" />
      </button>
      <div ref={line} className="drop-line" hidden={dragged === null} />
      {open ? (
        <>
          <Frame editor={editor} place={place} />
          <BlockMenu
            editor={editor}
            at={menuAt}
            onDone={setSaid}
            onClose={close}
            onComment={comment}
          />
        </>
      ) : null}
      <output className="unseen">{said}</output>
    </>,
    place,
  )
}

/** Shows which blocks the menu is about. */
function Frame({ editor, place }: { readonly editor: Editor; readonly place: HTMLElement }) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const draw = () => {
      const unit = unitOf(editor.state)
      const box = unit === null ? null : boxOf(editor, unit)
      const around = place.getBoundingClientRect()
      if (frame.current === null || box === null) return
      const { style } = frame.current
      // With the sign of a list's item.
      const before = /List$/.test(unit?.holder.type.name ?? '') ? 28 : 8
      style.setProperty('left', `${box.left - around.left - before}px`)
      style.setProperty('top', `${box.top - around.top - 4}px`)
      style.setProperty('width', `${box.width + before + 8}px`)
      style.setProperty('height', `${box.height + 8}px`)
    }
    draw()
    editor.on('transaction', draw)
    return () => {
      editor.off('transaction', draw)
    }
  }, [editor, place])
  return <div ref={frame} className="block-frame" />
}

/** Puts the caret into the block that begins there, unless it is in the selection already. */
function selectAt(editor: Editor, from: number): void {
  const { doc, tr } = editor.state
  const node = doc.nodeAt(from)
  const now = unitOf(editor.state)
  if (node === null || (now !== null && now.from <= from && from < now.to)) return
  const near = Selection.near(doc.resolve(from + 1), 1)
  const inside = near.from > from && near.to < from + node.nodeSize
  editor.view.dispatch(tr.setSelection(inside ? near : NodeSelection.create(doc, from)))
}

function dropAt(editor: Editor, element: HTMLElement, y: number): DropPlace | null {
  const from = placeOf(editor, element)
  const unit = from === null ? null : unitFrom(editor.state.doc, from)
  return unit === null ? null : nearestPlace(dropPlaces(editor, unit), y)
}

function drawLine(line: HTMLElement | null, drop: DropPlace | null, place: HTMLElement): void {
  if (line === null || drop === null) return
  const around = place.getBoundingClientRect()
  line.style.setProperty('left', `${drop.left - globalThis.scrollX - around.left}px`)
  line.style.setProperty('top', `${drop.top - globalThis.scrollY - around.top}px`)
  line.style.setProperty('width', `${drop.width}px`)
}

function scrollAtEdges(y: number): void {
  const edge = 72
  if (y < edge + 60) globalThis.scrollBy({ top: -16, behavior: 'instant' })
  else if (y > globalThis.innerHeight - edge) globalThis.scrollBy({ top: 16, behavior: 'instant' })
}

/** In the margin, at the height of the block's first line. */
function put(button: HTMLElement, element: HTMLElement, editor: Editor, place: HTMLElement): void {
  const box = element.getBoundingClientRect()
  const around = place.getBoundingClientRect()
  const from = placeOf(editor, element)
  if (from === null) return
  const isItem = element.matches('li')
  const first = firstLine(editor, from)
  const middle = first === null ? box.top + Math.min(box.height / 2, 18) : first
  button.style.setProperty('left', `${box.left - around.left - (isItem ? 54 : 32)}px`)
  button.style.setProperty('top', `${middle - around.top - 14}px`)
}

function firstLine(editor: Editor, from: number): number | null {
  const { doc } = editor.state
  const near = Selection.near(doc.resolve(from + 1), 1)
  const element = elementAt(editor, from)
  if (element === null || !element.matches('p, h2, h3, h4, li, ul, ol, blockquote, pre'))
    return null
  const { top, bottom } = editor.view.coordsAtPos(near.from)
  return (top + bottom) / 2
}
