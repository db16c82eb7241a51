/** Finds and replaces in the page. The text keeps its caret; what is found is only coloured. */
import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { overContent } from '../../ui/over-content.ts'
import { setHighlights } from '../highlights.ts'
import { LayerIcon } from '../layer/LayerIcon.tsx'
import { asOwnStep } from '../own-step.ts'
import { type Match, matchesIn, matchFrom } from './matches.ts'

interface FindBarProps {
  readonly editor: Editor
  /** Changes when it is asked for again while it is open. */
  readonly asked: number
  readonly onClose: () => void
}

export function FindBar({ editor, asked, onClose }: FindBarProps) {
  const { t } = useEditingSpeech()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(() => selectedWords(editor))
  const [replacement, setReplacement] = useState('')
  const [matchCase, setMatchCase] = useState(false)
  const [wholeWords, setWholeWords] = useState(false)
  const [said, setSaid] = useState('')
  const [place, setPlace] = useState(() => editor.state.selection.from)
  const doc = useDoc(editor)
  const matches = useMemo(
    () => matchesIn(doc, { text, matchCase, wholeWords }),
    [doc, text, matchCase, wholeWords],
  )
  const current = matches.length === 0 ? -1 : matchFrom(matches, place)

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [asked])

  useEffect(() => {
    editor.view.dispatch(
      setHighlights(
        editor.state.tr,
        matches.map((match, n) => ({
          ...match,
          className: n === current ? 'found is-current' : 'found',
        })),
      ),
    )
  }, [editor, matches, current])
  useEffect(
    () => () => {
      if (!editor.isDestroyed) editor.view.dispatch(setHighlights(editor.state.tr, []))
    },
    [editor],
  )
  // Only when it becomes another one: the page is not to jump while others write.
  const shown = matches[current]
  const key = shown === undefined ? '' : `${text} ${current} ${place}`
  const revealed = useRef('')
  useEffect(() => {
    if (shown !== undefined && key !== revealed.current) reveal(editor, shown)
    revealed.current = key
  }, [editor, key, shown])

  const go = (by: 1 | -1) => {
    const next = matches[(current + by + matches.length) % matches.length]
    setSaid('')
    if (next !== undefined) setPlace(next.from)
  }
  const replaceOne = () => {
    const match = matches[current]
    if (match === undefined) return
    asOwnStep(editor, () => replace(editor, [match], replacement))
    setPlace(match.from + replacement.length)
    setSaid(t('findReplaced', { n: 1 }))
  }
  const replaceAll = () => {
    if (matches.length === 0) return
    asOwnStep(editor, () => replace(editor, matches, replacement))
    setSaid(t('findReplaced', { n: matches.length }))
  }
  const close = useCallback(() => {
    onClose()
    editor.view.focus()
  }, [editor, onClose])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
    } else if (event.key === 'F3' || (isCommand(event) && event.key.toLowerCase() === 'g')) {
      event.preventDefault()
      go(event.shiftKey ? -1 : 1)
    } else if (isCommand(event) && event.key.toLowerCase() === 'f') {
      event.preventDefault()
      field.current?.select()
    }
  }
  const count =
    text === ''
      ? ''
      : matches.length === 0
        ? t('findNone')
        : t('findCount', { n: current + 1, all: matches.length })

  return createPortal(
    // The keys are those of its fields.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search className="find-bar" aria-label={t('findName')} onKeyDown={onKeyDown}>
      <form
        className="find-row"
        onSubmit={(event) => {
          event.preventDefault()
          go(1)
        }}
      >
        <input
          ref={field}
          type="text"
          className="input"
          aria-label={t('findWhat')}
          placeholder={t('findWhat')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          aria-invalid={text !== '' && matches.length === 0 ? true : undefined}
          onChange={({ target }) => {
            setText(target.value)
            setPlace(editor.state.selection.from)
            setSaid('')
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.shiftKey) return
            event.preventDefault()
            go(-1)
          }}
        />
        <Tool name={t('findPrevious')} keys="Shift+Enter" onClick={() => go(-1)}>
          <LayerIcon name="up" />
        </Tool>
        <Tool name={t('findNext')} keys="Enter" onClick={() => go(1)}>
          <LayerIcon name="down" />
        </Tool>
        <Tool name={t('close')} keys="Esc" onClick={close}>
          <Icon name="close" />
        </Tool>
      </form>
      <form
        className="find-row"
        onSubmit={(event) => {
          event.preventDefault()
          replaceOne()
        }}
      >
        <input
          type="text"
          className="input"
          aria-label={t('findWith')}
          placeholder={t('findWith')}
          autoComplete="off"
          value={replacement}
          onChange={({ target }) => setReplacement(target.value)}
        />
        <Button type="submit">{t('findReplace')}</Button>
        <Button onClick={replaceAll}>{t('findReplaceAll')}</Button>
      </form>
      <div className="find-row find-choices">
        <label className="check">
          <input
            type="checkbox"
            checked={matchCase}
            onChange={({ target }) => setMatchCase(target.checked)}
          />
          {t('findCase')}
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={wholeWords}
            onChange={({ target }) => setWholeWords(target.checked)}
          />
          {t('findWhole')}
        </label>
        <output className="hint">{said === '' ? count : said}</output>
      </div>
    </search>,
    overContent(),
  )
}

interface ToolProps {
  readonly name: string
  readonly keys: string
  readonly onClick: () => void
  readonly children: ReactNode
}

function Tool({ name, keys, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      className="tool"
      aria-label={name}
      title={`${name} (${keys})`}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

const isCommand = ({ ctrlKey, metaKey }: KeyboardEvent) => ctrlKey || metaKey

function selectedWords({ state }: Editor): string {
  const { from, to, $from, $to } = state.selection
  return $from.sameParent($to) ? state.doc.textBetween(from, to) : ''
}

/** The page as it is after each change. */
function useDoc(editor: Editor) {
  const [doc, setDoc] = useState(editor.state.doc)
  useEffect(() => {
    const look = () => setDoc(editor.state.doc)
    look()
    editor.on('transaction', look)
    return () => {
      editor.off('transaction', look)
    }
  }, [editor])
  return doc
}

/** From the last to the first, so that places before stay right. */
function replace(editor: Editor, matches: readonly Match[], text: string): void {
  const { tr } = editor.state
  for (const { from, to } of matches.toReversed()) {
    if (text === '') tr.delete(from, to)
    else tr.insertText(text, from, to)
  }
  editor.view.dispatch(tr)
}

/** Selects a match and brings it into view; what it is folded away in opens for the selection. */
function reveal(editor: Editor, { from, to }: Match): void {
  const { doc, tr } = editor.state
  editor.view.dispatch(tr.setSelection(TextSelection.create(doc, from, to)))
  const found = editor.view.dom.querySelector('.found.is-current')
  found?.scrollIntoView({ block: 'center', behavior: 'instant' })
}
