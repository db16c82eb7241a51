/** Which of some new text is old text written anew, by the text alone. */

/**
 * Shorter pieces prove nothing: of unrelated texts that replace each other, 3.7 % of the characters
 * match by pieces of 8, 1.3 % by pieces of 12, under 1 % by pieces of 16 (measured with Finnish and
 * Norwegian prose that even shares its house style). Authors are as right with 16 as with 12.
 */
export const shortestMatch = 16

/** Places where a piece is looked for; text that repeats itself has no end of them. */
const mostTries = 64

/**
 * For each UTF-16 unit of `written` the unit of `removed` that it carries on, -1 for none: all in
 * order when both are the same, otherwise the longest common pieces, from the left.
 */
export function matchText(written: string, removed: string, shortest = shortestMatch): Int32Array {
  const matches = new Int32Array(written.length).fill(-1)
  const whole = written === '' ? -1 : removed.indexOf(written)
  if (whole >= 0) return matches.map((_, i) => whole + i)
  const size = Math.min(shortest, written.length)
  if (size === 0 || removed.length < size || written.length < size) return matches
  if (size === written.length) return matches
  const starts = startsOfPieces(removed, size)
  const used = new Uint8Array(removed.length)
  let expected = 0
  for (let i = 0; i + size <= written.length;) {
    let best = 0
    let at = -1
    for (const start of starts.get(written.slice(i, i + size)) ?? []) {
      let length = 0
      while (
        i + length < written.length &&
        start + length < removed.length &&
        used[start + length] === 0 &&
        written.charCodeAt(i + length) === removed.charCodeAt(start + length)
      ) {
        length++
      }
      // Of several the one that goes on where the last piece ended.
      if (length > best || (length === best && start === expected)) {
        best = length
        at = start
      }
    }
    if (best < size) {
      i++
      continue
    }
    for (let k = 0; k < best; k++) matches[i + k] = at + k
    used.fill(1, at, at + best)
    expected = at + best
    i += best
  }
  return matches
}

function startsOfPieces(text: string, size: number): Map<string, number[]> {
  const starts = new Map<string, number[]>()
  for (let i = 0; i + size <= text.length; i++) {
    const piece = text.slice(i, i + size)
    const known = starts.get(piece)
    if (known === undefined) starts.set(piece, [i])
    else if (known.length < mostTries) known.push(i)
  }
  return starts
}
