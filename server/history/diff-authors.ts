/** Which entry of a span did what: added, removed or moved text, set marks, changed an attribute. */
import { equalityDeep } from 'lib0/function'
import * as Y from 'yjs'
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'

/** All answers are entries after `from` and up to `to`. */
export class SpanAuthors {
  readonly #chronicle: Chronicle
  readonly #from: Seq
  readonly #to: Seq
  #removals: Uint32Array | null = null

  constructor(chronicle: Chronicle, from: Seq, to: Seq) {
    this.#chronicle = chronicle
    this.#from = from
    this.#to = to
  }

  by(seq: Seq): PersonId {
    return this.#chronicle.authorOf(seq)
  }

  /** The last entry of the span: who it was when nothing tells. */
  get last(): Seq {
    return this.#to
  }

  /**
   * The entry that brought what was not there before: that wrote it first, or brought back what was
   * written before the span. 0 when it was there.
   */
  added(place: Place): Seq {
    const first = this.#chronicle.insertedAt(this.#chronicle.originOf(place))
    return this.#has(first) ? first : this.put(place)
  }

  /**
   * The entry that deleted it for the last time: what was split or moved was deleted before. 0 when
   * it is there.
   */
  removed(place: Place): Seq {
    this.#removals ??= this.#lastRemovals()
    const last = this.#removals[this.#chronicle.originOf(place)] ?? 0
    if (last > 0) return last
    const deleted = this.#chronicle.deletedAt(place)
    return this.#has(deleted) ? deleted : 0
  }

  /** The entry that put it where it is, if it did so within the span; else 0. */
  put(place: Place): Seq {
    const seq = this.#chronicle.insertedAt(place)
    return this.#has(seq) ? seq : 0
  }

  /** The entry that gave an attribute the value that it has after the span. */
  attribute(place: Place, name: string): Seq {
    const item = this.#itemAt(place)
    const type = item?.content instanceof Y.ContentType ? item.content.type : null
    for (let value = type?._map.get(name) ?? null; value !== null; value = value.left) {
      for (let i = value.length - 1; i >= 0; i--) {
        const own = this.#chronicle.placeOf(value.id.client, value.id.clock + i)
        const inserted = this.#chronicle.insertedAt(own)
        if (inserted === 0 || inserted > this.#to) continue
        const deleted = this.#chronicle.deletedAt(own)
        return this.#within(this.#has(deleted) ? deleted : inserted)
      }
    }
    return this.#within(this.#chronicle.insertedAt(place))
  }

  /**
   * The entry that gave text the marks that it has after the span. `was` is where the text stood
   * before the span; editors may have written it anew since then.
   */
  marked(place: Place, was: Place): Seq {
    if (place === was) return this.#within(this.#formatted(place, this.#from, this.#to))
    const deleted = this.#chronicle.deletedAt(was)
    const inserted = this.#chronicle.insertedAt(place)
    const before = this.#has(deleted) ? this.#formatted(was, this.#from, deleted - 1) : 0
    return this.#within(before || this.#formatted(place, inserted, this.#to) || inserted)
  }

  #has(seq: Seq): boolean {
    return seq > this.#from && seq <= this.#to
  }

  #within(seq: Seq): Seq {
    return this.#has(seq) ? seq : this.#to
  }

  #itemAt(place: Place): Y.Item | null {
    const { client, clock } = this.#chronicle.idOf(place)
    const item = Y.getItem(this.#chronicle.doc.store, Y.createID(client, clock))
    return item instanceof Y.Item ? item : null
  }

  /** Of each origin the last deletion within the span. */
  #lastRemovals(): Uint32Array {
    const { inserted, deleted, origin, size } = this.#chronicle.places
    const last = new Uint32Array(size)
    for (let place = 1; place < size; place++) {
      const seq = deleted[place] ?? 0
      if (seq <= this.#from || seq > this.#to || (inserted[place] ?? 0) === 0) continue
      const first = origin[place] ?? 0
      if (seq > (last[first] ?? 0)) last[first] = seq
    }
    return last
  }

  /** The entry after `from`, up to `to`, that changed the marks of text that is in one Yjs text. */
  #formatted(place: Place, from: Seq, to: Seq): Seq {
    const target = this.#itemAt(place)
    const parent = target?.parent
    if (!(parent instanceof Y.AbstractType)) return 0
    const before = new Map<string, { value: unknown; seq: Seq }>()
    const after = new Map<string, { value: unknown; seq: Seq }>()
    for (let item = parent._start; item !== null && item !== target; item = item.right) {
      const { content } = item
      if (!(content instanceof Y.ContentFormat)) continue
      const own = this.#chronicle.placeOf(item.id.client, item.id.clock)
      const { key, value }: { key: string; value: unknown } = content
      const inserted = this.#chronicle.insertedAt(own)
      const deleted = this.#chronicle.deletedAt(own)
      if (this.#chronicle.isVisible(own, from)) before.set(key, { value, seq: deleted })
      if (this.#chronicle.isVisible(own, to)) after.set(key, { value, seq: inserted })
    }
    let last = 0
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const was = before.get(key)
      const is = after.get(key)
      if (equalityDeep(was?.value ?? null, is?.value ?? null)) continue
      // Set since then; or what stood nearer was taken away.
      const set = is !== undefined && is.seq > from ? is.seq : 0
      const unset = was !== undefined && was.seq > from && was.seq <= to ? was.seq : 0
      last = Math.max(last, set || unset)
    }
    return last
  }
}
