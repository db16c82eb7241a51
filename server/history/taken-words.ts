/** Words taken out of text that lies beside a page: filler of the same length stands there. */
import { filler } from './redact.ts'

/** Shorter ones would be found everywhere. */
const shortest = 4

/** The longest first: of a passage that is half gone the rest would not be found any more. */
const long = (words: readonly string[]) =>
  words.filter(({ length }) => length >= shortest).toSorted((a, b) => b.length - a.length)

/** The text without the words. */
export function textWithout(text: string, words: readonly string[]): string {
  return long(words).reduce((left, word) => left.replaceAll(word, filler.repeat(word.length)), text)
}

/**
 * A passage of a page without the words, line by line. It may begin or end in the middle of one, or
 * be a part of it.
 */
export function passageWithout(passage: string, words: readonly string[]): string {
  return passage
    .split('\n')
    .map((line) => long(words).reduce(lineWithout, textWithout(line, words)))
    .join('\n')
}

function lineWithout(line: string, word: string): string {
  // What was cut off is told by a sign of its own.
  const [, said = '', cut = ''] = /^(.*?)(…?)$/s.exec(line) ?? []
  if (said.length >= shortest && word.includes(said)) return filler.repeat(said.length) + cut
  const most = Math.min(word.length, said.length)
  const begins = overlap(most, (length) => word.endsWith(said.slice(0, length)))
  const ends = overlap(most, (length) => word.startsWith(said.slice(said.length - length)))
  const middle = said.slice(begins, Math.max(begins, said.length - ends))
  const end = said.length - begins - middle.length
  return filler.repeat(begins) + middle + filler.repeat(end) + cut
}

/** The most characters, down to the fewest that count, for which it is so; 0 for none. */
function overlap(most: number, isSo: (length: number) => boolean): number {
  for (let length = most; length >= shortest; length -= 1) if (isSo(length)) return length
  return 0
}
