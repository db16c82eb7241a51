/**
 * Draws marks in the editor and says what is selected there. A key of one's own costs nothing here:
 * what is drawn moves along with the text by itself, and where it should be is looked up when the
 * text rests.
 */
import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { ThreadId } from '#contract/ids.ts'
import type { Mark, MarkedText } from '../../net/marked-text.ts'
import { readSelection } from '../caret-keeper.ts'
import { mappedAlike } from './alike.ts'
import { marksOf, setMarks } from './drawn-marks.ts'
import { indexOf, selectedIn, selectionAt } from './editor-selected.ts'
import { decorationsOf, drawnPlaces, redrawn, signsOf } from './mark-decorations.ts'
import type { Range } from './page-index.ts'
import { reveal } from './reveal.ts'
import { drawnOf, type Placed } from './segments.ts'
import { isSameSelected } from './selected.ts'

/** Milliseconds of rest after which everything is looked up. */
const rest = 700
/**
 * Milliseconds for which a mark whose ends are gone stays where it was: so long the server may take
 * to find its words again, after its block was split, moved or made another one.
 */
const patience = 4_000

export class EditorMarks {
  readonly #editor: Editor
  readonly #marked: MarkedText
  readonly #unsubscribe: () => void
  readonly #resized: ResizeObserver
  #marks: readonly Mark[] = []
  #chosen: ThreadId | null = null
  /** What was drawn before the last transaction. */
  #before: DecorationSet
  #timer: ReturnType<typeof setTimeout> | undefined
  /** When everything is looked up next. */
  #due = Infinity
  #frame = 0
  #selecting = 0
  /** Since when the ends of a mark are gone, by its thread. */
  readonly #gone = new Map<ThreadId, number>()

