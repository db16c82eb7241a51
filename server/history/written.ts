/** Who wrote what: the page after an entry, its text in runs that one entry wrote first. */
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'
import { type HistoryMark, type HistoryNode, pageAt, type PlaceRun } from './page-at.ts'
import { type Way, ways } from './ways.ts'

/** Text that one entry brought first, in one way. */
export interface WrittenRun {
  readonly text: string
  readonly by: Seq
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
    how: wayAt(chronicle, place),
    ...(text !== undefined && { text, written: writtenRuns(chronicle, text, runs ?? []) }),
    ...(marks && { marks }),
  }
}

function writtenRuns(
  { places }: Chronicle,
  text: string,
  runs: readonly PlaceRun[],
): readonly WrittenRun[] {
  const { inserted, origin, way } = places
  const result: WrittenRun[] = []
  let by = 0
  let how = 0
  let start = 0
  let own: { place: Place; length: number }[] = []
  let at = 0
  const end = () => {
    if (at > start) {
      result.push({ text: text.slice(start, at), by, how: ways[how] ?? 'typed', runs: own })
    }
    start = at
    own = []
  }
  for (const { place, length } of runs) {
    for (let i = place; i < place + length; i++) {
      const first = inserted[origin[i] ?? 0] ?? 0
      const brought = way[i] ?? 0
      if (first !== by || brought !== how) {
        end()
        by = first
        how = brought
      }
      const last = own.at(-1)
      if (last !== undefined && last.place + last.length === i) last.length++
      else own.push({ place: i, length: 1 })
      at++
    }
  }
  end()
  return result
}

function wayAt({ places }: Chronicle, place: Place): Way {
  return ways[places.way[place] ?? 0] ?? 'typed'
}
