/**
 * What was deleted lately, by bursts: what one person deletes without a pause is one. Undo, and
 * cut and paste, bring such text back in a later entry.
 */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import type { EntryTable } from './entry-table.ts'
import type { PlaceTable } from './place-table.ts'
import type { Recorded } from './recorded.ts'
import { type Clocks, type PlacedText, piecesOf, textOf } from './text-of.ts'

/** So many bursts are remembered. */
const most = 200

/** A longer pause, in milliseconds, begins another burst. */
const pause = 1500

interface Burst {
  at: number
  readonly deleted: Clocks[]
  text: PlacedText | null
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
      burst = { at, deleted: [], text: null }
      this.#bursts.push(burst)
      if (this.#bursts.length > most) this.#bursts.shift()
      this.#latest.set(author, burst)
    }
    for (const clocks of deleted) burst.deleted.push(clocks)
    burst.at = at
    burst.text = null
  }

  /** The newest burst that a text was deleted in, and where in it; null when there is none. */
  find({ doc, places }: Recorded, text: string): { deleted: PlacedText; at: number } | null {
    for (let i = this.#bursts.length - 1; i >= 0; i--) {
      const burst = this.#bursts[i]
      if (burst === undefined) continue
      burst.text ??= textOf(piecesOf(doc.store, burst.deleted), places)
      const at = burst.text.text.indexOf(text)
      if (at >= 0) return { deleted: burst.text, at }
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
