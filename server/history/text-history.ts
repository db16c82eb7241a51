/** One text of a page with everything that ever stood in it, in its order. */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'
import { knownStretches } from './known.ts'

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
   * The units of every place where these words ever stood, after whichever entry; and where they
   * are in it though nobody ever saw them: written into what somebody else had deleted.
   */
  unitsOf(words: string): ReadonlySet<number> {
    const found = new Set<number>()
    for (let at = this.text.indexOf(words); at >= 0; at = this.text.indexOf(words, at + 1)) {
      for (let i = 0; i < words.length; i++) found.add(at + i)
    }
    if (![...words].every((sign) => this.text.includes(sign))) return found
    const shown = new Uint8Array(this.text.length)
    for (const changed of this.#changes()) {
      for (const { index, shows } of changed) shown[index] = shows ? 1 : 0
      let looked = -1
      for (const { index } of changed) {
        // Words come up where a unit does, or where what stood between two of theirs goes.
        if (index <= looked) continue
        const here = shown[index] === 1 ? index : next(shown, index, 1)
        looked = here
        for (let i = 0; i < words.length; i++) {
          if (this.text[here] !== words[i]) continue
          for (const unit of this.#match(shown, here, words, i)) found.add(unit)
        }
      }
    }
    return found
  }

  /** What appears and what goes, entry by entry. */
  #changes(): Iterable<readonly { index: number; shows: boolean }[]> {
    const changes = new Map<Seq, { index: number; shows: boolean }[]>()
    const add = (seq: Seq, index: number, shows: boolean) => {
      const known = changes.get(seq)
      if (known === undefined) changes.set(seq, [{ index, shows }])
      else known.push({ index, shows })
    }
    for (const [index, place] of this.places.entries()) {
      const inserted = this.#chronicle.insertedAt(place)
      const deleted = this.#chronicle.deletedAt(place)
      if (inserted === deleted) continue
      add(inserted, index, true)
      if (deleted !== 0) add(deleted, index, false)
    }
    const inOrder = [...changes].toSorted(([a], [b]) => a - b)
    return inOrder.map(([, changed]) => changed)
  }

  /** The units of the words whose `i`th unit is here, or none. */
  #match(shown: Uint8Array, here: number, words: string, i: number): readonly number[] {
    const units = [here]
    for (let at = here, j = i - 1; j >= 0; j--) {
      at = next(shown, at, -1)
      if (this.text[at] !== words[j]) return []
      units.push(at)
    }
    for (let at = here, j = i + 1; j < words.length; j++) {
      at = next(shown, at, 1)
      if (this.text[at] !== words[j]) return []
      units.push(at)
    }
    return units
  }
}

/** The next unit that is shown, in this direction; -1 or the length where there is none. */
function next(shown: Uint8Array, from: number, step: 1 | -1): number {
  let at = from + step
  while (at >= 0 && at < shown.length && shown[at] !== 1) at += step
  return at
}
