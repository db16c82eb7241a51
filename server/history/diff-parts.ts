/** What a line is made of while its changes are told apart. */
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Building, Draft } from './diff-changes.ts'

export interface TextPart {
  readonly text: string
  readonly became: 'same' | 'added' | 'removed' | 'moved' | 'formatted' | 'left'
  /** At the moment before it stood elsewhere. */
  readonly elsewhere: boolean
  /** Numbers of sets of marks; `wasMarks` where they were others. */
  readonly marks: number
  readonly wasMarks?: number
  /** Whose change it is, and between which entries; null where it is nobody's. */
  readonly by: PersonId | null
  readonly first: Seq
  readonly last: Seq
  readonly direction?: 'up' | 'down'
  /** Of what moved or left: its first unit in the page before. */
  readonly from?: number
  /** Changes that share a word have one number. */
  readonly cluster?: number
  /** The change that it is part of, where that is known already. */
  readonly draft: Draft | null
}

export interface NodePart {
  readonly node: Building
  /** What it reads like in a line. */
  readonly label: string
  /** Does it stand in the line as a character does? */
  readonly inline: boolean
  readonly by: PersonId | null
  readonly at: Seq
}

export type LinePart = TextPart | NodePart

/** Is it of the moment before alone? */
export function isBefore(part: LinePart): boolean {
  const { became } = 'text' in part ? part : part.node
  return became === 'removed' || became === 'left'
}

/** Is it text of both moments? */
export function isKept(part: LinePart): part is TextPart {
  return 'text' in part && (part.became === 'same' || part.became === 'formatted')
}

/** Is it text of one moment alone, told by itself? */
export function isTextChange(part: LinePart): boolean {
  return (
    'text' in part && part.draft === null && (part.became === 'added' || part.became === 'removed')
  )
}

/** Is it an element that stands here at both moments? */
export function isFixed(part: LinePart): boolean {
  if ('text' in part || isBefore(part)) return false
  return part.node.became !== 'added' && part.node.elsewhere !== true
}
