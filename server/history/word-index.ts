/** Words to be looked for, found by a few of their letters. */

/** So many letters tell nearly every place in words from every other. */
const longest = 8

/** Where letters stand in words. */
interface Spot {
  readonly word: string
  /** Of the first of the letters. */
  readonly at: number
}

export class WordIndex {
  /** How many letters words are found by: wherever one is in a word, so many follow or lead up to it. */
  readonly letters: number
  readonly #spots = new Map<string, Spot[]>()

  /** Empty words are nowhere. */
  constructor(words: Iterable<string>) {
    const all = [...words].filter((word) => word !== '')
    const shortest = all.reduce((least, { length }) => Math.min(least, length), 2 * longest)
    this.letters = Math.min(longest, (shortest + 2) >> 1, shortest)
    for (const word of all) {
      for (let at = 0; at + this.letters <= word.length; at++) {
        const key = word.slice(at, at + this.letters)
        const known = this.#spots.get(key)
        if (known === undefined) this.#spots.set(key, [{ word, at }])
        else known.push({ word, at })
      }
    }
  }

  get isEmpty(): boolean {
    return this.#spots.size === 0
  }

  /** Where these letters, `letters` of them, stand in the words. */
  spotsOf(letters: string): readonly Spot[] {
    return this.#spots.get(letters) ?? []
  }
}
