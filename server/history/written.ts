/** Who wrote what: the page after an entry, its text in runs that one person wrote at one go. */
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'
import { type HistoryMark, type HistoryNode, pageAt, type PlaceRun } from './page-at.ts'
import { type Way, ways } from './ways.ts'

/** What one person wrote without a longer pause, in milliseconds, is one run. */
const pause = 10 * 60_000

/** Text that one person brought first, in one way and at one go. */
export interface WrittenRun {
  readonly text: string
  readonly author: PersonId
  /** The first and the last of the entries that brought it; they may have brought more. */
  readonly by: Seq
  readonly last: Seq
  readonly how: Way
  readonly runs: readonly PlaceRun[]
}

/** A node of the page, with who wrote it: plain data. */
export interface WrittenNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly WrittenNode[]
  readonly place: Place
  /** The entry that made the element first; 0 for `doc` and text. */
  readonly by: Seq
  readonly how: Way
  /** Of text nodes. */
  readonly text?: string
  readonly marks?: readonly HistoryMark[]
  readonly written?: readonly WrittenRun[]
}

/** The page after an entry with who wrote it. */
export function writtenAt(chronicle: Chronicle, seq: Seq): WrittenNode {
  return written(chronicle, pageAt(chronicle, seq))
}

function written(chronicle: Chronicle, node: HistoryNode): WrittenNode {
  const { type, attrs, content, place, text, marks, runs } = node
  return {
    type,
    ...(attrs && { attrs }),
    ...(content && { content: content.map((child) => written(chronicle, child)) }),
    place,
    by: place === 0 ? 0 : chronicle.insertedAt(chronicle.originOf(place)),
    how: ways[chronicle.places.way[place] ?? 0] ?? 'typed',
    ...(text !== undefined && { text, written: writtenRuns(chronicle, text, runs ?? []) }),
    ...(marks && { marks }),
  }
}

function writtenRuns(
  { places, entries }: Chronicle,
  text: string,
  runs: readonly PlaceRun[],
): readonly WrittenRun[] {
  const { inserted, origin, way } = places
  const result: WrittenRun[] = []
  let own: PlaceRun[] = []
  let start = 0
  let at = 0
  let how = 0
  let author = 0
  let time = 0
  let first = 0
  let last = 0
  let before = 0
  const end = () => {
    if (at > start) {
      const name = entries.author(first)
      const brought = ways[how] ?? 'typed'
      const part = text.slice(start, at)
      result.push({ text: part, author: name, by: first, last, how: brought, runs: own })
    }
    start = at
    own = []
    first = last = before
  }
  for (const { place, length } of runs) {
    let from = place
    for (let i = place; i < place + length; i++, at++) {
      const seq = inserted[origin[i] ?? 0] ?? 0
      const brought = way[i] ?? 0
      if (seq === before && brought === how) continue
      const writer = entries.authorNumber(seq)
      const when = entries.at(seq)
      before = seq
      if (at > start && writer === author && brought === how && Math.abs(when - time) < pause) {
        if (seq < first) first = seq
        else if (seq > last) last = seq
      } else {
        if (i > from) own.push({ place: from, length: i - from })
        from = i
        end()
        author = writer
        how = brought
      }
      time = when
    }
    if (place + length > from) own.push({ place: from, length: place + length - from })
  }
  end()
  return result
}
