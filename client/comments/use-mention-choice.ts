/**
 * Choosing whom to mention while one types: the list opens after an @, arrows go through it, Enter
 * and Tab take one, Escape closes it. The focus stays in the field; what Enter would take is told by
 * `aria-activedescendant`. (A field of several lines can be no combobox.)
 */
import {
  type ComponentProps,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useMemo,
  useState,
} from 'react'
import { fitting } from '../net/fitting.ts'
import type { Mentionable } from './use-people.ts'

interface Typed {
  /** Where the @ stands. */
  readonly from: number
  readonly to: number
  readonly query: string
}

/** What is being typed after an @, if the caret stands behind such a thing. */
export function mentionAt(text: string, caret: number): Typed | null {
  const found = /(?:^|[\s(“”"'«»–-])@((?:[\p{L}\p{M}\p{N}’'-]+ ?){0,3})$/u.exec(
    text.slice(0, caret),
  )
  if (found === null) return null
  const query = found[1] ?? ''
  return { from: caret - query.length - 1, to: caret, query }
}

interface Choosing {
  readonly id: string
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly mentionable: readonly Mentionable[]
  readonly onChoose: (choice: Mentionable, from: number, to: number) => void
}

/** So many are offered; who sees more than that types on. */
const most = 8

export function useMentionChoice({ id, mentionable, onChoose }: Choosing) {
  const [typed, setTyped] = useState<Typed | null>(null)
  const [active, setActive] = useState(0)
  const found = useMemo(
    () => (typed === null ? [] : fitting(mentionable, typed.query).slice(0, most)),
    [typed, mentionable],
  )
  // "@" in the middle of a sentence with nobody by that name is only a sign.
  const open = typed !== null && (found.length > 0 || !typed.query.includes(' '))
  const listId = `${id}-mentions`
  const optionId = useCallback((n: number) => `${listId}-${n}`, [listId])
  const close = useCallback(() => setTyped(null), [])
  const choose = (choice: Mentionable) => {
    if (typed !== null) onChoose(choice, typed.from, typed.to)
    close()
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open) return false
    const { key } = event
    const chosen = found[active]
    if (key === 'ArrowDown') setActive((active + 1) % Math.max(1, found.length))
    else if (key === 'ArrowUp') setActive((active + found.length - 1) % Math.max(1, found.length))
    else if ((key === 'Enter' || key === 'Tab') && chosen !== undefined && !event.ctrlKey) {
      choose(chosen)
    } else if (key === 'Escape') {
      event.stopPropagation()
      close()
    } else return false
    event.preventDefault()
    return true
  }
  const attributes: ComponentProps<'textarea'> = open
    ? {
        'aria-autocomplete': 'list',
        'aria-haspopup': 'listbox',
        'aria-controls': listId,
        'aria-activedescendant': found.length === 0 ? undefined : optionId(active),
      }
    : {}
  return {
    open,
    close,
    attributes,
    onKeyDown,
    setTyped: (next: Typed | null) => {
      setTyped(next)
      setActive(0)
    },
    list: { id: listId, optionId, found, active, onChoose: choose },
  }
}
