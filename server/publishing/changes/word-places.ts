/** Where the words and signs of a text are, by the rules of its language. */

export interface WordPlace {
  readonly text: string
  /** In UTF-16 units. */
  readonly at: number
}

/**
 * A word of Latin letters and digits between signs that belong to no word at its ends: what nearly
 * all of a text is, and what the rules of every language part alike. They are asked about the rest,
 * as that takes some hundred times as long, and by far the longest in a long text.
 */
const plain = /^(["(]*)([A-Za-z0-9À-ÖØ-öø-ž]+)([!"),.:;?]*)$/

/** Letters that are asked about at once: each asking takes its time, and a long one takes longer. */
const together = 400

/** Words and signs in their order, without the white space between them. */
export function wordPlaces(text: string, segments: Intl.Segmenter): WordPlace[] {
  const places: WordPlace[] = []
  let [from, to] = [0, 0]
  const ask = () => {
    for (const { index, segment } of segments.segment(text.slice(from, to))) {
      if (segment.trim() !== '') places.push({ text: segment, at: from + index })
    }
    from = to
  }
  for (const { 0: part, index } of text.matchAll(/[^ \t\n]+/g)) {
    const [, before, word, after] = plain.exec(part) ?? []
    const isPlain = before !== undefined && word !== undefined && after !== undefined
    if (from < to && (isPlain || to - from > together)) ask()
    if (!isPlain) {
      if (from === to) from = index
      to = index + part.length
      continue
    }
    let at = index
    for (const one of [...before, word, ...after]) {
      places.push({ text: one, at })
      at += one.length
    }
    from = to = at
  }
  if (from < to) ask()
  return places
}
