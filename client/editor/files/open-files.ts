/** What the files of one open page have in common: for the text, and for what React draws in it. */
import { createContext, use } from 'react'
import type { Sendings } from './sendings.ts'

export interface OpenFiles {
  readonly page: string
  /** Of the page: pictures are described in it. */
  readonly language: string
  readonly sendings: Sendings
  readonly asking: Asking
}

/** Asks for the alternative text of a picture, by its file: whoever draws it hears of it. */
export class Asking {
  readonly #listeners = new Set<(file: string) => void>()
  #due: string | null = null

  /** The picture may be drawn only later. */
  ask(file: string): void {
    this.#due = file
    for (const listener of this.#listeners) listener(file)
  }

  /** Is this the picture that was asked about? Nobody else is told so again. */
  take(file: string): boolean {
    if (this.#due !== file) return false
    this.#due = null
    return true
  }

  subscribe(listener: (file: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

const OpenFilesContext = createContext<OpenFiles | null>(null)

/** Gives the files of the open page to everything below. */
export const OpenFilesProvider = OpenFilesContext.Provider

/** The files of the page that is open in the editor. */
export function useOpenFiles(): OpenFiles {
  const files = use(OpenFilesContext)
  if (files === null) throw new Error('No page is open for writing above this component')
  return files
}