  constructor(editor: Editor, marked: MarkedText) {
    this.#editor = editor
    this.#marked = marked
    this.#before = marksOf(editor.state)
    this.#unsubscribe = marked.subscribe(this.#shown)
    editor.on('transaction', this.#changed)
    this.#resized = new ResizeObserver(this.#moved)
    this.#resized.observe(editor.view.dom)
    marked.goTo = this.goTo
    this.#shown()
    this.#select()
  }

  destroy(): void {
    clearTimeout(this.#timer)
    cancelAnimationFrame(this.#frame)
    cancelAnimationFrame(this.#selecting)
    this.#resized.disconnect()
    this.#unsubscribe()
    this.#editor.off('transaction', this.#changed)
    if (this.#marked.goTo === this.goTo) this.#marked.goTo = null
    if (this.#marked.get().selected !== null) this.#marked.select(null)
    const { isDestroyed, view } = this.#editor
    if (!isDestroyed) view.dispatch(setMarks(view.state.tr, DecorationSet.empty))
  }

  /** The threads at a place of the text, the one with the shortest passage first. */
  threadsAt(place: number): readonly ThreadId[] {
    const places = drawnPlaces(marksOf(this.#editor.state))
    return [...places]
      .filter(([, { from, to }]) => from <= place && place <= to)
      .sort(([, a], [, b]) => a.to - a.from - (b.to - b.from))
      .map(([thread]) => thread)
  }

  /** The thread whose passage comes next after a place, or before it; undefined: there is none. */
  nextTo(place: number, by: 1 | -1): ThreadId | undefined {
    const places = [...drawnPlaces(marksOf(this.#editor.state))]
      .filter(([, { from, to }]) => (by === 1 ? from > place : to < place))
      .sort(([, a], [, b]) => (a.from - b.from) * by)
    return places[0]?.[0]
  }

  /** Puts the caret behind a passage, or selects a block, and shows it. */
  readonly goTo = (thread: ThreadId): void => {
    const { chosen } = this.#marked.get()
    if (chosen !== thread) this.#marked.show({ chosen: thread })
    const { view } = this.#editor
    const place = drawnPlaces(marksOf(view.state)).get(thread)
    if (place === undefined) return
    const mark = this.#marks.find((one) => one.thread === thread)
    const selection = selectionAt(view.state.doc, place, mark?.kind ?? 'text')
    view.dispatch(view.state.tr.setSelection(selection))
    // On touch the keyboard would cover what one wants to see.
    if (!matchMedia('(pointer: coarse)').matches) view.focus()
    reveal(view.dom, thread)
  }

  readonly #shown = () => {
    const { marks, chosen } = this.#marked.get()
    if (marks === this.#marks && chosen === this.#chosen) return
    const isChoice = marks === this.#marks
    this.#marks = marks
    this.#chosen = chosen
    if (!isChoice || !this.#choose()) this.#lookUp()
  }

  /** Shows which one is chosen, where all are drawn already; false: some have to be looked up. */
  #choose(): boolean {
    if (this.#editor.isDestroyed || this.#marked.get().lost.size > 0) return false
    const { state, view } = this.#editor
    if (view.composing) return false
    const drawn = drawnPlaces(marksOf(state))
    const placed: Placed[] = []
    for (const mark of drawnOf(this.#marks, this.#chosen)) {
      const place = drawn.get(mark.thread)
      if (place === undefined) return false
      placed.push({ ...place, mark })
    }
    this.#paint(placed)
    return true
  }

  readonly #changed = ({ transaction }: { readonly transaction: Transaction }) => {
    const before = this.#before
    this.#before = marksOf(this.#editor.state)
    if (transaction.docChanged && this.#marks.length > 0) {
      this.#keep(before, transaction)
      this.#atRest(rest)
    }
    if (transaction.docChanged || transaction.selectionSet) this.#select()
  }

  /**
   * Somebody else made a block another one, or split it, and what was drawn in it went with it: it
   * stays where the same letters are, until the server has said where it is now.
   */
  #keep(before: DecorationSet, transaction: Transaction): void {
    if (transaction.getMeta(ySyncPluginKey) === undefined) return
    const { state } = this.#editor
    const now = drawnPlaces(this.#before)
    const gone = [...drawnPlaces(before)].filter(([thread]) => !now.has(thread))
    if (gone.length === 0) return
    const kept = mappedAlike(signsOf(transaction.before), signsOf(state.doc), new Map(gone))
    if (kept.size === 0) return
    this.#draw(
      this.#marks.flatMap((mark): Placed[] => {
        const place = kept.get(mark.thread) ?? now.get(mark.thread)
        return place === undefined ? [] : [{ ...place, mark }]
      }),
    )
  }

  /** One timer for many keys: it goes on waiting when it finds that there were more. */
  #atRest(wait: number): void {
    const before = this.#due
    this.#due = performance.now() + wait
    if (this.#timer === undefined || this.#due < before) this.#wait(wait)
  }

  #wait(time: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const left = this.#due - performance.now()
      if (left > 0) this.#wait(left)
      else this.#lookUp()
    }, time)
  }

  /** Draws every mark where its ids are. */
  readonly #lookUp = () => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const editor = this.#editor
    if (editor.isDestroyed) return
    // A drawing in the middle of a word that is being put together would end it.
    if (editor.view.composing) return this.#atRest(rest)
    const { state } = editor
    const marks = drawnOf(this.#marks, this.#chosen)
    if (marks.length === 0) {
      this.#draw([])
      this.#tellLost(new Set())
      return
    }
    const index = indexOf(state)
    if (index === null) return this.#atRest(rest)
    const drawn = drawnPlaces(marksOf(state))
    const now = performance.now()
    const lost = new Set<ThreadId>()
    const placed: Placed[] = []
    let waits = false
    for (const mark of marks) {
      const found = mark.kind === 'block' ? index.block(mark) : index.passage(mark)
      if (found?.whole === true) this.#gone.delete(mark.thread)
      const shown = drawn.get(mark.thread)
      let place: Range | null = found
      if (found?.whole !== true && shown !== undefined) {
        const since = this.#gone.get(mark.thread) ?? now
        this.#gone.set(mark.thread, since)
        if (now - since < patience) {
          place = shown
          waits = true
        }
      }
      if (place === null) lost.add(mark.thread)
      else placed.push({ from: place.from, to: place.to, mark })
    }
    this.#draw(placed)
    this.#tellLost(lost)
    if (waits) this.#atRest(patience)
  }

  #draw(placed: readonly Placed[]): void {
    if (this.#paint(placed)) this.#moved()
  }

  /** Draws them so; false: they are. */
  #paint(placed: readonly Placed[]): boolean {
    const { view } = this.#editor
    // A click has put the caret somewhere, and a drawing would put it back to where it was.
    readSelection(view)
    const { state } = this.#editor
    const shown = marksOf(state)
    const next = redrawn(shown, state.doc, decorationsOf(state.doc, placed, this.#chosen))
    if (next === shown) return false
    view.dispatch(setMarks(state.tr, next))
    return true
  }

  #tellLost(lost: ReadonlySet<ThreadId>): void {
    const known = this.#marked.get().lost
    if (lost.size === known.size && [...lost].every((thread) => known.has(thread))) return
    this.#marked.drawn({ lost })
  }

  /** Says what is selected when the frame with it is drawn. */
  #select(): void {
    if (this.#selecting !== 0) return
    this.#selecting = requestAnimationFrame(() => {
      this.#selecting = 0
      if (this.#editor.isDestroyed) return
      const selected = selectedIn(this.#editor)
      if (!isSameSelected(selected, this.#marked.get().selected)) this.#marked.select(selected)
    })
  }

  readonly #moved = () => {
    if (this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      if (this.#marks.length > 0) this.#marked.drawn({})
    })
  }
}
