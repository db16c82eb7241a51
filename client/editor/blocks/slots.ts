/**
 * The parts of blocks that React draws: tiptap owns the text and its elements, React what stands
 * beside the text in them (choices, pictures, answers). A slot is an element of tiptap's with what
 * React is to put there.
 */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { ComponentType } from 'react'

/** What a part of a block gets to know. A new object whenever something in it has changed. */
export interface BlockProps {
  readonly editor: Editor
  readonly node: Node
  /** Where the block stands now; undefined once it is gone. */
  readonly place: () => number | undefined
  readonly selected: boolean
  /** Sets attributes of the block in one change of this person's. */
  readonly set: (attributes: Readonly<Record<string, unknown>>) => void
}

export interface Slot {
  readonly key: string
  readonly element: HTMLElement
  readonly Part: ComponentType<BlockProps>
  readonly get: () => BlockProps
  readonly subscribe: (listener: () => void) => () => void
}

/** A slot is filled when it is within so much of the screen's height of it, and in the end anyway. */
const near = 0.5
/** Milliseconds until then, and how many in one go. */
const rest = 1_500
const batch = 10

/** The slots of one editor. */
export class Slots {
  #all: readonly Slot[] = []
  /** Not filled yet, in their order. */
  readonly #waiting = new Map<Element, Slot>()
  #observer: IntersectionObserver | null = null
  #isOpening = false
  #made = 0
  #told = false
  readonly #listeners = new Set<() => void>()

  get = (): readonly Slot[] => this.#all

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Adds a slot; the functions returned change what it shows, and take it away. */
  add(element: HTMLElement, Part: Slot['Part'], first: BlockProps) {
    let shown = first
    const listeners = new Set<() => void>()
    this.#made += 1
    const slot: Slot = {
      key: String(this.#made),
      element,
      Part,
      get: () => shown,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    if (this.#isOpening) this.#waiting.set(element, slot)
    else {
      this.#all = [...this.#all, slot]
      this.#tell()
    }
    return {
      show: (next: BlockProps) => {
        shown = next
        for (const listener of listeners) listener()
      },
      remove: () => {
        this.#observer?.unobserve(element)
        if (this.#waiting.delete(element)) return
        this.#all = this.#all.filter((one) => one !== slot)
        this.#tell()
      },
    }
  }

  /** Are there any that are not filled yet? */
  get wait(): boolean {
    return this.#waiting.size > 0
  }

  /**
   * Opens the editor, and fills at once only those of its slots that can be seen: a long page has
   * hundreds. The others follow when one comes near them, or when there is nothing else to do.
   */
  opening<T>(open: () => T): T {
    this.#isOpening = true
    try {
      return open()
    } finally {
      this.#isOpening = false
      this.#follow()
    }
  }

  #follow(): void {
    if (!this.wait) return
    const end = innerHeight * (1 + near)
    const seen = []
    for (const element of this.#waiting.keys()) {
      // What is folded away has no place.
      if (element.getClientRects().length === 0) continue
      if (element.getBoundingClientRect().top > end) break
      seen.push(element)
    }
    this.#fill(seen)
    const options = { rootMargin: `${near * 100}%` }
    this.#observer = new IntersectionObserver((entries) => {
      this.#fill(entries.filter((one) => one.isIntersecting).map(({ target }) => target))
    }, options)
    for (const element of this.#waiting.keys()) this.#observer.observe(element)
    const later = () => {
      this.#fill([...this.#waiting.keys()].slice(0, batch))
      if (this.wait) whenIdle(later)
    }
    setTimeout(() => whenIdle(later), rest)
  }

  #fill(elements: readonly Element[]): void {
    const slots = elements.flatMap((element) => this.#waiting.get(element) ?? [])
    for (const { element } of slots) {
      this.#waiting.delete(element)
      this.#observer?.unobserve(element)
    }
    if (slots.length === 0) return
    this.#all = [...this.#all, ...slots]
    this.#tell()
  }

  /** Once for all that is drawn together: React may be in the middle of drawing the editor. */
  #tell(): void {
    if (this.#told) return
    this.#told = true
    queueMicrotask(() => {
      this.#told = false
      for (const listener of this.#listeners) listener()
    })
  }
}

/** Not every browser tells when there is nothing to do. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 500 })
  else setTimeout(work, 50)
}
