/**
 * A text field that finds things in a list as one types: the editable combobox of the WAI-ARIA
 * practices, with list autocomplete. The focus stays in the field; the option that Enter would
 * choose is told by `aria-activedescendant`.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'

export interface ComboboxOption {
  readonly id: string
  /** Its words for screen readers, and what is seen unless `face` says otherwise. */
  readonly name: string
  readonly face?: ReactNode
}

interface ComboboxProps {
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  /** What fits the words typed, the best first; all for ''. */
  readonly find: (typed: string) => readonly ComboboxOption[]
  readonly onChoose: (id: string) => void
  /**
   * It stands where something else was: it begins open and with the focus, and Escape calls this
   * rather than only closing the list.
   */
  readonly onGiveUp?: () => void
}

/** So many are shown; who sees more than that types on. */
const shownAtMost = 40

/** Finds one thing among many by typing, and gives it to `onChoose`; the field is empty then. */
export function Combobox(props: ComboboxProps) {
  const { label, hint, placeholder, find, onChoose, onGiveUp } = props
  const { t } = useSpeech()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [takesFocus] = useState(onGiveUp !== undefined)
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(onGiveUp !== undefined)
  const [active, setActive] = useState(-1)
  const found = open ? find(typed) : []
  const shown = found.slice(0, shownAtMost)
  const optionId = (place: number) => `${id}-option-${place}`

  useEffect(() => {
    if (takesFocus) field.current?.focus()
  }, [takesFocus])

  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const show = (place: number) => {
    setOpen(true)
    setActive(place)
  }
  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const choose = (option: ComboboxOption) => {
    setTyped('')
    close()
    onChoose(option.id)
  }
  const move = (by: 1 | -1) => {
    if (!open) return show(by === 1 ? 0 : Math.min(find(typed).length, shownAtMost) - 1)
    if (shown.length === 0) return
    // The field itself is a stop between the last and the first.
    const next = active + by
    setActive(next < -1 ? shown.length - 1 : next >= shown.length ? -1 : next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault()
        if (event.altKey && event.key === 'ArrowDown') show(-1)
        else if (event.altKey) close()
        else move(event.key === 'ArrowDown' ? 1 : -1)
        return
      case 'Enter': {
        const option = shown[active]
        // Never the form around it: a name half typed is no answer to the whole dialog.
        event.preventDefault()
        if (option !== undefined) choose(option)
        else show(typed === '' ? -1 : 0)
        return
      }
      case 'Escape':
        if (onGiveUp === undefined && !open && typed === '') return
        // What stands around, a dialog perhaps, stays open.
        event.preventDefault()
        event.stopPropagation()
        if (onGiveUp !== undefined) onGiveUp()
        else if (open) close()
        else setTyped('')
        return
      default:
    }
  }

  return (
    <div className="field combobox">
      <label htmlFor={id}>{label}</label>
      <div className="combobox-place">
        <input
          id={id}
          ref={field}
          type="text"
          className="input"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={
            active >= 0 && active < shown.length ? optionId(active) : undefined
          }
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            show(target.value.trim() === '' ? -1 : 0)
          }}
          onClick={() => (open ? undefined : show(-1))}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        <div className="combobox-panel" hidden={!open}>
          {/* No tag does this: a select has no text field, a datalist shows no pictures. */}
          {/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */}
          <div id={`${id}-list`} ref={list} role="listbox" aria-label={label}>
            {shown.map((option, place) => (
              <div
                key={option.id}
                id={optionId(place)}
                role="option"
                tabIndex={-1}
                aria-selected={place === active}
                aria-label={option.face === undefined ? undefined : option.name}
                // The field keeps the focus, and with it the keyboard of a phone.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
              >
                {option.face ?? option.name}
              </div>
            ))}
          </div>
          {/* oxlint-enable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */}
          {open && found.length !== shown.length ? (
            <p className="hint">{t('combobox_more', { n: found.length - shown.length })}</p>
          ) : null}
          {open && found.length === 0 ? <p className="hint">{t('combobox_none')}</p> : null}
        </div>
      </div>
      {hint === undefined ? null : (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <output className="unseen">
        {open && typed.trim() !== '' ? t('combobox_found', { n: found.length }) : ''}
      </output>
    </div>
  )
}
