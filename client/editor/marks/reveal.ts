import type { ThreadId } from '#contract/ids.ts'
import { isThreadId } from '../../net/ids.ts'

/** The elements of a thread in a text, in the order of the page. */
export function elementsOf(text: Element, thread: string): readonly HTMLElement[] {
  return [
    ...text.querySelectorAll<HTMLElement>(
      `:is(.commented, .commented-block)[data-threads~="${CSS.escape(thread)}"]`,
    ),
  ]
}

/** The thread of what was clicked on, the innermost one. */
export function threadAt(target: EventTarget | null): ThreadId | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-threads]') : null
  const thread = element?.dataset['threads']?.split(' ').at(-1) ?? null
  return isThreadId(thread) ? thread : null
}

/** Brings what is marked for a thread into view; without motion for those who want none. */
export function reveal(text: Element, thread: string): void {
  const [first] = elementsOf(text, thread)
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  first?.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' })
}
