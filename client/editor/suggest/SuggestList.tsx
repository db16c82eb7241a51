/**
 * A list over the text from which something is chosen while typing goes on in the text: the
 * listbox of the WAI-ARIA practices with the editor as its text field. The focus stays in the
 * text; the option that Enter would choose is told by `aria-activedescendant`.
 */
import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { useAnchored } from '../../ui/anchored.ts'
import { overContent } from '../../ui/over-content.ts'
import type { LayerLink } from '../layer/layer-link.ts'

export interface Suggestion {
  readonly id: string
  readonly name: string
  readonly face: ReactNode
  /** Stands over the first of those that have the same. */
  readonly group?: string
}

interface SuggestListProps {
  readonly editor: Editor
  readonly link: LayerLink
  readonly label: string
  readonly options: readonly Suggestion[]
  /** Changes with what is looked for: then the first option is the one that Enter chooses. */
  readonly query: string
  /** Where in the text it was begun. */
  readonly from: number
  /** In the place of options where there are none; without it nothing is drawn then. */
  readonly none?: string | undefined
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

/** The list, open as long as it is drawn. */
export function SuggestList(props: SuggestListProps) {
  const { editor, link, label, options, query, from, none, onChoose, onClose } = props
  const { t } = useEditingSpeech()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState({ query, place: 0 })
  const place = chosen.query === query ? Math.min(chosen.place, options.length - 1) : 0
  const shown = options.length > 0 || none !== undefined

  useAnchored(box, { at: () => (editor.isDestroyed ? null : editor.view.coordsAtPos(from)) })

  useEffect(() => {
    if (!shown) return undefined
    const onKey = (event: KeyboardEvent): boolean => {
      const to = stepTo(event, place, options.length)
      if (to !== null) {
        setChosen({ query, place: to })
        return true
      }
      if (event.key === 'Escape') {
        onClose()
        return true
      }
      const option = options[place]
      if (option === undefined || event.isComposing) return false
      if (event.key !== 'Enter' && event.key !== 'Tab') return false
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
      onChoose(option.id)
      return true
    }
    return link.takeKeys(onKey)
  }, [link, options, place, query, shown, onChoose, onClose])

  const activeId = options.length === 0 ? null : `${id}-${place}`
  useEffect(() => {
    const { dom } = editor.view
    if (activeId === null) return undefined
    dom.setAttribute('aria-controls', id)
    dom.setAttribute('aria-haspopup', 'listbox')
    dom.setAttribute('aria-activedescendant', activeId)
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
    return () => {
      for (const name of ['controls', 'haspopup', 'activedescendant']) {
        dom.removeAttribute(`aria-${name}`)
      }
    }
  }, [editor, id, activeId])

  if (!shown) return null
  const drawn = ({ option, n }: Placed) => (
    // The field that has the focus takes the keys; a select has none outside itself.
    /* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/prefer-tag-over-role */
    <div
      key={option.id}
      id={`${id}-${n}`}
      className="suggest-option"
      role="option"
      tabIndex={-1}
      aria-selected={n === place}
      // The text keeps the focus, and with it the keyboard of a phone.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={() => (n === place ? undefined : setChosen({ query, place: n }))}
      onClick={() => onChoose(option.id)}
    >
      {option.face}
    </div>
    /* oxlint-enable jsx-a11y/click-events-have-key-events, jsx-a11y/prefer-tag-over-role */
  )
  return createPortal(
    <div ref={box} className="suggest" data-layer="">
      {/* No tag does this: a select has no text field outside itself. */}
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */}
      <div id={id} role="listbox" aria-label={label}>
        {inGroups(options).map(({ group, members }) =>
          group === undefined ? (
            members.map(drawn)
          ) : (
            <div key={group} role="group" aria-label={group} className="suggest-group">
              {members.map(drawn)}
            </div>
          ),
        )}
      </div>
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */}
      {options.length === 0 ? <p className="hint">{none}</p> : null}
      <output className="unseen">
        {options.length === 0 ? none : t('suggestFound', { n: options.length })}
      </output>
    </div>,
    overContent(),
  )
}

interface Placed {
  readonly option: Suggestion
  /** Its place among all. */
  readonly n: number
}

/** The options in the groups that they name, in their order. */
function inGroups(options: readonly Suggestion[]) {
  const groups: { readonly group: string | undefined; readonly members: Placed[] }[] = []
  for (const [n, option] of options.entries()) {
    const last = groups.at(-1)
    if (last !== undefined && last.group === option.group) last.members.push({ option, n })
    else groups.push({ group: option.group, members: [{ option, n }] })
  }
  return groups
}

function stepTo({ key }: KeyboardEvent, place: number, count: number): number | null {
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return (place + 1) % count
    case 'ArrowUp':
      return (place + count - 1) % count
    case 'PageDown':
      return Math.min(count - 1, place + 6)
    case 'PageUp':
      return Math.max(0, place - 6)
    default:
      return null
  }
}
