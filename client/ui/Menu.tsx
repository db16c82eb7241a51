import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { Icon, type IconName } from './Icon.tsx'

export interface MenuItem {
  readonly id: string
  readonly name: string
  readonly icon: IconName | ReactElement
  readonly danger?: boolean
  readonly onChoose: () => void
}

interface MenuProps {
  /** Name of the button, and of the menu. */
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly className?: string
  readonly children: ReactNode
}

/** A button with a menu of deeds: arrows go through it, a letter finds, Escape closes. */
export function Menu({ label, items, className, children }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        ref={button}
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        id={id}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {open ? (
        <OpenMenu label={label} items={items} by={button} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}

interface OpenMenuProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly by: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

function OpenMenu({ label, items, by, onClose }: OpenMenuProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const shown = dialog.current
    if (shown === null) return undefined
    shown.showModal()
    const { current } = by
    if (current !== null && !matchMedia('(max-width: 700px)').matches) putBeside(shown, current)
    list.current?.querySelector('button')?.focus()
    addEventListener('resize', onClose)
    return () => {
      removeEventListener('resize', onClose)
      shown.close()
    }
    // Where it stands is decided once, when it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  const go = (to: (buttons: readonly HTMLButtonElement[], at: number) => number) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons.at(to(buttons, at) % buttons.length)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    if (key === 'ArrowDown') go((_, at) => at + 1)
    else if (key === 'ArrowUp') go((_, at) => at - 1)
    else if (key === 'Home') go(() => 0)
    else if (key === 'End') go(() => -1)
    else if (key === 'Tab') onClose()
    else if (/^\p{L}$/u.test(key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const begins = (button: HTMLElement) =>
        (button.textContent ?? '').toLocaleLowerCase().startsWith(key.toLocaleLowerCase())
      go((buttons, at) => {
        const after = buttons.findIndex((button, place) => place > at && begins(button))
        return after >= 0 ? after : Math.max(0, buttons.findIndex(begins))
      })
    } else return
    event.preventDefault()
  }
  return (
    // Its own keys are on the list; a click beside it closes, as Escape does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="menu-dialog"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={({ target }) => (target === dialog.current ? onClose() : undefined)}
    >
      <div ref={list} role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
        {items.map(({ id, name, icon, danger, onChoose }) => (
          <button
            key={id}
            type="button"
            role="menuitem"
            className={danger === true ? 'danger' : undefined}
            onClick={() => {
              // Closed first, so that what opens now gives the focus back to the menu's button.
              dialog.current?.close()
              onClose()
              onChoose()
            }}
          >
            {typeof icon === 'string' ? <Icon name={icon} /> : icon}
            {name}
          </button>
        ))}
      </div>
    </dialog>
  )
}

/** Below the button, or above where there is no room; never beyond the edge. */
function putBeside(panel: HTMLElement, by: HTMLElement): void {
  const around = by.getBoundingClientRect()
  const { width, height } = panel.getBoundingClientRect()
  const left = Math.max(8, Math.min(around.right - width, innerWidth - width - 8, around.left))
  const below = around.bottom + 4 + height <= innerHeight - 8
  const top = below ? around.bottom + 4 : Math.max(8, around.top - 4 - height)
  panel.style.setProperty('left', `${left}px`)
  panel.style.setProperty('top', `${top}px`)
}
