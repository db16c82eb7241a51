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

/** The slots of one editor. */
export class Slots {
  #all: readonly Slot[] = []
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
    this.#all = [...this.#all, slot]
    this.#tell()
    return {
      show: (next: BlockProps) => {
        shown = next
        for (const listener of listeners) listener()
      },
      remove: () => {
        this.#all = this.#all.filter((one) => one !== slot)
        this.#tell()
      },
    }
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
