/** The fewest words by which one text differs from another. Pure. */

/** What stands at a place of the text as it was, and what shall stand there. */
export interface Rewording {
  readonly at: number
  /** Of what goes. */
  readonly length: number
  readonly text: string
}

/** More comparisons are not made: what differs is then one piece. */
const mostCompared = 4_000_000

/** What makes `after` of `before`, word by word, from the beginning to the end. */
export function rewordingsOf(before: string, after: string): Rewording[] {
  const [old, made] = [wordsOf(before), wordsOf(after)]
  const shorter = Math.min(old.length, made.length)
  let head = 0
  while (head < shorter && old[head] === made[head]) head++
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === made.at(-1 - tail)) tail++
  const [gone, come] = [old.slice(head, old.length - tail), made.slice(head, made.length - tail)]

  const rewordings: Rewording[] = []
  let at = lengthOf(old.slice(0, head))
  const replace = (from: readonly string[], to: readonly string[]) => {
    const length = lengthOf(from)
    if (length > 0 || to.length > 0) rewordings.push({ at, length, text: to.join('') })
    at += length
  }
  let [left, right] = [0, 0]
  for (const [i, j] of keptOf(gone, come)) {
    replace(gone.slice(left, i), come.slice(right, j))
    at += gone[i]?.length ?? 0
    left = i + 1
    right = j + 1
  }
  replace(gone.slice(left), come.slice(right))
  return rewordings
}

/** Words, blanks, and everything else character by character. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|./gsu) ?? []
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0)
}

/** Pairs of equal words, in the order of both, that keep the most letters. */
function keptOf(
  a: readonly string[],
  b: readonly string[],
): readonly (readonly [number, number])[] {
  const width = b.length + 1
  if (a.length * b.length > mostCompared) return []
  const kept = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const both = a[i] === b[j] ? weight(a[i]) + (kept[(i + 1) * width + j + 1] ?? 0) : 0
      const either = Math.max(kept[(i + 1) * width + j] ?? 0, kept[i * width + j + 1] ?? 0)
      kept[i * width + j] = Math.max(both, either)
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const best = kept[i * width + j] ?? 0
    if (a[i] === b[j] && best === weight(a[i]) + (kept[(i + 1) * width + j + 1] ?? 0)) {
      pairs.push([i++, j++])
    } else if (best === (kept[(i + 1) * width + j] ?? 0)) i++
    else j++
  }
  return pairs
}

/** A word that is kept counts more than any number of blanks beside it. */
function weight(word = ''): number {
  return /^\s/u.test(word) ? 1 : 2 * word.length
}
