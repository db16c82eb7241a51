/**
 * Others' carets and selections, as many as one can see: those near the part of the page that is on
 * the screen. Who else is here stands in the list of people.
 *
 * Two initials on the person's colour, set by class: the content policy forbids inline style. The
 * full name comes with the pointer; it is in the list of who is here too.
 */
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import { userOf } from '../net/presence.ts'
import { initials, unitColour } from '../ui/person-mark.ts'
import { nearby, type Range } from './caret-range.ts'
import { movedAlong } from './moved-along.ts'
import { OthersCarets, type Place } from './others-carets.ts'
import { publishCaret } from './own-caret.ts'

/** Draws others' carets and tells others of one's own. */
export const carets = (awareness: Awareness) =>
  Extension.create({ name: 'carets', addProseMirrorPlugins: () => [caretPlugin(awareness)] })

const key = new PluginKey<DecorationSet>('carets')

/** Is the caret of somebody else in this part of the text, as far as it is on the screen? */
export function isSomebodyIn(state: EditorState, from: number, to: number): boolean {
  return (key.getState(state)?.find(from, to).length ?? 0) > 0
}

/** Does this transaction show others' carets anew? */
export function movesCarets(transaction: Transaction): boolean {
  return transaction.getMeta(key) !== undefined
}

function caretPlugin(awareness: Awareness): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, shown, before) {
        const next: unknown = transaction.getMeta(key)
        if (next instanceof DecorationSet) return next
        return movedAlong(shown, before.doc, transaction)
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => new CaretView(view, awareness),
  })
}

/**
 * Least time between two drawings, milliseconds, and while one types: with many here somebody always
 * moves, and each drawing takes the lines apart in which carets stand.
 */
const pause = 100
const typingPause = 200
/** Who presses keys oftener than this is typing, milliseconds. */
const typing = 250

/**
 * Draws only when what is to be seen has changed, and not with what one types: keys come first, and
 * carets move along with the text by themselves. While one types it is drawn right after a key's own
 * frame, so that it is done before the next key.
 */
class CaretView {
  readonly #view: EditorView
  readonly #awareness: Awareness
  readonly #others: OthersCarets
  #timer: ReturnType<typeof setTimeout> | undefined
  #frame = 0
  #drawn = -Infinity
  #isDue = false
  #pressed = -Infinity
  #publishing = 0
  #shown: ReadonlySet<number> = new Set()

