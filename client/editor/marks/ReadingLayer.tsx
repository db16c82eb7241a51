/**
 * What is drawn over the page for readers who may speak of it: a bar at what is selected, and a way
 * from part to part for those who go by keys. Fetched when there is something to mark, or somebody
 * is about to say something.
 */
import './marks.css'
import './reading-layer.css'
import {
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { createPortal, flushSync } from 'react-dom'
import type * as Y from 'yjs'
import { EditingLanguage, useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import type { MarkedText, Selected } from '../../net/marked-text.ts'
import { useAnchored } from '../../ui/anchored.ts'
import { overContent } from '../../ui/over-content.ts'
import { LayerIcon } from '../layer/LayerIcon.tsx'
import { ariaKeys, readableKeys } from '../tools.ts'
import { copiesPlain } from './copy-plain.ts'
import { keepSelection } from './keep-selection.ts'
import { type MarkCommand, markKeys } from './mark-keys.ts'
import { ReadingMarks } from './reading-marks.tsx'
import {
  type Part,
  partAt,
  partSelected,
  partsIn,
  selectPart,
  textAt,
  wordsIn,
} from './reading-selected.ts'
import { elementsOf, reveal, threadAt } from './reveal.ts'
import { isSameSelected } from './selected.ts'

export interface ReadingActions {
  readonly run: (command: MarkCommand) => void
}

interface ReadingLayerProps {
  readonly text: RefObject<HTMLElement | null>
  readonly fragment: Y.XmlFragment
  readonly marked: MarkedText
  readonly mayComment: boolean
  readonly actions: Ref<ReadingActions>
  readonly onMarks: (marks: ReadingMarks | null) => void
  /** Shows what is folded away. */
  readonly onUnfold: () => void
}

export default function ReadingLayer(props: ReadingLayerProps) {
  return (
    <EditingLanguage>
      <Spoken {...props} />
    </EditingLanguage>
  )
}

function Spoken(props: ReadingLayerProps) {
  const { text, fragment, marked, mayComment, actions, onMarks, onUnfold } = props
  const { t, language } = useEditingSpeech()
  const [marks, setMarks] = useState<ReadingMarks | null>(null)
  /** What is spoken of when no words are: a part of the page that was gone to. */
  const [part, setPart] = useState<{ readonly part: Part; readonly by: 'keys' | 'pointer' } | null>(
    null,
  )
  const [words, setWords] = useState<Selected | null>(null)

  useEffect(() => {
    const made = new ReadingMarks({
      root: fragment,
      marked,
      words: {
        open: (quote) => t('marks_open', { words: quote }),
        openBlock: t('marks_openBlock'),
      },
      mayComment,
      text: () => text.current,
    })
    let isGone = false
    // Every block is drawn anew, while words in it may be selected.
    queueMicrotask(() => {
      if (isGone) return
      const restore = keepSelection(text.current)
      flushSync(() => {
        setMarks(made)
        onMarks(made)
      })
      restore()
    })
    return () => {
      isGone = true
      onMarks(null)
      made.destroy()
    }
  }, [fragment, marked, mayComment, onMarks, t, text])

  useEffect(() => {
    return marked.leads((thread) => {
      const page = text.current
      if (page === null) return
      if (marked.get().chosen !== thread) marked.show({ chosen: thread })
      if (elementsOf(page, thread).length === 0) onUnfold()
      // What was folded away, or is drawn only now that it is looked at, is there in the next frame.
      requestAnimationFrame(() => {
        const [first] = elementsOf(page, thread)
        if (first === undefined) return
        const details = first.closest('details')
        if (details !== null) details.open = true
        reveal(page, thread)
        first.tabIndex = -1
        first.focus({ preventScroll: true })
      })
    })
  }, [text, marked, onUnfold])

  const about = useCallback((): Selected | null => {
    if (marks === null) return null
    if (words !== null) return words
    return part === null ? null : partSelected(marks.index, part.part)
  }, [marks, words, part])

  useImperativeHandle(actions, () => ({
    run: (command) => {
      switch (command) {
        case 'comment':
          if (mayComment) marked.ask({ what: 'comment', about: about() })
          return
        case 'openThread': {
          const thread = threadAt(getSelection()?.anchorNode?.parentElement ?? null)
          if (thread !== null) marked.ask({ what: 'open', thread, focus: true })
          return
        }
        case 'nextThread':
        case 'previousThread':
          marked.ask({ what: command === 'nextThread' ? 'next' : 'previous' })
      }
    },
  }))

  // What is selected, in the frame after it was.
  useEffect(() => {
    if (!mayComment || marks === null) return undefined
    let frame = 0
    const look = () => {
      frame = 0
      const page = text.current
      const next = page === null ? null : wordsIn(page, marks.index)
      setWords((before) => (isSameSelected(before, next) ? before : next))
    }
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    document.addEventListener('selectionchange', later)
    later()
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('selectionchange', later)
    }
  }, [mayComment, marks, text])
  useEffect(() => {
    const selected = about()
    if (!isSameSelected(selected, marked.get().selected)) marked.select(selected)
  }, [about, marked])
  useEffect(
    () => () => {
      if (marked.get().selected !== null) marked.select(null)
    },
    [marked],
  )

  useEffect(() => {
    const page = text.current
    if (page === null) return undefined
    const onClick = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || getSelection()?.isCollapsed === false) return
      if (target.closest('a, button, input, summary') !== null) return
      const thread = threadAt(target)
      if (thread !== null) marked.ask({ what: 'open', thread, focus: false })
      else if (mayComment && marks !== null && target.closest('figure') !== null) {
        const found = partAt(target, page, fragment)
        setPart(found === null ? null : { part: found, by: 'pointer' })
      } else setPart(null)
    }
    const moved = new ResizeObserver(() => {
      if (marked.get().marks.length > 0) marked.drawn({})
    })
    moved.observe(page)
    page.addEventListener('click', onClick)
    page.addEventListener('copy', copiesPlain)
    return () => {
      moved.disconnect()
      page.removeEventListener('click', onClick)
      page.removeEventListener('copy', copiesPlain)
    }
  }, [text, marked, marks, mayComment, fragment])

  const choose = () => {
    const page = text.current
    if (page === null || marks === null) return
    const parts = partsIn(page, marks.index, fragment)
    const first = parts.find((one) => one.box().bottom > 120) ?? parts[0]
    if (first !== undefined) setPart({ part: first, by: 'keys' })
  }
  if (!mayComment || marks === null) return null
  return (
    <>
      <button type="button" className="mark-choose" lang={language} onClick={choose}>
        {t('marks_choose')}
      </button>
      {part === null ? null : <PartFrame key="frame" part={part.part} />}
      {words === null && part === null ? null : (
        <Bar
          marked={marked}
          marks={marks}
          text={text}
          fragment={fragment}
          words={words}
          part={part?.part ?? null}
          byKeys={part?.by === 'keys'}
          onPart={(next) => setPart(next === null ? null : { part: next, by: 'keys' })}
        />
      )}
    </>
  )
}

