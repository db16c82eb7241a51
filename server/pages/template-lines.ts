/** Lines of a template file, and how what is wrong in one is said. */
import type { JSONContent } from '@tiptap/core'

/** Says file and line, for whoever edits templates. */
export class TemplateError extends Error {}

export interface Line {
  /** From 1. */
  readonly number: number
  /** Without spaces at its ends. */
  readonly text: string
}

/** A node of the page, and where it was written. */
export interface Block {
  readonly line: number
  readonly node: JSONContent
  /** Lines of its rows or items, where it has some. */
  readonly rowLines?: readonly number[]
}

/** Throws TemplateError. `why` is an English sentence. */
export type Fail = (line: number, why: string) => never

/** The lines of a file, whatever they end with. */
export function linesOf(source: string): Line[] {
  return source
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ number: index + 1, text: text.trim() }))
}

/** Names `file` and the line in every error. */
export function failIn(file: string): Fail {
  return (line, why) => {
    throw new TemplateError(`${file}, line ${line}: ${why}`)
  }
}

/** Words in a row, as a sentence names them. */
export const listed = (words: readonly (string | number)[]) => words.join(', ')
