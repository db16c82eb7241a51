/** Goes to any page and does what can be done here, by typing: the combobox of the practices. */
import './palette.css'
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { EditingLanguage, useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { fitting } from '../../net/fitting.ts'
import type { CommandBook } from '../../ui/commands.ts'
import { focusAgain } from '../../ui/focus-again.ts'
import { Icon } from '../../ui/Icon.tsx'
import { type Entry, useEntries } from './entries.ts'

interface PaletteProps {
  readonly book: CommandBook
  readonly onClose: () => void
  readonly onShortcuts: () => void
}

/** So many are shown; who sees more than that types on. */
const shownAtMost = 40

export default function Palette(props: PaletteProps) {
  return (
    <EditingLanguage>
      <Spoken {...props} />
    </EditingLanguage>
  )
}

function Spoken({ book, onClose, onShortcuts }: PaletteProps) {
  const { t } = useEditingSpeech()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const entries = useEntries(book, onShortcuts)
  const shown = useMemo(() => fitting(entries, typed).slice(0, shownAtMost), [entries, typed])
  // Only where nothing is typed do they stand in groups; otherwise the best comes first.
  const grouped = typed.trim() === ''

  useEffect(() => {
    const shownDialog = dialog.current
    const before = document.activeElement
    shownDialog?.showModal()
    return () => {
      shownDialog?.close()
      focusAgain(before)
    }
  }, [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [place, shown])

  const choose = (entry: Entry) => {
    // Closed first, so that the focus is back where the deed expects it.
    onClose()
    setTimeout(entry.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const count = shown.length
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined && count > 0) {
      event.preventDefault()
      const next = place + step
      const wraps = Math.abs(step) === 1
      setPlace(wraps ? (next + count) % count : Math.max(0, Math.min(count - 1, next)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const entry = shown[place]
      if (entry !== undefined) choose(entry)
    }
  }

  return (
    // A click beside it closes, as Escape does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('paletteName')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={({ target }) => (target === dialog.current ? onClose() : undefined)}
    >
      <div className="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={t('paletteName')}
          aria-autocomplete="list"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[place] === undefined ? undefined : `${id}-${place}`}
          placeholder={t('palettePlaceholder')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setPlace(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {/* No tag does this: a select has no text field. */}
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */}
      <div id={`${id}-list`} ref={list} role="listbox" aria-label={t('paletteName')}>
        {inGroups(shown, grouped).map(({ group, members }) => (
          <Group key={group ?? ''} name={group === null ? null : t(`paletteGroup_${group}`)}>
            {members.map(({ entry, n }) => (
              <div
                key={entry.id}
                id={`${id}-${n}`}
                role="option"
                className="palette-option"
                tabIndex={-1}
                aria-selected={n === place}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => (n === place ? undefined : setPlace(n))}
                onClick={() => choose(entry)}
              >
                <Icon name={entry.icon} />
                <span className="palette-name" lang={entry.language}>
                  {entry.name}
                </span>
                {entry.detail === undefined ? null : <span className="hint">{entry.detail}</span>}
                {entry.keys === undefined ? null : <kbd>{entry.keys}</kbd>}
              </div>
            ))}
          </Group>
        ))}
      </div>
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */}
      {shown.length === 0 ? <p className="hint palette-none">{t('suggestNone')}</p> : null}
      <output className="unseen">{grouped ? '' : t('suggestFound', { n: shown.length })}</output>
    </dialog>
  )
}

function Group({ name, children }: { readonly name: string | null; readonly children: ReactNode }) {
  if (name === null) return children
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="group" aria-label={name} className="palette-group">
      {children}
    </div>
  )
}

function inGroups(entries: readonly Entry[], grouped: boolean) {
  const groups: {
    readonly group: Entry['group'] | null
    readonly members: { readonly entry: Entry; readonly n: number }[]
  }[] = []
  for (const [n, entry] of entries.entries()) {
    const group = grouped ? entry.group : null
    const last = groups.at(-1)
    if (last !== undefined && last.group === group) last.members.push({ entry, n })
    else groups.push({ group, members: [{ entry, n }] })
  }
  return groups
}
