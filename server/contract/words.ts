/** What counts as a word, the same for everybody who counts. */

/** A run of letters and figures; what joins two within a word (don’t, EU-wide, 7.5) does not end it. */
const word = /[\p{L}\p{N}\p{M}]+(?:[’'.,:‑-][\p{L}\p{N}\p{M}]+)*/gu

/** How many words there are in a text. */
export function countWords(text: string): number {
  return text.match(word)?.length ?? 0
}
