/** What passages said, as they stand and at every moment before. */
import * as Y from 'yjs'
import type { Chronicle, Place } from './chronicle.ts'
import type { ShownUnits } from './shown-units.ts'
import { TextHistory } from './text-history.ts'

/** Shorter pieces of what once stood are not told: they would be found everywhere. */
const shortestPiece = 12
/**
 * A piece is told anew with every letter typed in it. After so many letters, of a piece that is
 * longer than `surroundings` only what is around the letter is told.
 */
const whole = 5_000_000
const surroundings = 150

/**
 * The pieces of text that these places make up, with nothing in between, after every entry: what
 * was made from the page when only a part of a passage was there holds that part. Without spaces
 * at their ends.
 */
export function passagesOver(
  chronicle: Chronicle,
  places: ReadonlySet<Place>,
): ReadonlySet<string> {
  const told = new Set<string>()
  for (const structs of chronicle.doc.store.clients.values()) {
    for (const { content } of structs.filter((struct) => struct instanceof Y.Item)) {
      const type: unknown = content instanceof Y.ContentType ? content.type : null
      if (!(type instanceof Y.XmlText)) continue
      const text = new TextHistory(chronicle, type)
      if (text.places.some((place) => places.has(place))) tell(chronicle, text, places, told)
    }
  }
  return told
}

function tell(
  chronicle: Chronicle,
  text: TextHistory,
  places: ReadonlySet<Place>,
  told: Set<string>,
): void {
  const own = Uint8Array.from(text.places, (place) => (places.has(place) ? 1 : 0))
  let letters = 0
  for (const { shown, changed } of text.walk()) {
    /** The last unit of the piece that was told last. */
    let last = -1
    for (const unit of changed) {
      const isOwn = shown.has(unit) && own[unit] === 1
      // Something else that comes parts a piece, and what goes joins two.
      const within = isOwn ? [unit] : [shown.before(unit), shown.after(unit)]
      for (const each of within) {
        if (each <= last || own[each] !== 1) continue
        const piece = pieceAt(text, shown, own, each, letters < whole ? Infinity : surroundings)
        last = piece.last
        letters += piece.words.length
        if (piece.words.length >= shortestPiece) told.add(piece.words)
      }
    }
  }
  for (const words of piecesNow(chronicle, text, own)) told.add(words)
}

/** The piece around a unit, no more than so many units of it to either side. */
function pieceAt(
  { text }: TextHistory,
  shown: ShownUnits,
  own: Uint8Array,
  unit: number,
  most: number,
): { readonly words: string; readonly last: number } {
  let first = unit
  for (let count = 0; count < most; count++) {
    const before = shown.before(first)
    if (before < 0 || own[before] !== 1) break
    first = before
  }
  const signs: string[] = []
  let last = unit
  for (let at = first; at < shown.size && own[at] === 1; at = shown.after(at)) {
    signs.push(text[at] ?? '')
    last = at
    if (at >= unit && signs.length > 2 * most) break
  }
  return { words: signs.join('').trim(), last }
}

function piecesNow(chronicle: Chronicle, text: TextHistory, own: Uint8Array): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  for (let unit = 0; unit < own.length; unit++) {
    if (!text.isVisible(unit, chronicle.head)) continue
    if (own[unit] === 1) piece += text.text[unit] ?? ''
    else if (piece !== '') {
      pieces.push(piece.trim())
      piece = ''
    }
  }
  return [...pieces, piece.trim()].filter((one) => one !== '')
}
