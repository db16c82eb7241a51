/** Finds words in a page, across bold and links, never across blocks. */
import type { Node } from '@tiptap/pm/model'

export interface Wanted {
  readonly text: string
  readonly matchCase: boolean
  readonly wholeWords: boolean
}

export interface Match {
  readonly from: number
  readonly to: number
}

/** Where it stands, in the order of the page; nothing for ''. */
export function matchesIn(doc: Node, { text, matchCase, wholeWords }: Wanted): readonly Match[] {
  const wanted = folded(text, matchCase)
  const found: Match[] = []
  if (wanted === '') return found
  doc.descendants((node, place) => {
    if (!node.isTextblock) return true
    // A character stands for what is no text, so that places stay the same.
    const inside = folded(node.textBetween(0, node.content.size, null, '\uFFFC'), matchCase)
    for (
      let at = inside.indexOf(wanted);
      at >= 0;
      at = inside.indexOf(wanted, at + wanted.length)
    ) {
      if (wholeWords && !isWhole(inside, at, at + wanted.length)) continue
      found.push({ from: place + 1 + at, to: place + 1 + at + wanted.length })
    }
    return false
  })
  return found
}

const isLetter = (text: string) => /[\p{L}\p{M}\p{N}_]/u.test(text)

function isWhole(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 1), from)
  const after = text.slice(to, to + 1)
  return !(isLetter(before) && isLetter(text.slice(from, from + 1))) && !isLetter(after)
}

/** Typed quotation marks find set ones. Of the same length, letter by letter. */
function folded(text: string, matchCase: boolean): string {
  const plain = text
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟«»]/g, '"')
    .replace(/\u00A0/g, ' ')
  if (matchCase) return plain
  const lower = plain.toLowerCase()
  if (lower.length === plain.length) return lower
  // A few capitals have longer small letters.
  return [...plain]
    .map((letter) => {
      const small = letter.toLowerCase()
      return small.length === letter.length ? small : letter
    })
    .join('')
}

/** The first match at or after a place, or the first of all. */
export function matchFrom(matches: readonly Match[], place: number): number {
  const at = matches.findIndex(({ from }) => from >= place)
  return at < 0 ? 0 : at
}
