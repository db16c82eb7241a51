/**
 * A page as its guiding questions see it: a row of pieces at the top, each of which asks, heads, or
 * may hold an answer. The same for the editor's document and for the tree that readers see.
 */

/** A node of either, as far as it matters here. */
export interface Part {
  readonly type: string
  readonly attrs: Readonly<Record<string, unknown>>
  /** Of text alone. */
  readonly text?: string | undefined
  readonly parts: () => Iterable<Part>
}

export interface Piece {
  readonly kind: 'title' | 'question' | 'guidance' | 'heading' | 'other'
  /** Of headings. */
  readonly level: number
  readonly words: string
  readonly notRelevant: boolean
  /** Nobody, the template neither, has put anything into it: words, choices, pictures. */
  readonly isBlank: boolean
  /** Something in it can be an answer. Heads of tables and statements of scales ask, themselves. */
  readonly isFilled: boolean
}

/** What the part at the top of a page is for its questions. */
export function pieceOf(part: Part): Piece {
  const { type, attrs } = part
  const kind =
    type === 'question'
      ? attrs['kind'] === 'guidance'
        ? 'guidance'
        : 'question'
      : type === 'heading' || type === 'title'
        ? type
        : 'other'
  return {
    kind,
    level: kind === 'heading' ? Number(attrs['level'] ?? 2) : 0,
    words: kind === 'other' ? '' : wordsOf(part),
    notRelevant: attrs['notRelevant'] === true,
    isBlank: isBlank(part),
    isFilled: isFilled(part),
  }
}

/** Is there no difference between the two that a question could see? */
export function isAlike(one: Piece, other: Piece): boolean {
  return (
    one.kind === other.kind &&
    one.level === other.level &&
    one.words === other.words &&
    one.notRelevant === other.notRelevant &&
    one.isBlank === other.isBlank &&
    one.isFilled === other.isFilled
  )
}

function wordsOf(part: Part): string {
  let words = part.text ?? ''
  for (const inner of part.parts()) words += wordsOf(inner)
  return words
}

/** Attributes that say how something is laid out, or which row it is. */
const laidOut: ReadonlySet<string> = new Set([
  'id',
  'internal',
  'level',
  'start',
  'type',
  'colspan',
  'rowspan',
  'colwidth',
  'align',
  'points',
])

const hasChoices = ({ attrs }: Part) =>
  Object.entries(attrs).some(
    ([name, value]) => value !== null && value !== undefined && !laidOut.has(name),
  )

/** Things in themselves: a picture, a file, a divider, the name of somebody. */
const things: ReadonlySet<string> = new Set([
  'image',
  'file',
  'horizontalRule',
  'personMention',
  'pageMention',
])

function isBlank(part: Part): boolean {
  if (part.text !== undefined) return part.text.trim() === ''
  if (things.has(part.type) || hasChoices(part)) return false
  for (const inner of part.parts()) if (!isBlank(inner)) return false
  return true
}

const asking: ReadonlySet<string> = new Set(['question', 'tableHeader', 'scales'])

function isFilled(part: Part): boolean {
  if (part.text !== undefined) return part.text.trim() !== ''
  const { type } = part
  if (asking.has(type) || type === 'horizontalRule') return false
  if (things.has(type)) return true
  if (type === 'timeBudget') return hasChoices(part)
  for (const inner of part.parts()) if (isFilled(inner)) return true
  return false
}
