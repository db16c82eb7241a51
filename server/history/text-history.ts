/** One text of a page with everything that ever stood in it, in its order. */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'
import { knownStretches } from './known.ts'
import { ShownUnits } from './shown-units.ts'
import { WordIndex } from './word-index.ts'

export class TextHistory {
  /** Every UTF-16 unit that was ever in it. */
  readonly text: string
  /** The place of each. */
  readonly places: readonly Place[]
  /** Where formatting begins and ends: before the unit `at`. */
  readonly formats: readonly { at: number; place: Place; format: Y.ContentFormat }[]
  readonly #chronicle: Chronicle

  constructor(chronicle: Chronicle, known: Y.XmlText) {
    this.#chronicle = chronicle
    const parts: string[] = []
    const places: Place[] = []
    const formats: { at: number; place: Place; format: Y.ContentFormat }[] = []
    for (let item = known._start; item !== null; item = item.right) {
      for (const { content, offset, length, place } of knownStretches(chronicle, item)) {
        if (content instanceof Y.ContentString) {
          parts.push(content.str.slice(offset, offset + length))
          for (let i = 0; i < length; i++) places.push(place + i)
        } else if (content instanceof Y.ContentFormat) {
          formats.push({ at: places.length, place, format: content })
        }
      }
    }
    this.text = parts.join('')
    this.places = places
    this.formats = formats
  }

  /** Was the unit there after an entry? */
  isVisible(index: number, seq: Seq): boolean {
    return this.#chronicle.isVisible(this.places[index] ?? 0, seq)
  }

  /**
   * The units of every place where any of these words ever stood, after whichever entry; and where
   * they are in it though nobody ever saw them: written into what somebody else had deleted.
   */
  unitsOf(wanted: Iterable<string>): ReadonlySet<number> {
    const found = new Set<number>()
    const possible: string[] = []
    for (const words of wanted) {
      if (words === '' || [...new Set(words)].some((sign) => !this.text.includes(sign))) continue
      possible.push(words)
      for (let at = this.text.indexOf(words); at >= 0; at = this.text.indexOf(words, at + 1)) {
        for (let i = 0; i < words.length; i++) found.add(at + i)
      }
    }
    const index = new WordIndex(possible)
    if (index.isEmpty) return found
    for (const { shown, changed } of this.walk()) {
      let looked = -1
      for (const unit of changed) {
        // Words come up where a unit does, or where what stood between two of theirs goes.
        if (unit <= looked) continue
        looked = shown.has(unit) ? unit : shown.after(unit)
        if (looked === shown.size) break
        for (const match of this.#matches(shown, looked, index)) {
          for (const each of match) found.add(each)
        }
      }
    }
    return found
  }

  /**
   * The text entry by entry: which units came or went, in order, and which are shown after it.
   * `shown` is one and the same, changed from step to step.
   */
  *walk(): Generator<{
    readonly seq: Seq
    readonly shown: ShownUnits
    readonly changed: number[]
  }> {
    const size = this.places.length
    const shown = new ShownUnits(size)
    const changes = this.#changes()
    for (let i = 0; i < changes.length;) {
      const seq = Math.floor((changes[i] ?? 0) / size)
      const changed: number[] = []
      for (; i < changes.length && Math.floor((changes[i] ?? 0) / size) === seq; i++) {
        const unit = (changes[i] ?? 0) % size
        changed.push(unit)
        shown.set(unit, !shown.has(unit))
      }
      yield { seq, shown, changed }
    }
  }

  /** What appears and goes: entry and unit in one number, in order. */
  #changes(): Float64Array {
    const size = this.places.length
    const changes = new Float64Array(2 * size)
    let count = 0
    for (const [unit, place] of this.places.entries()) {
      const inserted = this.#chronicle.insertedAt(place)
      const deleted = this.#chronicle.deletedAt(place)
      if (inserted === deleted) continue
      changes[count++] = inserted * size + unit
      if (deleted !== 0) changes[count++] = deleted * size + unit
    }
    return changes.subarray(0, count).sort()
  }

  /** The units of each of the words that stands at a shown unit. */
  *#matches(shown: ShownUnits, here: number, index: WordIndex): Generator<readonly number[]> {
    let [ahead, behind] = ['', '']
    for (let at = here; at < shown.size && ahead.length < index.letters; at = shown.after(at)) {
      ahead += this.text[at] ?? ''
    }
    for (let at = here; at >= 0 && behind.length < index.letters; at = shown.before(at)) {
      behind = (this.text[at] ?? '') + behind
    }
    for (const { word, at } of index.spotsOf(ahead)) {
      yield this.#match(shown, here, word, at)
    }
    for (const { word, at } of index.spotsOf(behind)) {
      yield this.#match(shown, here, word, at + index.letters - 1)
    }
  }

  /** The units of the words whose `i`th unit is here, or none. */
  #match(shown: ShownUnits, here: number, words: string, i: number): readonly number[] {
    const units = [here]
    for (let at = here, j = i - 1; j >= 0; j--) {
      at = shown.before(at)
      if (this.text[at] !== words[j]) return []
      units.push(at)
    }
    for (let at = here, j = i + 1; j < words.length; j++) {
      at = shown.after(at)
      if (this.text[at] !== words[j]) return []
      units.push(at)
    }
    return units
  }
}
