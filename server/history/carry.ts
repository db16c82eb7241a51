/**
 * Identity that is carried on. Editors write text and nodes anew when a paragraph is split, made
 * another kind of block, moved or undone: by its clocks alone that text would belong to whoever
 * pressed Enter. So what an entry writes is compared with what the same entry deletes, and, where
 * it writes a lot at once, with what was deleted lately.
 */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import { CarriedText } from './carried-text.ts'
import { DeleteBursts, fewestBroughtBack } from './delete-bursts.ts'
import { carryElements, elementsIn, pairElements } from './element-match.ts'
import type { Recorded } from './recorded.ts'
import { wantedBy } from './restored.ts'
import { shortestMatch } from './text-match.ts'
import { type Clocks, type Piece, piecesOf, textOf } from './text-of.ts'
import { wayNumber, wayOf } from './ways.ts'

/** More characters at once, from nowhere on the page, are pasted, not typed. */
const fewestPasted = 40

/** What one entry did: its new items, client by client, and the clocks that it deleted. */
export interface EntryEffect {
  readonly seq: Seq
  readonly written: readonly Y.Item[]
  readonly deleted: readonly Clocks[]
}

export class Carry {
  readonly #recorded: Recorded
  #bursts: DeleteBursts | null = null

  constructor(recorded: Recorded) {
    this.#recorded = recorded
  }

  /** To be called before entries are added: looks up what was deleted lately, the first time. */
  begin(): void {
    this.#bursts ??= DeleteBursts.of(this.#recorded)
  }

  /** Fills in origins and ways of what an entry wrote. */
  entry({ seq, written, deleted }: EntryEffect): void {
    const { doc, entries } = this.#recorded
    this.#mark(seq, written)
    const removed = deleted.length === 0 ? [] : piecesOf(doc.store, deleted)
    const removedText = removed.filter(({ item }) => item.content instanceof Y.ContentString)
    const text = written.filter((item) => item.content instanceof Y.ContentString && !item.deleted)
    const makesNodes = written.some(({ content }) => content instanceof Y.ContentType)
    const removesNodes = removed.some(({ item }) => item.content instanceof Y.ContentType)
    const units = text.reduce((sum, { length }) => sum + length, 0)
    if (makesNodes || (removesNodes && units > 0) || units >= fewestBroughtBack) {
      const made = this.#textOf(text)
      const isRestore = entries.kind(seq) === 'restore' || entries.kind(seq) === 'unrestore'
      if (isRestore) this.#carryRestored(seq, made, written)
      this.#carryText(made, removedText, makesNodes || removesNodes)
      if (makesNodes) {
        const old = elementsIn(removed.map(({ item }) => item))
        carryElements(this.#recorded, elementsIn(written), old, made, seq)
      }
      if (entries.kind(seq) === 'edit') this.#markPasted(made)
    }
    if (removedText.length > 0) this.#bursts?.add(seq, removedText.map(clocksOf))
  }

  #textOf(items: readonly Y.Item[]): CarriedText {
    const { places } = this.#recorded
    const pieces = items.map((item) => ({ item, from: 0, to: item.length }))
    return new CarriedText(textOf(pieces, places), places)
  }

  #mark(seq: Seq, written: readonly Y.Item[]): void {
    const { places, entries } = this.#recorded
    const way = wayNumber(wayOf[entries.kind(seq)])
    if (way === 0) return
    for (const { id, length } of written) {
      for (let i = 0; i < length; i++) places.way[places.of(id.client, id.clock + i)] = way
    }
  }

  #carryRestored(seq: Seq, made: CarriedText, written: readonly Y.Item[]): void {
    const wanted = wantedBy(this.#recorded, seq)
    made.link(wanted.text)
    pairElements(this.#recorded, elementsIn(written), wanted.elements)
  }

  #carryText(made: CarriedText, removed: readonly Piece[], changesNodes: boolean): void {
    const { length } = made.text
    if (removed.length > 0 && made.left && (length >= shortestMatch || changesNodes)) {
      const old = textOf(removed, this.#recorded.places)
      made.link(old)
      if (changesNodes) {
        made.linkBlocks(old)
        made.linkStarts(old)
      }
    }
    if (length < fewestBroughtBack || !made.left) return
    // Undo, cut and paste: all of it was deleted lately, or a part that is long enough.
    const whole = { start: 0, end: length }
    if (made.isNew(whole) && this.#bringBack(made, whole)) return
    for (const part of made.newParts()) {
      if (part.end - part.start < shortestMatch || this.#bringBack(made, part)) continue
      this.#bringBackParts(made, part)
    }
  }

  #bringBack(made: CarriedText, part: { start: number; end: number }): boolean {
    const text = made.text.slice(part.start, part.end)
    const found = this.#bursts?.find(this.#recorded, text) ?? null
    if (found === null) return false
    for (let i = 0; i < text.length; i++) made.carry(part.start + i, found.deleted, found.at + i)
    return true
  }

  #bringBackParts(made: CarriedText, { start, end }: { start: number; end: number }): void {
    const found = this.#bursts?.findParts(this.#recorded, made.text.slice(start, end)) ?? null
    if (found === null) return
    for (const [i, match] of found.matches.entries()) {
      if (match >= 0) made.carry(start + i, found.deleted, match)
    }
  }

  #markPasted(made: CarriedText): void {
    const { way } = this.#recorded.places
    const fresh = made.newPlaces()
    if (fresh.length < fewestPasted) return
    for (const place of fresh) way[place] = wayNumber('pasted')
  }
}

function clocksOf({ item: { id }, from, to }: Piece): Clocks {
  return { client: id.client, clock: id.clock + from, length: to - from }
}
