/**
 * What was deleted lately, by bursts: what one person deletes without a pause is one. Undo, and
 * cut and paste, bring such text back in a later entry.
 */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import type { EntryTable } from './entry-table.ts'
import type { PlaceTable } from './place-table.ts'
import type { Recorded } from './recorded.ts'
import { matchText } from './text-match.ts'
import { type Clocks, type PlacedText, piecesOf, textOf } from './text-of.ts'

/** So many bursts are remembered. */
const mostBursts = 200

/** Fewer characters at once are typed, not brought back. */
export const fewestBroughtBack = 6

/** A longer pause, in milliseconds, begins another burst. */
const pause = 1500

/** Deleted clocks, and their text once it was asked for. */
class Deleted {
  readonly #clocks: Clocks[] = []
  #text: PlacedText | null = null
  #length = 0

  get length(): number {
    return this.#length
  }

  add(clocks: Iterable<Clocks>): void {
    for (const one of clocks) {
      this.#clocks.push(one)
      this.#length += one.length
    }
    this.#text = null
  }

  text({ doc, places }: Recorded): PlacedText {
    this.#text ??= textOf(piecesOf(doc.store, this.#clocks), places)
    return this.#text
  }

  /** Where a text stands in what was deleted. */
  find(
    recorded: Recorded,
    wanted: string,
  ): { readonly deleted: PlacedText; readonly at: number } | null {
    if (this.#length < wanted.length) return null
    const deleted = this.text(recorded)
    const at = deleted.text.indexOf(wanted)
    return at < 0 ? null : { deleted, at }
  }
}

/** Of text that is not all there, pieces of this length: shorter ones turn up by chance in so much. */
const shortestPart = 20

/** Shorter ones count where they are most of a text: of unrelated ones 18 % match by such pieces. */
const shortestOfMost = 4
const mostOfIt = 0.6

interface Burst {
  at: number
  /** What each of its entries deleted: a letter that was taken away before stands between in all. */
  readonly single: Deleted[]
  readonly all: Deleted
}

export class DeleteBursts {
  readonly #entries: EntryTable
  /** The oldest first. */
  readonly #bursts: Burst[] = []
  /** Each author's last one. */
  readonly #latest = new Map<number, Burst>()

  constructor(entries: EntryTable) {
    this.#entries = entries
  }

  /** The bursts that a history ends with: what `add` would have made of it. */
  static of({ entries, doc, places }: Recorded): DeleteBursts {
    const bursts = new DeleteBursts(entries)
    const deletions = new Map<Seq, Clocks[]>()
    for (const clocks of deletedText(doc, places)) {
      const known = deletions.get(clocks.seq)
      if (known === undefined) deletions.set(clocks.seq, [clocks])
      else known.push(clocks)
    }
    for (const seq of [...deletions.keys()].sort((a, b) => a - b)) {
      bursts.add(seq, deletions.get(seq) ?? [])
    }
    return bursts
  }

  /** An entry deleted text. */
  add(seq: Seq, deleted: Iterable<Clocks>): void {
    const author = this.#entries.authorNumber(seq)
    const at = this.#entries.at(seq)
    let burst = this.#latest.get(author)
    if (burst === undefined || Math.abs(at - burst.at) >= pause || !this.#bursts.includes(burst)) {
      // A letter that was taken away is never looked for, and would push out what is.
      if (burst !== undefined && burst.all.length < fewestBroughtBack) this.#drop(burst)
      burst = { at, single: [], all: new Deleted() }
      this.#bursts.push(burst)
      if (this.#bursts.length > mostBursts) this.#bursts.shift()
      this.#latest.set(author, burst)
    }
    const own = [...deleted]
    const single = new Deleted()
    single.add(own)
    burst.single.push(single)
    burst.all.add(own)
    burst.at = at
  }

  /**
   * What was deleted last that holds pieces of a text, for each unit of it where in that (-1: not
   * there); null when there is none. Two people who change one block at once each write all of it
   * anew, and each deletes a part of what was there.
   */
  findParts(
    recorded: Recorded,
    text: string,
  ): { readonly deleted: PlacedText; readonly matches: Int32Array } | null {
    for (let i = this.#bursts.length - 1; i >= 0; i--) {
      const deleted = this.#bursts[i]?.all.text(recorded)
      if (deleted === undefined) continue
      const matches = matchText(text, deleted.text, shortestPart)
      if (matches.some((match) => match >= 0)) return { deleted, matches }
      if (deleted.text.length < text.length * mostOfIt) continue
      const most = matchText(text, deleted.text, shortestOfMost)
      if (most.filter((match) => match >= 0).length >= text.length * mostOfIt) {
        return { deleted, matches: most }
      }
    }
    return null
  }

  #drop(burst: Burst): void {
    const at = this.#bursts.lastIndexOf(burst)
    if (at >= 0) this.#bursts.splice(at, 1)
  }

  /** The newest entry or burst that a text was deleted in, and where in it; null: there is none. */
  find(recorded: Recorded, text: string): ReturnType<Deleted['find']> {
    for (let i = this.#bursts.length - 1; i >= 0; i--) {
      const burst = this.#bursts[i]
      if (burst === undefined) continue
      for (let k = burst.single.length - 1; k >= 0; k--) {
        const found = burst.single[k]?.find(recorded, text) ?? null
        if (found !== null) return found
      }
      const found = burst.single.length > 1 ? burst.all.find(recorded, text) : null
      if (found !== null) return found
    }
    return null
  }
}

/** Deleted text by the entries that deleted it, in no order. */
function* deletedText(doc: Y.Doc, places: PlaceTable): Iterable<Clocks & { readonly seq: Seq }> {
  for (const [client, structs] of doc.store.clients) {
    for (const item of structs) {
      if (!item.deleted || !(item instanceof Y.Item)) continue
      if (!(item.content instanceof Y.ContentString)) continue
      for (let from = 0; from < item.length;) {
        const seqAt = (i: number) => places.deleted[places.of(client, item.id.clock + i)] ?? 0
        const seq = seqAt(from)
        let to = from + 1
        while (to < item.length && seqAt(to) === seq) to++
        if (seq !== 0) yield { client, clock: item.id.clock + from, length: to - from, seq }
        from = to
      }
    }
  }
}
