/**
 * What a restore writes anew. It goes through the page in document order, so what it writes is, in
 * that order, what was wanted and was not there. Taking a restore back brings what that deleted.
 */
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import type { Seq } from '#contract/ids.ts'
import type { Place } from './place-table.ts'
import type { Recorded } from './recorded.ts'
import { noText, type Piece, type PlacedText, textOf } from './text-of.ts'

export interface Wanted {
  readonly text: PlacedText
  /** In document order. */
  readonly elements: readonly Y.Item[]
}

/** What the restore, or the taking back of one, that is entry `seq` may have written anew. */
export function wantedBy({ root, places, entries }: Recorded, seq: Seq): Wanted {
  const about = entries.about(seq)
  if (about === undefined) return { text: noText, elements: [] }
  const { inserted, deleted } = places
  const isThere = (place: Place, at: Seq) => {
    const end = deleted[place] ?? 0
    return must(inserted[place]) <= at && (end === 0 || end > at)
  }
  // A moment that the server mended at once counts as mended.
  let moment = about
  while (moment < seq - 1 && entries.kind(moment + 1) === 'repair') moment++
  const isWanted =
    entries.kind(seq) === 'unrestore'
      ? (place: Place) => deleted[place] === about
      : (place: Place) => isThere(place, moment) && !isThere(place, seq - 1)
  const pieces: Piece[] = []
  const elements: Y.Item[] = []
  const visit = (parent: Y.Item['parent']) => {
    if (parent === null || parent instanceof Y.ID) return
    for (let item = parent._start; item !== null; item = item.right) {
      const { client, clock } = item.id
      if (item.content instanceof Y.ContentType) {
        const { type } = item.content
        if (type instanceof Y.XmlElement && isWanted(places.of(client, clock))) elements.push(item)
        visit(type)
      } else if (item.content instanceof Y.ContentString) {
        for (let from = 0; from < item.length;) {
          const wanted = isWanted(places.of(client, clock + from))
          let to = from + 1
          while (to < item.length && isWanted(places.of(client, clock + to)) === wanted) to++
          if (wanted) pieces.push({ item, from, to })
          from = to
        }
      }
    }
  }
  visit(root)
  return { text: textOf(pieces, places), elements }
}
