import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { userOf } from '../net/presence.ts'
import { initials, unitColour } from '../ui/person-mark.ts'

/**
 * Others' carets and selections. Two initials on the person's colour, set by class: the content
 * policy forbids inline style. The full name comes with the pointer; it is in the list of who is
 * here too.
 */
export const carets = (awareness: Awareness) =>
  Extension.create({
    name: 'carets',
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        cursorBuilder: caret,
        selectionBuilder: (user: unknown) => ({ class: `selected ${colourOf(user)}` }),
      }),
    ],
  })

function caret(user: unknown): HTMLElement {
  const person = userOf({ user })
  const name = person?.name ?? ''
  const caret = document.createElement('span')
  caret.className = `caret ${colourOf(user)}`
  caret.setAttribute('aria-hidden', 'true')
  const label = document.createElement('span')
  label.className = 'caret-label'
  label.dataset['initials'] = initials(name)
  label.dataset['name'] = name
  // No text at all, the stylesheet draws the words: where there is text the browser can put the
  // selection into it (End does), and what is typed next goes nowhere.
  caret.append(label)
  return caret
}

function colourOf(user: unknown): string {
  const person = userOf({ user })
  return person === null ? 'u1' : unitColour(person.id)
}
