/** How well something fits what somebody typed to find it. */
import { plainLetters } from './plain-letters.ts'

export interface Findable {
  readonly name: string
  /** Further words that find it, less well than its name does. */
  readonly words?: string
}

/**
 * Those that fit what was typed, the best first and otherwise as they stand: every word typed
 * begins a word of the name, or of the further words, or is inside one, or has its letters in the
 * name in their order. All of them for ''.
 */
export function fitting<T extends Findable>(all: readonly T[], typed: string): readonly T[] {
  const parts = plainLetters(typed).split(/\s+/).filter(Boolean)
  if (parts.length === 0) return all
  const found: { readonly one: T; readonly worth: number }[] = []
  for (const one of all) {
    const name = plainLetters(one.name)
    const words = plainLetters(one.words ?? '')
    const worths = parts.map((part) =>
      Math.max(
        [0, 3, 8, 10][placeIn(name, part)] ?? 0,
        [0, 2, 4, 6][placeIn(words, part)] ?? 0,
        hasInOrder(name, part) ? 1 : 0,
      ),
    )
    const least = Math.min(...worths)
    if (least > 0) found.push({ one, worth: least + (name.startsWith(parts.join(' ')) ? 1 : 0) })
  }
  return found.toSorted((a, b) => b.worth - a.worth).map(({ one }) => one)
}

/** 0: not in the text, 1: inside a word, 2: at the start of one, 3: a word by itself. */
function placeIn(text: string, part: string): 0 | 1 | 2 | 3 {
  let best: 0 | 1 | 2 | 3 = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const begins = !isLetter(text[at - 1])
    if (begins && !isLetter(text[at + part.length])) return 3
    if (best < 2) best = begins ? 2 : 1
  }
  return best
}

const isLetter = (letter: string | undefined) =>
  letter !== undefined && /[\p{L}\p{N}]/u.test(letter)

/** Are the letters there in their order, the first of them at the start of a word? */
function hasInOrder(text: string, part: string): boolean {
  if (part.length < 3) return false
  return text.split(/[^\p{L}\p{N}]+/u).some((_, n, all) => {
    const rest = all.slice(n).join('')
    if (rest[0] !== part[0]) return false
    let at = 0
    for (const letter of part) {
      const next = rest.indexOf(letter, at)
      if (next < 0) return false
      at = next + 1
    }
    return true
  })
}
