/**
 * Between the editor, which is there at once, and its layer: all that is drawn over the text
 * (lists of blocks and names, the bubble, the handle, find) and is fetched when somebody begins to
 * write. What is asked for meanwhile waits until the layer is there.
 */

import type { MarkCommand } from '../marks/mark-keys.ts'

/** What the layer does when asked to, by keys or by a button. */
export type LayerCommand = 'insert' | 'find' | 'blockMenu' | 'moveUp' | 'moveDown' | MarkCommand

/** One for each editor. */
export class LayerLink {
  #onKey: ((event: KeyboardEvent) => boolean) | null = null
  #run: ((command: LayerCommand) => void) | null = null
  #waiting: LayerCommand[] = []
  readonly #onNeeded: () => void

  /** `onNeeded` is called when something is asked for and the layer is not there. */
  constructor(onNeeded: () => void) {
    this.#onNeeded = onNeeded
  }

  /** Has the layer do something, as soon as it is there. */
  readonly ask = (command: LayerCommand): void => {
    if (this.#run !== null) return this.#run(command)
    this.#waiting.push(command)
    this.#onNeeded()
  }

  /** The layer is there, until the function returned is called. */
  attach(run: (command: LayerCommand) => void): () => void {
    this.#run = run
    for (const command of this.#waiting.splice(0)) run(command)
    return () => {
      if (this.#run === run) this.#run = null
    }
  }

  /** A list takes keys while it is open, until the function returned is called. */
  takeKeys(onKey: (event: KeyboardEvent) => boolean): () => void {
    this.#onKey = onKey
    return () => {
      if (this.#onKey === onKey) this.#onKey = null
    }
  }

  /** Offers a key to the list that is open; true: it was meant for the list. */
  offerKey(event: KeyboardEvent): boolean {
    return this.#onKey?.(event) === true
  }
}
