/**
 * What stands on a page, made ready for paper, other programs and other sites: no editor's nodes,
 * no ids of people, every label in words. Every rendering begins from these and knows nothing else.
 */
import type { FileId, PageId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'

export const textMarks = ['bold', 'italic', 'underline', 'strike', 'code'] as const
export type TextMark = (typeof textMarks)[number]

/** Words that look the same and lead to the same place. A line break is `\n`. */
export interface Run {
  readonly text: string
  readonly marks: readonly TextMark[]
  /** A safe address (`contract/href.ts`), or a page of ours; null = they lead nowhere. */
  readonly to: { readonly href: string } | { readonly page: PageId } | null
}
export type Runs = readonly Run[]

export interface Cell {
  /** At the head of its column or row; null = neither. */
  readonly head: 'column' | 'row' | null
  readonly colspan: number
  readonly rowspan: number
  readonly align: 'left' | 'center' | 'right' | null
  readonly content: readonly Piece[]
}

/** A step of a decision flow; its number is its place. */
export interface Step {
  readonly asks: boolean
  readonly title: Runs
  readonly action: Runs
  /** Whose role or shift, and who answers for it. */
  readonly who: Runs
  readonly owner: string | null
  /** "within 2 hours of service time"; null = no time is set. */
  readonly within: string | null
  /** After a question: the answer is yes and the action is done; then this. */
  readonly ends: boolean
}

/** A part of a page that stands by itself. */
export type Piece =
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: Runs }
  | { readonly kind: 'paragraph'; readonly text: Runs }
  /** Only for those who write. `aside`: it was found not to be relevant; what follows says why. */
  | { readonly kind: 'question'; readonly text: Runs; readonly aside: boolean }
  /** Only for those who write: never published. */
  | { readonly kind: 'internal'; readonly content: readonly Piece[] }
  | {
      readonly kind: 'list'
      /** The number it begins with; null = bullets. */
      readonly start: number | null
      readonly items: readonly (readonly Piece[])[]
    }
  | { readonly kind: 'tasks'; readonly items: readonly Task[] }
  | { readonly kind: 'quote'; readonly content: readonly Piece[] }
  | { readonly kind: 'code'; readonly text: string; readonly language: string | null }
  | { readonly kind: 'divider' }
  | {
      readonly kind: 'table'
      /** What it is called, of tables made from goals, metrics and the like. */
      readonly caption: string | null
      readonly rows: readonly (readonly Cell[])[]
    }
  | {
      readonly kind: 'callout'
      readonly tone: 'note' | 'tip' | 'important' | 'warning'
      readonly content: readonly Piece[]
    }
  | { readonly kind: 'details'; readonly summary: Runs; readonly content: readonly Piece[] }
  | {
      readonly kind: 'image'
      readonly file: FileId
      readonly page: PageId
      /** Empty = it only decorates. */
      readonly alt: string
      readonly width: number | null
      readonly height: number | null
      readonly caption: Runs
    }
  | {
      readonly kind: 'file'
      readonly file: FileId
      readonly page: PageId
      readonly name: string
      /** Bytes. */
      readonly size: number
    }
  | {
      readonly kind: 'rule'
      readonly stance: 'do' | 'dont' | null
      readonly text: Runs
      readonly why: Runs
      readonly example: Runs
      readonly ask: Runs
    }
  | { readonly kind: 'flow'; readonly steps: readonly Step[] }

export interface Task {
  readonly done: boolean
  readonly owner: string | null
  /** As the language writes it. */
  readonly due: string | null
  readonly content: readonly Piece[]
}

/** One page of a booklet. */
export interface Chapter {
  readonly page: PageId
  readonly title: string
  readonly language: Language
  /** Label and value, in the page's language: status, owner, next review. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly pieces: readonly Piece[]
}

/** A page, or the pages of a strategy, as they were at a moment. */
export interface Booklet {
  readonly title: string
  readonly language: Language
  readonly organisation: string
  /** Null where the title is the strategy's. */
  readonly strategy: string | null
  /** When it was made, as the language writes it. */
  readonly made: string
  /** Of an edition: it is no working copy, and says what it is instead of when it was made. */
  readonly edition?: {
    /** At the foot of every sheet: its number, and since when it is valid. */
    readonly foot: string
    /** Lines under the title. */
    readonly front: readonly string[]
  }
  readonly chapters: readonly Chapter[]
}

/** The bytes of a picture. */
export interface BookletPicture {
  readonly type: 'image/webp' | 'image/png'
  readonly bytes: Uint8Array
}

/** The pictures of a booklet; those that are gone are absent. */
export type Pictures = ReadonlyMap<FileId, BookletPicture>
