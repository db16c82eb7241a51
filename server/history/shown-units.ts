/** Which units of a text are shown, while one walks through its time. */

const wordBits = 32

/** A set of numbers below `size` in which the next one in either direction is found at once. */
export class ShownUnits {
  readonly size: number
  /** A bit for each unit; in each further level, a bit for each word below that is not empty. */
  readonly #levels: readonly Uint32Array[]

  constructor(size: number) {
    this.size = size
    const levels: Uint32Array[] = []
    for (let bits = size; ; bits = Math.ceil(bits / wordBits)) {
      levels.push(new Uint32Array(Math.ceil(bits / wordBits)))
      if (bits <= wordBits) break
    }
    this.#levels = levels
  }

  has(unit: number): boolean {
    return ((this.#levels[0]?.[unit >>> 5] ?? 0) & (1 << (unit & 31))) !== 0
  }

  set(unit: number, shows: boolean): void {
    let at = unit
    for (const words of this.#levels) {
      const word = at >>> 5
      const before = words[word] ?? 0
      const after = shows ? before | (1 << (at & 31)) : before & ~(1 << (at & 31))
      words[word] = after
      // Above, nothing changes unless it became empty or was.
      if ((before === 0) === (after === 0)) return
      at = word
    }
  }

  /** The first one after it; `size` where there is none. */
  after(unit: number): number {
    let at = unit
    for (const [level, words] of this.#levels.entries()) {
      const word = at >>> 5
      // Two shifts: one of 32 would be none.
      const rest = (words[word] ?? 0) & ((~0 << (at & 31)) << 1)
      if (rest !== 0) return this.#first(level, word * wordBits + lowest(rest))
      at = word
    }
    return this.size
  }

  /** The last one before it; -1 where there is none. */
  before(unit: number): number {
    let at = unit
    for (const [level, words] of this.#levels.entries()) {
      const word = at >>> 5
      const rest = (words[word] ?? 0) & ((1 << (at & 31)) - 1)
      if (rest !== 0) return this.#last(level, word * wordBits + highest(rest))
      at = word
    }
    return -1
  }

  #first(level: number, place: number): number {
    let at = place
    for (let below = level - 1; below >= 0; below--) {
      at = at * wordBits + lowest(this.#levels[below]?.[at] ?? 0)
    }
    return at
  }

  #last(level: number, place: number): number {
    let at = place
    for (let below = level - 1; below >= 0; below--) {
      at = at * wordBits + highest(this.#levels[below]?.[at] ?? 0)
    }
    return at
  }
}

const lowest = (word: number) => 31 - Math.clz32(word & -word)
const highest = (word: number) => 31 - Math.clz32(word)
