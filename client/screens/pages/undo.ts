import { createContext, use } from 'react'

/** Something that was done, in words, and how it is taken back. */
export interface Undoable {
  readonly text: string
  readonly undo: () => Promise<void>
}

/** Takes what can be undone, for the notice that outlives the screen it was done on. */
export const Undo = createContext<((done: Undoable) => void) | null>(null)

/** Offers to undo what was just done, wherever one goes next. */
export function useUndo(): (done: Undoable) => void {
  const offer = use(Undo)
  if (offer === null) throw new Error('There is no place for what can be undone')
  return offer
}
