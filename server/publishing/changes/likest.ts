/** Which of the lines that went became which of those that came, as far as their words tell. */
import type { Looks, Pair } from './kept.ts'

/** Lines that have less in common are not worth comparing. */
const leastAlike = 0.25

/** The pairs of lines that are most alike together, rising in both; none where that takes too long. */
export function likest(before: readonly string[], after: readonly string[], looks: Looks): Pair[] {
  if (before.length === 0 || after.length === 0) return []
  if (before.length === 1 && after.length === 1) return [[0, 0]]
  const size = (texts: readonly string[]) => texts.reduce((sum, { length }) => sum + length + 8, 0)
  // Each line is looked at with each other one, a word for some six letters.
  const cost = (size(before) * after.length + size(after) * before.length) / 6
  if (cost > looks.left)
    return before.length === after.length ? before.map((_, at) => [at, at]) : []
  looks.left -= cost
  const width = after.length + 1
  const best = new Float64Array((before.length + 1) * width)
  const sharesOf = comparedWith(after)
  for (let one = before.length - 1; one >= 0; one--) {
    const shares = sharesOf(before[one] ?? '')
    for (let other = after.length - 1; other >= 0; other--) {
      const at = one * width + other
      const share = shares[other] ?? 0
      const paired = share < leastAlike ? 0 : share + (best[at + width + 1] ?? 0)
      best[at] = Math.max(paired, best[at + width] ?? 0, best[at + 1] ?? 0)
    }
  }
  const pairs: Pair[] = []
  let [one, other] = [0, 0]
  while (one < before.length && other < after.length) {
    const here = best[one * width + other] ?? 0
    if (here === (best[(one + 1) * width + other] ?? 0)) one++
    else if (here === (best[one * width + other + 1] ?? 0)) other++
    else pairs.push([one++, other++])
  }
  return pairs
}

/** How many of the words of a text and of each of these are in both, 0 to 1. */
function comparedWith(texts: readonly string[]): (text: string) => Float64Array {
  const lengths: number[] = []
  /** Of each word: which texts have it, and how often. */
  const places = new Map<string, { readonly of: number; readonly times: number }[]>()
  for (const [of, text] of texts.entries()) {
    const { all, words } = wordsIn(text)
    lengths.push(all)
    for (const [word, times] of words) {
      const known = places.get(word)
      if (known) known.push({ of, times })
      else places.set(word, [{ of, times }])
    }
  }
  return (text) => {
    const shares = new Float64Array(texts.length)
    const { all, words } = wordsIn(text)
    for (const [word, own] of words) {
      for (const { of, times } of places.get(word) ?? []) {
        shares[of] = (shares[of] ?? 0) + Math.min(own, times)
      }
    }
    return shares.map((both, of) => (both === 0 ? 0 : (2 * both) / (all + (lengths[of] ?? 0))))
  }
}

interface Counted {
  readonly words: ReadonlyMap<string, number>
  readonly all: number
}

function wordsIn(text: string): Counted {
  const words = new Map<string, number>()
  const found = text.match(/[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []
  for (const word of found) words.set(word, (words.get(word) ?? 0) + 1)
  return { words, all: found.length }
}
