/** Text of a page with the place of each of its UTF-16 units. */
import * as Y from 'yjs'
import { inDocumentOrder, parentOf } from './document-order.ts'
import type { Place, PlaceTable } from './place-table.ts'

/** Clocks of a client, one after another. */
export interface Clocks {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** Text of one Yjs type within a longer text. */
export interface TextBlock {
  readonly type: Y.Item['parent']
  readonly start: number
  readonly end: number
}

export interface PlacedText {
  readonly text: string
  readonly places: Uint32Array
  readonly blocks: readonly TextBlock[]
}

/** A part of an item: from one unit of it up to another. */
export interface Piece {
  readonly item: Y.Item
  readonly from: number
  readonly to: number
}

export const noText: PlacedText = { text: '', places: new Uint32Array(0), blocks: [] }

/** The parts of items that clocks are in. */
export function piecesOf(store: Y.Doc['store'], clocks: Iterable<Clocks>): Piece[] {
  const pieces: Piece[] = []
  for (const { client, clock, length } of clocks) {
    const structs = store.clients.get(client) ?? []
    const end = clock + length
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      const item = structs[i]
      if (item === undefined || item.id.clock >= end) break
      if (!(item instanceof Y.Item)) continue
      const from = Math.max(0, clock - item.id.clock)
      pieces.push({ item, from, to: Math.min(item.length, end - item.id.clock) })
    }
  }
  return pieces
}

/** The text in some parts of items, in document order; what is no text is left out. */
export function textOf(pieces: Iterable<Piece>, places: PlaceTable): PlacedText {
  const byItem = new Map<Y.Item, Piece[]>()
  for (const piece of pieces) {
    if (!(piece.item.content instanceof Y.ContentString)) continue
    const known = byItem.get(piece.item)
    if (known === undefined) byItem.set(piece.item, [piece])
    else known.push(piece)
  }
  if (byItem.size === 0) return noText
  let text = ''
  const spans: { place: Place; length: number }[] = []
  const blocks: { type: Y.Item['parent']; start: number; end: number }[] = []
  for (const item of inDocumentOrder(new Set(byItem.keys()))) {
    if (!(item.content instanceof Y.ContentString)) continue
    const { str } = item.content
    for (const { from, to } of (byItem.get(item) ?? []).sort((a, b) => a.from - b.from)) {
      const type = parentOf(item)
      const last = blocks.at(-1)
      if (last?.type === type) last.end += to - from
      else blocks.push({ type, start: text.length, end: text.length + to - from })
      text += str.slice(from, to)
      for (let at = from; at < to;) {
        const { client, clock } = item.id
        const length = places.runOf(client, clock + at, to - at)
        spans.push({ place: places.of(client, clock + at), length })
        at += length
      }
    }
  }
  const all = new Uint32Array(text.length)
  let at = 0
  for (const { place, length } of spans) {
    for (let i = 0; i < length; i++) all[at++] = place + i
  }
  return { text, places: all, blocks }
}