  constructor(view: EditorView, awareness: Awareness) {
    this.#view = view
    this.#awareness = awareness
    this.#others = new OthersCarets(awareness)
    awareness.on('change', this.#changed)
    view.dom.addEventListener('keydown', this.#onKey, { capture: true })
    view.dom.addEventListener('focusin', this.#ownMoved)
    view.dom.addEventListener('focusout', this.#ownMoved)
    addEventListener('scroll', this.#soon, { capture: true, passive: true })
    addEventListener('resize', this.#soon, { passive: true })
    this.#ownMoved()
    this.#soon()
  }

  update(view: EditorView, before: EditorState): void {
    const { state } = view
    if (before.doc !== state.doc) {
      this.#others.follow(before.doc, state.doc)
      this.#later()
    }
    if (before.doc !== state.doc || !before.selection.eq(state.selection)) this.#ownMoved()
  }

  destroy(): void {
    clearTimeout(this.#timer)
    cancelAnimationFrame(this.#frame)
    cancelAnimationFrame(this.#publishing)
    this.#awareness.off('change', this.#changed)
    this.#view.dom.removeEventListener('keydown', this.#onKey, { capture: true })
    this.#view.dom.removeEventListener('focusin', this.#ownMoved)
    this.#view.dom.removeEventListener('focusout', this.#ownMoved)
    removeEventListener('scroll', this.#soon, { capture: true })
    removeEventListener('resize', this.#soon)
    this.#awareness.setLocalStateField('cursor', null)
  }

  readonly #changed = (changes: Readonly<Record<'added' | 'updated' | 'removed', number[]>>) => {
    const { added, updated, removed } = changes
    if (this.#others.note([...added, ...updated, ...removed])) this.#soon()
  }

  /** Tells the others when the frame with what was typed has been drawn. */
  readonly #ownMoved = () => {
    if (this.#publishing !== 0) return
    this.#publishing = requestAnimationFrame(() =>
      setTimeout(() => {
        this.#publishing = 0
        if (this.#view.isDestroyed) return
        publishCaret(this.#view, this.#awareness)
        if (this.#isDue && this.#isTyping && this.#isRested) this.#draw()
      }),
    )
  }

  readonly #onKey = () => {
    this.#pressed = performance.now()
  }

  get #isTyping(): boolean {
    return performance.now() - this.#pressed < typing
  }

  get #isRested(): boolean {
    return performance.now() - this.#drawn >= typingPause
  }

  readonly #soon = () => this.#drawIn(Math.max(0, this.#drawn + pause - performance.now()))

  readonly #later = () => {
    if (this.#others.all.size > 0 || this.#shown.size > 0 || this.#others.waits) this.#drawIn(pause)
  }

  #drawIn(wait: number): void {
    if (this.#timer !== undefined || this.#frame !== 0) return
    this.#timer = setTimeout(this.#drawWhenQuiet, wait)
  }

  readonly #drawWhenQuiet = () => {
    this.#timer = undefined
    this.#isDue = true
    if (this.#isTyping) this.#timer = setTimeout(this.#drawWhenQuiet, typing)
    else this.#frame = requestAnimationFrame(this.#draw)
  }

  readonly #draw = () => {
    clearTimeout(this.#timer)
    cancelAnimationFrame(this.#frame)
    this.#timer = undefined
    this.#frame = 0
    this.#isDue = false
    this.#drawn = performance.now()
    const view = this.#view
    if (view.isDestroyed) return
    const different = this.#others.resolve(view.state)
    if (this.#others.all.size === 0 && this.#shown.size === 0) return
    const range = nearby(view)
    const near = [...this.#others.all].filter(([, place]) => isNear(place, range))
    const isSame =
      near.length === this.#shown.size &&
      near.every(([client]) => this.#shown.has(client)) &&
      !different.some((client) => this.#shown.has(client)) &&
      // A change of the text may have taken some with it; a long selection is drawn where it is seen.
      near.length === shownIn(view.state) &&
      !near.some(([, place]) => isCut(place, range))
    if (isSame) return
    this.#shown = new Set(near.map(([client]) => client))
    const { doc, tr } = view.state
    const decorations = near.flatMap(([client, place]) => draw(client, place, range))
    view.dispatch(
      tr.setMeta(key, DecorationSet.create(doc, decorations)).setMeta('addToHistory', false),
    )
  }
}

const isNear = ({ anchor, head }: Place, range: Range) =>
  Math.max(anchor, head) >= range.from && Math.min(anchor, head) <= range.to

const isCut = ({ anchor, head }: Place, range: Range) =>
  Math.min(anchor, head) < range.from || Math.max(anchor, head) > range.to

/** How many carets the editor shows: a change of the text may have taken some with it. */
function shownIn(state: EditorState): number {
  const shown = key
    .getState(state)
    ?.find(undefined, undefined, (spec: { caret?: boolean }) => spec.caret === true)
  return shown?.length ?? 0
}

function draw(client: number, { anchor, head, user }: Place, range: Range): Decoration[] {
  const from = Math.max(range.from, Math.min(anchor, head))
  const to = Math.min(range.to, Math.max(anchor, head))
  const widget = Decoration.widget(head, () => caret(user), {
    key: `${client} ${userOf({ user })?.name ?? ''}`,
    side: 10,
    caret: true,
  })
  if (from >= to) return [widget]
  const selected = Decoration.inline(from, to, { class: `selected ${colourOf(user)}` })
  return [widget, selected]
}

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
