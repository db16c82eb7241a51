/** What the template draws: parts with their words, places and sizes, and nothing left to decide. */
import type { FileId } from '#contract/ids.ts'

/** A picture that the compiler can read: where it is, and its size in pixels. */
export interface Readable {
  readonly path: string
  readonly width: number
  readonly height: number
}
export type ReadablePictures = ReadonlyMap<FileId, Readable>

export interface SheetRun {
  readonly text: string
  readonly marks: readonly string[]
  readonly href?: string
  /** The name of a chapter of this booklet. */
  readonly chapter?: string
}

export interface SheetCell {
  readonly x: number
  readonly y: number
  readonly colspan: number
  readonly rowspan: number
  readonly head: boolean
  readonly align: string
  readonly content: readonly Block[]
}

export type Block =
  | { readonly kind: 'paragraph'; readonly quiet: boolean; readonly text: readonly SheetRun[] }
  | { readonly kind: 'heading'; readonly level: number; readonly text: readonly SheetRun[] }
  | {
      readonly kind: 'bullets'
      readonly tight: boolean
      readonly items: readonly (readonly Block[])[]
    }
  | {
      readonly kind: 'numbers'
      readonly start: number
      readonly tight: boolean
      readonly items: readonly (readonly Block[])[]
    }
  | {
      readonly kind: 'tasks'
      readonly items: readonly { readonly done: boolean; readonly content: readonly Block[] }[]
    }
  | { readonly kind: 'quote'; readonly content: readonly Block[] }
  | {
      readonly kind: 'box'
      readonly tone: 'note' | 'tip' | 'important' | 'warning' | 'quiet'
      readonly filled: boolean
      readonly label: readonly SheetRun[]
      readonly content: readonly Block[]
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'divider' }
  | {
      readonly kind: 'image'
      readonly path: string
      readonly alt: string
      /** Points. */
      readonly width: number
      readonly caption: readonly SheetRun[]
    }
  | {
      readonly kind: 'table'
      readonly caption: string | null
      /** What share of the width each column has. */
      readonly columns: readonly number[]
      /** Of the letters, in points. */
      readonly size: number
      /** Whether the heads stand again on each page. */
      readonly repeat: boolean
      readonly header: readonly SheetCell[]
      readonly cells: readonly SheetCell[]
    }

export interface SheetChapter {
  readonly name: string
  readonly title: string
  readonly language: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly blocks: readonly Block[]
}

export interface Sheet {
  /** The title, for the programs that show it. */
  readonly name: string
  readonly title: string
  readonly organisation: readonly string[]
  readonly language: string
  readonly several: boolean
  readonly header: string
  readonly made: string
  /** With {n} and {all}. */
  readonly page: string
  readonly contents: string
  /** Lines under the first title. */
  readonly front: readonly string[]
  readonly chapters: readonly SheetChapter[]
}
