/**
 * What can be done with the selected words, above them. For mice and keys: on touch the system has
 * a menu of its own in that place, and the toolbar is enough.
 */
import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { useAnchored } from '../../ui/anchored.ts'
import { overContent } from '../../ui/over-content.ts'
import type { MarkedText } from '../../net/marked-text.ts'
import { Icon } from '../../ui/Icon.tsx'
import { InsertionPicture } from '../insertion-pictures.tsx'
import { selectedIn } from '../marks/editor-selected.ts'
import { markKeys } from '../marks/mark-keys.ts'
import { ariaKeys, readableKeys, toolGroups } from '../tools.ts'
import { useEditorValue } from '../use-editor-value.ts'
import { LayerIcon } from './LayerIcon.tsx'
import { type Turn, turnInto, turnsOf } from './turn-into.ts'

interface BubbleProps {
  readonly editor: Editor
  readonly onLink: () => void
  readonly marked: MarkedText | undefined
}

const marks = (toolGroups[0] ?? []).filter(({ id }) => ['bold', 'italic', 'code'].includes(id))
const offered: readonly Turn[] = ['h2', 'bulletList', 'question']

const read = (editor: Editor) => {
  const { selection } = editor.state
  if (!(selection instanceof TextSelection) || selection.empty) return null
  const { parent } = selection.$from
  if (!parent.inlineContent || parent.type.spec.code === true) return null
  if (editor.state.doc.textBetween(selection.from, selection.to).trim() === '') return null
  return {
    from: selection.from,
    to: selection.to,
    marked: parent.type.spec.marks !== '',
    on: marks.filter(({ isOn }) => isOn?.(editor)).map(({ id }) => id),
    link: editor.isActive('link'),
    turns: turnsOf(editor).filter((turn) => offered.includes(turn)),
  }
}

/** The bubble, while words are selected by a mouse or by keys and the editor has the focus. */
export function Bubble({ editor, onLink, marked }: BubbleProps) {
  const shown = useEditorValue(editor, read)
  const ready = useReady(editor)
  const [dismissed, setDismissed] = useState('')
  const key = shown === null ? '' : `${shown.from}-${shown.to}`
  useEffect(() => {
    if (key === '') return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setDismissed(key)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [key])
  if (shown === null || !ready || dismissed === key) return null
  if (!shown.marked && marked === undefined) return null
  return <Shown editor={editor} shown={shown} onLink={onLink} marked={marked} />
}

interface ShownProps extends BubbleProps {
  readonly shown: NonNullable<ReturnType<typeof read>>
}

function Shown({ editor, shown, onLink, marked }: ShownProps) {
  const { t } = useEditingSpeech()
  const box = useRef<HTMLDivElement>(null)
  useAnchored(box, {
    prefer: 'above',
    align: 'middle',
    at: () => (editor.isDestroyed ? null : selectionBox()),
  })
  return createPortal(
    // Its buttons take the focus, by Alt-F10 those of the toolbar: this is for the pointer.
    <div ref={box} className="bubble" role="toolbar" aria-label={t('bubble')}>
      {shown.marked ? (
        <>
          {marks.map(({ id, keys = '', run }) => (
            <button
              key={id}
              type="button"
              className="tool"
              tabIndex={-1}
              aria-label={t(`tool_${id}`)}
              aria-pressed={shown.on.includes(id)}
              aria-keyshortcuts={ariaKeys(keys)}
              title={`${t(`tool_${id}`)} (${readableKeys(keys)})`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => run(editor)}
            >
              <Icon name={id} />
            </button>
          ))}
          <button
            type="button"
            className="tool"
            tabIndex={-1}
            aria-label={t('tool_link')}
            aria-pressed={shown.link}
            title={`${t('tool_link')} (${readableKeys('Mod-K')})`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={onLink}
          >
            <Icon name="link" />
          </button>
        </>
      ) : null}
      {shown.turns.length === 0 ? null : <span className="bubble-rule" />}
      {shown.turns.map((turn) => (
        <button
          key={turn}
          type="button"
          className="tool"
          tabIndex={-1}
          aria-label={t(`insert_${turn}`)}
          title={t(`insert_${turn}`)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => turnInto(editor, turn)}
        >
          <InsertionPicture id={turn} />
        </button>
      ))}
      {marked === undefined ? null : <Saying editor={editor} marked={marked} />}
    </div>,
    overContent(),
  )
}

/** What is to be said about the words. */
function Saying({ editor, marked }: { readonly editor: Editor; readonly marked: MarkedText }) {
  const { t } = useEditingSpeech()
  const about = selectedIn(editor)
  return (
    <>
      <span className="bubble-rule" />
      <button
        type="button"
        className="tool"
        tabIndex={-1}
        aria-label={t('tool_comment')}
        aria-keyshortcuts={ariaKeys(markKeys.comment)}
        title={`${t('tool_comment')} (${readableKeys(markKeys.comment)})`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => marked.ask({ what: 'comment', about: selectedIn(editor) })}
      >
        <LayerIcon name="comment" />
      </button>
      {about?.mayPropose === true ? (
        <button
          type="button"
          className="tool"
          tabIndex={-1}
          aria-label={t('marks_propose')}
          title={t('marks_propose')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            const now = selectedIn(editor)
            if (now !== null) marked.ask({ what: 'propose', about: now })
          }}
        >
          <LayerIcon name="propose" />
        </button>
      ) : null}
    </>
  )
}

function selectionBox(): DOMRect | null {
  const selection = getSelection()
  if (selection === null || selection.rangeCount === 0) return null
  const box = selection.getRangeAt(0).getBoundingClientRect()
  const isSeen = box.bottom > 96 && box.top < globalThis.innerHeight && box.width > 0
  return isSeen ? box : null
}

/** Has the selection been made, by a mouse or by keys, with the editor in focus? */
function useReady(editor: Editor): boolean {
  // What was selected while this was being fetched is selected by now.
  const [ready, setReady] = useState(
    () => editor.isFocused && matchMedia('(hover: hover) and (pointer: fine)').matches,
  )
  useEffect(() => {
    const { dom } = editor.view
    let touched = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const onDown = (event: PointerEvent) => {
      if (!(event.target instanceof Node)) return
      if (event.target instanceof Element && event.target.closest('.bubble') !== null) return
      touched = event.pointerType !== 'mouse'
      setReady(false)
    }
    // A moment later: a click into a selection takes it away only then.
    const onUp = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setReady(!touched && editor.isFocused), 10)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.shiftKey || event.ctrlKey || event.metaKey) setReady(!touched)
    }
    const onBlur = () => setReady(false)
    document.addEventListener('pointerdown', onDown)
    document.addEventListener('pointerup', onUp)
    dom.addEventListener('keyup', onKey)
    editor.on('blur', onBlur)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerdown', onDown)
      document.removeEventListener('pointerup', onUp)
      dom.removeEventListener('keyup', onKey)
      editor.off('blur', onBlur)
    }
  }, [editor])
  return ready
}
