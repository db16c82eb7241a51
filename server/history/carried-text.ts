import type { Place, PlaceTable } from './place-table.ts'
import { matchText } from './text-match.ts'
import type { PlacedText, TextBlock } from './text-of.ts'
import { wayNumber } from './ways.ts'

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

  /** Carries on whole texts of nodes, however short, that nothing else carries on. */
  linkBlocks(old: PlacedText): void {
    if (!this.left) return
    const taken = new Set(this.before)
    const free = old.blocks.filter(({ start, end }) =>
      old.places.subarray(start, end).every((place) => !taken.has(place)),
    )
    for (const block of this.blocks) {
      if (!this.isNew(block)) continue
      const text = this.text.slice(block.start, block.end)
      const found = free.findIndex(
        ({ start, end }) => end - start === text.length && old.text.startsWith(text, start),
      )
      const match = free[found]
      if (match === undefined) continue
      free.splice(found, 1)
      for (let i = 0; i < text.length; i++) this.carry(block.start + i, old, match.start + i)
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
