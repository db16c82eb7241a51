import { type MouseEvent, useId } from 'react'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import type { OutlineItem } from './use-outline.ts'

interface OutlineProps {
  readonly items: readonly OutlineItem[]
  readonly current: number
  readonly language: string
  readonly questions: boolean
  readonly onQuestions: (shown: boolean) => void
  /** Somebody went to a part of the page. */
  readonly onGo?: () => void
}

/** What is on the page, to go to. */
export function Outline(props: OutlineProps) {
  const { items, current, language, questions, onQuestions, onGo } = props
  const { t } = useEditingSpeech()
  const id = useId()
  const shown = items
    .map((item, n) => ({ ...item, n }))
    .filter(({ kind }) => questions || kind !== 'question')
  // Where a question that is not listed is read, its heading is.
  const at = shown.findLast(({ n }) => n <= current)
  const least = Math.min(...shown.map(({ level }) => level))
  const hasQuestions = items.some(({ kind }) => kind === 'question')
  return (
    <nav className="outline" aria-labelledby={id}>
      <h2 id={id}>{t('outlineName')}</h2>
      {shown.length === 0 ? <p className="hint">{t('outlineEmpty')}</p> : null}
      <ol className="bare" lang={language}>
        {shown.map(({ element, kind, level, text, n }) => (
          <li key={n} data-level={Math.min(level - least, 3)} data-kind={kind}>
            <button
              type="button"
              aria-current={at?.n === n ? 'location' : undefined}
              onClick={(event) => {
                onGo?.()
                goTo(element, event)
              }}
            >
              {text}
            </button>
          </li>
        ))}
      </ol>
      {hasQuestions ? (
        <button
          type="button"
          className="outline-choice"
          aria-pressed={questions}
          onClick={() => onQuestions(!questions)}
        >
          {t(questions ? 'outlineWithout' : 'outlineWith')}
        </button>
      ) : null}
    </nav>
  )
}

/** Scrolls there; by keys the caret, or for readers the focus, goes there too. */
function goTo(element: HTMLElement, { detail }: MouseEvent): void {
  if (!element.isConnected) return
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block: 'start', behavior: calm ? 'instant' : 'smooth' })
  if (detail > 0) return
  const field = element.closest<HTMLElement>('[contenteditable=true]')
  if (field === null) {
    element.tabIndex = -1
    element.focus({ preventScroll: true })
    return
  }
  field.focus({ preventScroll: true })
  getSelection()?.collapse(element, 0)
}
