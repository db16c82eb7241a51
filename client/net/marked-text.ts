/**
 * What is marked in a page's text, and what is chosen there: the meeting place of whoever draws the
 * text and whoever shows what is said of it. Neither knows the other.
 *
 * Whoever draws the text promises this of the page: a marked passage is drawn as one or more
 * elements `span.commented`, a marked block's own element has the class `commented-block`, and both
 * carry `data-threads`, the ids of their threads with blanks between. So where a thread is on the
 * screen anybody can ask the document. A proposal's new words follow their passage as
 * `ins.proposed`, with `data-threads` too, and are no part of the text.
 */
import type { PageId, ThreadId } from '#contract/ids.ts'
import type { Spot } from '#contract/threads.ts'

export interface Mark extends Spot {
  readonly thread: ThreadId
  readonly kind: 'text' | 'block'
  /** Ended ones are drawn only while they are the chosen one. */
  readonly look: 'open' | 'ended'
  /** Of an open proposal the words that would stand there. */
  readonly proposed: string | null
}

/** What a person has selected in the text, to say something about it. */
export interface Selected {
  readonly spot: Spot
  readonly kind: 'text' | 'block'
  /** The words, exactly as they stand there; of a block its text. */
  readonly text: string
  /** Whether other words could be proposed: text within one block. */
  readonly mayPropose: boolean
  /** Where it is now, in the window. */
  readonly rect: () => DOMRect
}

export interface MarkedTextState {
  readonly marks: readonly Mark[]
  /** The thread that is looked at. */
  readonly chosen: ThreadId | null
  readonly selected: Selected | null
  /** Marks that the text does not have at the moment. */
  readonly lost: ReadonlySet<ThreadId>
  /** Raised when marks are drawn elsewhere than before. */
  readonly moved: number
}

/** What somebody asks of whoever shows the comments, from within the text. */
export type Asked =
  /** Say something about what is selected; about the whole page when nothing is. */
  | { readonly what: 'comment'; readonly about: Selected | null }
  | { readonly what: 'propose'; readonly about: Selected }
  /** Look at a thread that is marked here. */
  | { readonly what: 'open'; readonly thread: ThreadId; readonly focus: boolean }
  /** Go to the next thread in the order of the page, or the one before. */
  | { readonly what: 'next' | 'previous' }

export class MarkedText {
  readonly page: PageId
  #state: MarkedTextState = {
    marks: [],
    chosen: null,
    selected: null,
    lost: new Set(),
    moved: 0,
  }
  readonly #listeners = new Set<() => void>()
  readonly #askers = new Set<(asked: Asked) => void>()
  #waiting: Asked | null = null
  /** Puts the caret, or the focus, where a thread is; set by whoever draws the text. */
  goTo: ((thread: ThreadId) => void) | null = null

  constructor(page: PageId) {
    this.page = page
  }

  readonly get = (): MarkedTextState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** For those who show the comments. */
  readonly show = (change: Partial<Pick<MarkedTextState, 'marks' | 'chosen'>>): void =>
    this.#change(change)

  /** For those who draw the text: marks are drawn elsewhere than before, and some not at all. */
  readonly drawn = (change: Partial<Pick<MarkedTextState, 'lost'>>): void =>
    this.#change({ ...change, moved: this.#state.moved + 1 })

  /** For those who draw the text: what is selected there now. */
  readonly select = (selected: Selected | null): void => this.#change({ selected })

  /** For those who draw the text: how one gets to a thread, until the function returned is called. */
  readonly leads = (goTo: (thread: ThreadId) => void): (() => void) => {
    this.goTo = goTo
    return () => {
      if (this.goTo === goTo) this.goTo = null
    }
  }

  /** Asks whoever shows the comments; what is asked before anybody does waits for them. */
  readonly ask = (asked: Asked): void => {
    if (this.#askers.size === 0) this.#waiting = asked
    for (const asker of this.#askers) asker(asked)
  }

  readonly onAsked = (asker: (asked: Asked) => void): (() => void) => {
    this.#askers.add(asker)
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting !== null) asker(waiting)
    return () => this.#askers.delete(asker)
  }

  #change(change: Partial<MarkedTextState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
