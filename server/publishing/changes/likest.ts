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
  const [old, now] = [before.map(wordsIn), after.map(wordsIn)]
  const width = now.length + 1
  const best = new Float64Array((old.length + 1) * width)
  const alike = new Float64Array(old.length * now.length)
  for (let one = old.length - 1; one >= 0; one--) {
    for (let other = now.length - 1; other >= 0; other--) {
      const share = shareOf(old[one], now[other])
      alike[one * now.length + other] = share
      const paired = share < leastAlike ? 0 : share + (best[(one + 1) * width + other + 1] ?? 0)
      best[one * width + other] = Math.max(
        paired,
        best[(one + 1) * width + other] ?? 0,
        best[one * width + other + 1] ?? 0,
      )
    }
  }
  const pairs: Pair[] = []
  let [one, other] = [0, 0]
  while (one < old.length && other < now.length) {
    const here = best[one * width + other] ?? 0
    if (here === (best[(one + 1) * width + other] ?? 0)) one++
    else if (here === (best[one * width + other + 1] ?? 0)) other++
    else pairs.push([one++, other++])
  }
  return pairs
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

/** How many of the words of two lines are in both, 0 to 1. */
function shareOf(one: Counted | undefined, other: Counted | undefined): number {
  if (one === undefined || other === undefined || one.all + other.all === 0) return 0
  let both = 0
  for (const [word, times] of one.words) both += Math.min(times, other.words.get(word) ?? 0)
  return (2 * both) / (one.all + other.all)
}
