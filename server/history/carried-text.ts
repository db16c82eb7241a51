import type { Place, PlaceTable } from './place-table.ts'
import { matchText, sameEnd, sameStart } from './text-match.ts'
import type { PlacedText, TextBlock } from './text-of.ts'
import { wayNumber } from './ways.ts'

/** Shorter ends than this are the same by chance, unless they are all there is. */
const shortestEnd = 4

interface Part {
  readonly start: number
  readonly end: number
}

/** Text that an entry wrote, while it is found out which of it carries on what was there before. */
export class CarriedText {
  readonly text: string
  readonly blocks: readonly TextBlock[]
  /** For each unit the place that it was written anew from, 0 for none. */
  readonly before: Uint32Array
  readonly #made: Uint32Array
  readonly #places: PlaceTable
  #carried = 0

  constructor({ text, blocks, places }: PlacedText, table: PlaceTable) {
    this.text = text
    this.blocks = blocks
    this.before = new Uint32Array(text.length)
    this.#made = places
    this.#places = table
  }

  /** Is there anything that carries nothing on yet? */
  get left(): boolean {
    return this.#carried < this.text.length
  }

  /** Carries on what is the same in an old text. */
  link(old: PlacedText): void {
    if (old.text === '' || this.text === '') return
    for (const [i, match] of matchText(this.text, old.text).entries()) {
      if (match >= 0) this.carry(i, old, match)
    }
  }

  /**
   * Carries on what nothing else carries on in the texts of nodes, however short: a whole text, or
   * the end of one, which is what is left when something was typed where nodes were joined.
   */
  linkBlocks(old: PlacedText): void {
    if (!this.left) return
    const taken = new Set(this.before)
    const free = old.blocks.filter(({ start, end }) =>
      old.places.subarray(start, end).every((place) => !taken.has(place)),
    )
    for (const block of this.blocks) {
      if (!this.isNew(block)) continue
      const text = this.text.slice(block.start, block.end)
      let best = 0
      let from: TextBlock | null = null
      for (const each of free) {
        const length = sameEnd(text, old.text.slice(each.start, each.end))
        if (length < text.length && length < shortestEnd) continue
        // A whole text rather than the end of a longer one.
        const better =
          each.end - each.start === length && from !== null && from.end - from.start > best
        if (length > best || (length === best && better)) {
          best = length
          from = each
        }
      }
      if (from === null) continue
      free.splice(free.indexOf(from), 1)
      for (let i = 1; i <= best; i++) this.carry(block.end - i, old, from.end - i)
    }
  }

  /**
   * Carries on what is the same at the beginning of a node's text and of the old one that it goes on
   * with: two people made it anew at once, and one of them had written in the middle.
   */
  linkStarts(old: PlacedText): void {
    if (!this.left) return
    for (const { start, end } of this.blocks) {
      let first = start
      while (first < end && this.before[first] === 0) first++
      if (first === end || first - start < shortestEnd) continue
      const at = old.places.indexOf(this.before[first] ?? 0)
      const from = old.blocks.find((block) => block.start <= at && at < block.end)
      if (from === undefined) continue
      const text = old.text.slice(from.start, from.end)
      const length = sameStart(this.text.slice(start, first), text)
      if (length < shortestEnd) continue
      for (let i = 0; i < length; i++) this.carry(start + i, old, from.start + i)
    }
  }

  /** One unit carries on one of an old text, unless it carries on something else. */
  carry(unit: number, old: PlacedText, oldUnit: number): void {
    const { origin, way } = this.#places
    const place = this.#made[unit] ?? 0
    const before = old.places[oldUnit] ?? 0
    if (this.before[unit] !== 0) return
    this.before[unit] = before
    this.#carried++
    origin[place] = origin[before] ?? before
    // Restored text says so until it is written anew once more, and then, too.
    if (way[place] !== wayNumber('restored')) way[place] = way[before] ?? 0
  }

  /** Does nothing in a part carry anything on? */
  isNew({ start, end }: Part): boolean {
    return this.before.subarray(start, end).every((place) => place === 0)
  }

  /** What carries nothing on, split where one node's text ends. */
  newParts(): Part[] {
    const parts: Part[] = []
    for (const block of this.blocks) {
      for (let i = block.start; i < block.end; i++) {
        if (this.before[i] !== 0) continue
        const start = i
        while (i < block.end && this.before[i] === 0) i++
        parts.push({ start, end: i })
      }
    }
    return parts
  }

  /** The places of what carries nothing on. */
  newPlaces(): Place[] {
    return [...this.#made].filter((_, unit) => this.before[unit] === 0)
  }
}
