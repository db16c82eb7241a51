/** How the page grew, by who wrote what stood on it: for pictures of its history. */
import * as Y from 'yjs'
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Chronicle } from './chronicle.ts'

export interface Growth {
  /** The last entry of each step; a step of time in which nobody wrote repeats the one before. */
  readonly seqs: readonly Seq[]
  /** Those of whose text there ever was any, in the order in which they first wrote. */
  readonly people: readonly PersonId[]
  /** For each person, in the order of `people`, the characters at the end of each step. */
  readonly characters: readonly (readonly number[])[]
}

/** How many characters (UTF-16 units) of each author the page had, in `steps` equal steps. */
export function growthOf(chronicle: Chronicle, steps: number, of: 'entries' | 'time'): Growth {
  const seqs = of === 'entries' ? stepsOfEntries(chronicle, steps) : stepsOfTime(chronicle, steps)
  const stepOf = new Uint32Array(chronicle.head + 1)
  let step = 0
  for (let seq = 1; seq <= chronicle.head; seq++) {
    while (seq > (seqs[step] ?? chronicle.head)) step++
    stepOf[seq] = step
  }
  const { entries, places } = chronicle
  const changes = entries.people.map(() => new Int32Array(steps))
  const wrote = new Set<number>()
  const add = (author: number, seq: Seq, by: number) => {
    const row = changes[author]
    const at = stepOf[seq] ?? 0
    if (row !== undefined) row[at] = (row[at] ?? 0) + by
  }
  for (const place of textPlaces(chronicle)) {
    const author = entries.authorNumber(places.inserted[places.origin[place] ?? 0] ?? 0)
    wrote.add(author)
    add(author, places.inserted[place] ?? 0, 1)
    const deleted = places.deleted[place] ?? 0
    if (deleted !== 0) add(author, deleted, -1)
  }
  const shown = [...entries.people.keys()].filter((author) => wrote.has(author))
  return {
    seqs,
    people: shown.flatMap((author) => entries.people[author] ?? []),
    characters: shown.map((author) => {
      let sum = 0
      return [...(changes[author] ?? [])].map((change) => (sum += change))
    }),
  }
}

/** The places of all text that ever stood on the page, in no order. */
export function* textPlaces({ doc, places }: Chronicle): Iterable<number> {
  for (const [client, structs] of doc.store.clients) {
    for (const item of structs) {
      if (!(item instanceof Y.Item && item.content instanceof Y.ContentString)) continue
      for (let at = 0; at < item.length;) {
        const clock = item.id.clock + at
        const place = places.of(client, clock)
        const length = places.runOf(client, clock, item.length - at)
        for (let i = place; i < place + length; i++) yield i
        at += length
      }
    }
  }
}

function stepsOfEntries({ head }: Chronicle, steps: number): Seq[] {
  return Array.from({ length: steps }, (_, i) => Math.round(((i + 1) * head) / steps))
}

function stepsOfTime(chronicle: Chronicle, steps: number): Seq[] {
  const { head } = chronicle
  if (head === 0) return Array.from({ length: steps }, () => 0)
  const from = chronicle.timeOf(1)
  const length = (chronicle.timeOf(head) - from) / steps
  let seq = 0
  return Array.from({ length: steps }, (_, i) => {
    if (i === steps - 1) return head
    const until = from + (i + 1) * length
    // Clocks may have been set back: entries go on in their order all the same.
    while (seq < head && chronicle.timeOf(seq + 1) <= until) seq++
    return seq
  })
}
