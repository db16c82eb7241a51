/** Text as paper can show it: nothing that a PDF refuses, and no word wider than a line. */

/** Longer words are not hyphenated, so they break anywhere. */
const longestWord = 45
/** Addresses and the like have no syllables. */
const longestToken = 16
const breakHere = '\u200B'

/** What PDF/UA allows in no text, halves of characters, and what only commands a terminal. */
const refused = /(?![\t\n])\p{Control}|[\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/gu

/** Without what a PDF refuses. */
export function allowedText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(refused, '')
}

/** With places to break in words that would run over the edge of so many letters. */
export function breakable(text: string, edge = longestToken): string {
  return text.replace(/\S+/gu, (word) => {
    if (word.length <= edge) return word
    if (/^[\p{L}\p{M}\p{P}\u00AD]+$/u.test(word) && !/[/\\_@=&]/.test(word)) {
      return word.length <= longestWord ? word : inParts(word, edge)
    }
    return inParts(word.replace(/[/\\_@=&?.#:-]+(?=[^\s/])/gu, `$&${breakHere}`), edge)
  })
}

function inParts(word: string, edge: number): string {
  const parts: string[] = []
  for (const piece of word.split(breakHere)) {
    const letters = Array.from(piece)
    for (let from = 0; from < letters.length; from += edge) {
      parts.push(letters.slice(from, from + edge).join(''))
    }
  }
  return parts.join(breakHere)
}

/** One line of at most so many characters. */
export function shortened(text: string, most: number): string {
  const letters = Array.from(allowedText(text).replace(/\s+/gu, ' '))
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`
}