interface BarProps {
  readonly marked: MarkedText
  readonly marks: ReadingMarks
  readonly text: RefObject<HTMLElement | null>
  readonly fragment: Y.XmlFragment
  readonly words: Selected | null
  readonly part: Part | null
  readonly byKeys: boolean
  readonly onPart: (part: Part | null) => void
}

/** What can be said, at the selected words or the chosen part. */
function Bar({ marked, marks, text, fragment, words, part, byKeys, onPart }: BarProps) {
  const { t, language } = useEditingSpeech()
  const box = useRef<HTMLDivElement>(null)
  const comment = useRef<HTMLButtonElement>(null)
  const isTouch = matchMedia('(pointer: coarse)').matches
  useAnchored(box, {
    // The system has a menu of its own above what fingers select.
    prefer: isTouch ? 'below' : 'above',
    align: words === null || byKeys ? 'start' : 'middle',
    at: () => {
      if (part !== null && byKeys) return seen(part.box())
      return words !== null ? seen(words.rect()) : part === null ? null : seen(part.box())
    },
  })
  useEffect(() => {
    if (byKeys) comment.current?.focus()
  }, [byKeys])
  const quote = words?.text ?? (part === null ? '' : (partSelected(marks.index, part)?.text ?? ''))

  const propose = (): Selected | null => {
    if (words !== null) return words.mayPropose ? words : null
    const place = part === null ? null : marks.index.placeOf(part.element)
    if (place === null || part === null) return null
    const whole = textAt(marks.index, place, part.box)
    return whole?.mayPropose === true ? whole : null
  }
  const go = (by: number) => {
    const page = text.current
    if (page === null || part === null) return
    const parts = partsIn(page, marks.index, fragment)
    const at = parts.findIndex(({ element }) => element === part.element)
    const next = parts[Math.max(0, Math.min(parts.length - 1, at + by))]
    if (next === undefined) return
    getSelection()?.removeAllRanges()
    const { top, bottom } = next.box()
    if (top < 130 || bottom > innerHeight - 80) {
      globalThis.scrollBy({ top: top - innerHeight / 3, behavior: 'instant' })
    }
    onPart(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!byKeys || part === null || event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === 'Escape') onPart(null)
      return
    }
    const { key, shiftKey } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') go(key === 'ArrowDown' ? 1 : -1)
    else if (shiftKey && (key === 'ArrowRight' || key === 'ArrowLeft')) {
      const selection = getSelection()
      const page = text.current
      if (selection === null || page === null) return
      if (words === null && selection.isCollapsed && !selectPart(part, page, fragment)) return
      selection.modify('extend', key === 'ArrowRight' ? 'forward' : 'backward', 'word')
    } else if (!shiftKey && (key === 'ArrowRight' || key === 'ArrowLeft')) {
      const selection = getSelection()
      const page = text.current
      if (selection === null || page === null) return
      if (!page.contains(selection.anchorNode)) selectPart(part, page, fragment)
      selection.modify('move', key === 'ArrowRight' ? 'forward' : 'backward', 'word')
    } else if (key === 'Escape') {
      getSelection()?.removeAllRanges()
      onPart(null)
      text.current?.querySelector<HTMLElement>('.mark-choose')?.focus()
    } else return
    event.preventDefault()
  }
  const keep = (event: { preventDefault: () => void }) => event.preventDefault()
  const proposing = propose()
  return createPortal(
    // Its buttons have the focus; the keys go from part to part.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={box}
      className="mark-bar"
      role="toolbar"
      aria-label={t('bubble')}
      lang={language}
      onKeyDown={onKeyDown}
    >
      <button
        ref={comment}
        type="button"
        className="button quiet"
        aria-keyshortcuts={ariaKeys(markKeys.comment)}
        aria-describedby={byKeys ? 'mark-bar-keys' : undefined}
        title={`${t('tool_comment')} (${readableKeys(markKeys.comment)})`}
        onPointerDown={keep}
        onMouseDown={keep}
        onClick={() => {
          const about = words ?? (part === null ? null : partSelected(marks.index, part))
          onPart(null)
          marked.ask({ what: 'comment', about })
        }}
      >
        <LayerIcon name="comment" />
        {t('tool_comment')}
      </button>
      {proposing === null ? null : (
        <button
          type="button"
          className="button quiet"
          onPointerDown={keep}
          onMouseDown={keep}
          onClick={() => {
            onPart(null)
            marked.ask({ what: 'propose', about: proposing })
          }}
        >
          <LayerIcon name="propose" />
          {t('marks_propose')}
        </button>
      )}
      {byKeys ? (
        <p id="mark-bar-keys" className="hint">
          {t('marks_partKeys')}
        </p>
      ) : null}
      <output className="unseen">{byKeys ? quote.slice(0, 120) : ''}</output>
    </div>,
    overContent(),
  )
}

/** Shows which part is spoken of. */
function PartFrame({ part }: { readonly part: Part }) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const draw = () => {
      const around = frame.current?.offsetParent?.getBoundingClientRect()
      if (frame.current === null || around === undefined) return
      const box = part.box()
      const { style } = frame.current
      style.setProperty('left', `${box.left - around.left - 8}px`)
      style.setProperty('top', `${box.top - around.top - 4}px`)
      style.setProperty('width', `${box.width + 16}px`)
      style.setProperty('height', `${box.height + 8}px`)
    }
    draw()
    globalThis.addEventListener('resize', draw)
    return () => globalThis.removeEventListener('resize', draw)
  }, [part])
  return <div ref={frame} className="mark-part" />
}

const seen = (box: DOMRect): DOMRect | null =>
  box.width > 0 && box.bottom > 56 && box.top < globalThis.innerHeight ? box : null
