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

/** Words and signs in their order, without the white space between them. */
export function wordPlaces(text: string, segments: Intl.Segmenter): WordPlace[] {
  const places: WordPlace[] = []
  for (const { 0: part, index } of text.matchAll(/[^ \t\n]+/g)) {
    const [, before, word, after] = plain.exec(part) ?? []
    if (before === undefined || word === undefined || after === undefined) {
      for (const found of segments.segment(part)) {
        const at = index + found.index
        if (found.segment.trim() !== '') places.push({ text: found.segment, at })
      }
      continue
    }
    let at = index
    for (const one of [...before, word, ...after]) {
      places.push({ text: one, at })
      at += one.length
    }
  }
  return places
}
