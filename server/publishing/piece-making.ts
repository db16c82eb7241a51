/** What pieces are made with, beside the page's nodes. */
import type { JSONContent } from '@tiptap/core'
import { type PersonId, personId } from '#contract/ids.ts'
import { isNodeAttribute } from '#contract/page-values.ts'
import type { Language } from '#contract/records.ts'
import type { Words } from './words/shape.ts'

export interface Making {
  readonly language: Language
  /** `whole`: guiding questions and internal parts, too. */
  readonly extent: 'clean' | 'whole'
  /** Null for who cannot be named. */
  readonly nameOf: (person: PersonId) => string | null
}

/** What its own parts are made with. */
export interface PieceMaking extends Making {
  readonly words: Words
  /** A day, `2027-03-31`, as the language writes it. */
  readonly day: (day: string) => string
}

/** What the schema allows there; null for anything else. */
export function attribute({ attrs, type = '' }: JSONContent, name: string): unknown {
  const value: unknown = attrs?.[name]
  if (value === null || value === undefined) return null
  return isNodeAttribute(type, name, value) ? value : null
}

/** Who owns a row or task, by name. */
export function personOf(node: JSONContent, { nameOf, words }: PieceMaking): string | null {
  const owner = personId.safeParse(attribute(node, 'owner'))
  return owner.success ? (nameOf(owner.data) ?? words.anyone) : null
}
