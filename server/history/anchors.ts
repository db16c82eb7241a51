/**
 * Anchors of comments: a stretch of text, or a block, that stays the same while the page changes
 * round it and in it, by the identity of its characters.
 */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'
import { itemOf, knownStretches, textAt, typeOf } from './known.ts'
import { type HistoryNode, pageAt, type PlaceRun } from './page-at.ts'

/** A Yjs clock. */
export interface AnchorId {
  readonly client: number
  readonly clock: number
}

export interface Anchor {
  /** The first and the last character, both included; of a block twice the block itself. */
  readonly first: AnchorId
  readonly last: AnchorId
  /** What stood there. */
  readonly quote: string
  /** The entry after which it stood there. */
  readonly seq: Seq
}

export type Resolved =
  | {
      readonly is: 'there'
      /** The characters, in the order of the page; of a block its place. */
      readonly runs: readonly PlaceRun[]
      /** An anchor on what it is on now, where editors have written its ends anew. */
      readonly again: Anchor | null
    }
  /** With the last entry after which any of it was there. */
  | { readonly is: 'gone'; readonly quote: string; readonly lastThere: Seq }

/** Longest quote, in UTF-16 units. */
const longestQuote = 500

/** Moments of a page that are kept while anchors are looked for. */
const mostMoments = 4

/** Shorter ones say too little for being looked for. */
const shortestQuote = 6

/** An anchor on what stands between two characters after an entry, or on a block (`first` twice). */
export function anchorAt(chronicle: Chronicle, first: Place, last: Place, seq: Seq): Anchor {
  const shown = new Shown(chronicle, seq)
  const block = shown.blocks.get(first)
  const text = block === undefined ? shown.textOf(shown.between(first, last)) : textOf(block)
  return anchor(chronicle, first, last, text, seq)
}

/**
 * Where an anchor is after an entry: on its own characters that are left, or what carries on their
 * identity, where most of it is together; or on the very same words, if they stand on the page
 * once. Once an end of it was deleted, what had been written between the ends is its own, too.
 */
export function resolveAnchor(chronicle: Chronicle, one: Anchor, seq: Seq): Resolved {
  const [resolved] = resolveAnchors(chronicle, [one], seq)
  if (resolved === undefined) throw new Error('An anchor without an answer')
  return resolved
}

/** Where anchors are after an entry, in their order; the page is looked at once for all. */
export function resolveAnchors(
  chronicle: Chronicle,
  anchors: readonly Anchor[],
  seq: Seq,
): readonly Resolved[] {
  const shown = new Shown(chronicle, seq)
  const moments = new Moments(chronicle)
  return anchors.map((one) => {
    const first = placeOf(chronicle, one.first)
    const last = placeOf(chronicle, one.last)
    if (first === null || last === null) return { is: 'gone', quote: one.quote, lastThere: 0 }
    const item = itemOf(chronicle, first)
    const type = typeOf(item)
    return type === null
      ? resolveText({ chronicle, shown, moments }, one, first, last)
      : resolveBlock(chronicle, shown, one, { place: first, type })
  })
}

function resolveText(
  { chronicle, shown, moments }: { chronicle: Chronicle; shown: Shown; moments: Moments },
  one: Anchor,
  first: Place,
  last: Place,
): Resolved {
  const isSame = shown.isThere(first) && shown.isThere(last)
  const whole = isSame ? one.seq : lastWhole(chronicle, [first, last], one.seq, shown.seq)
  const begun = stretchAt(chronicle, first, last, one.seq)
  const meant = new Set(begun.map((place) => chronicle.originOf(place)))
  const stretch = (isSame ? begun : stretchAt(chronicle, first, last, whole)).filter((place) => {
    const origin = chronicle.originOf(place)
    // What is older and was none of it stood elsewhere, and has only come in between.
    return meant.has(origin) || chronicle.insertedAt(origin) > one.seq
  })
  const carried = new Set(stretch.flatMap((place) => shown.now(place) ?? []))
  const own = new Set(stretch.map((place) => chronicle.originOf(place)))
  const elsewhere = (place: Place) =>
    !own.has(chronicle.originOf(place)) && moments.at(whole).has(place)
  const together = isSame ? [...carried] : mostTogether(shown, carried, elsewhere)
  const now = together.length > 0 ? together : shown.theOnly(sought(one.quote))
  if (now.length === 0) return gone(chronicle, stretch, one, shown.seq)
  const places = now.toSorted((a, b) => shown.rank(a) - shown.rank(b))
  const [from = first, to = last] = [places[0], places.at(-1)]
  const again = isSame ? null : anchor(chronicle, from, to, shown.textOf(places), shown.seq)
  return { is: 'there', runs: runsOf(places), again }
}

/** The last entry after which both ends were there. */
function lastWhole(chronicle: Chronicle, ends: readonly Place[], from: Seq, to: Seq): Seq {
  const went = ends.map((place) => chronicle.deletedAt(place)).filter((seq) => seq > 0)
  return Math.max(from, Math.min(to, ...went.map((seq) => seq - 1)))
}

/**
 * What was a passage may have been cut in two and stand at two ends of the page: the larger part,
 * with no text between that stood elsewhere before.
 */
function mostTogether(
  shown: Shown,
  carried: ReadonlySet<Place>,
  stoodElsewhere: (place: Place) => boolean,
): readonly Place[] {
  const places = [...carried].toSorted((a, b) => shown.rank(a) - shown.rank(b))
  let most: readonly Place[] = []
  let part: Place[] = []
  for (const place of places) {
    const last = part.at(-1)
    const between = last === undefined ? [] : shown.between(last, place).slice(1, -1)
    if (between.some((other) => shown.isText(other) && stoodElsewhere(other))) part = []
    part.push(place)
    if (part.length > most.length) most = part
  }
  return most
}

/** What to look for where a quote stood: it says where blocks end, and where it was cut. */
function sought(quote: string): string {
  const text = quote.length < longestQuote ? quote : quote.replace(/…$/, '')
  return text.replaceAll('\n', '')
}

function resolveBlock(
  chronicle: Chronicle,
  shown: Shown,
  one: Anchor,
  { place, type }: { place: Place; type: Y.XmlElement | Y.XmlText },
): Resolved {
  if (shown.blocks.has(place)) {
    return { is: 'there', runs: [{ place, length: 1 }], again: null }
  }
  const inside = textAt(chronicle, type, one.seq)
  const now = shown.now(place) ?? shown.blockOfMost(inside)
  if (now === null) return gone(chronicle, [place, ...inside], one, shown.seq)
  const block = shown.blocks.get(now)
  const again = anchor(chronicle, now, now, block ? textOf(block) : '', shown.seq)
  return { is: 'there', runs: [{ place: now, length: 1 }], again }
}

function gone(chronicle: Chronicle, places: readonly Place[], one: Anchor, seq: Seq): Resolved {
  const origins = new Set(places.map((place) => chronicle.originOf(place)))
  let lastThere = 0
  for (let place = 1; place < chronicle.places.size; place++) {
    const inserted = chronicle.insertedAt(place)
    if (inserted === 0 || inserted > seq || !origins.has(chronicle.originOf(place))) continue
    const deleted = chronicle.deletedAt(place)
    if (deleted !== inserted) lastThere = Math.max(lastThere, deleted === 0 ? seq : deleted - 1)
  }
  return { is: 'gone', quote: one.quote, lastThere: Math.min(lastThere, seq) }
}

function anchor(chronicle: Chronicle, first: Place, last: Place, quote: string, seq: Seq): Anchor {
  const short = quote.length > longestQuote ? `${quote.slice(0, longestQuote - 1)}…` : quote
  return { first: chronicle.idOf(first), last: chronicle.idOf(last), quote: short, seq }
}

/** What stood on the page after entries, looked at once for each. */
class Moments {
  readonly #chronicle: Chronicle
  readonly #known = new Map<Seq, Shown>()

  constructor(chronicle: Chronicle) {
    this.#chronicle = chronicle
  }

  at(seq: Seq): Shown {
    const known = this.#known.get(seq)
    if (known !== undefined) return known
    const made = new Shown(this.#chronicle, seq)
    // Anchors that died at the same time stand beside each other; more need not be kept.
    if (this.#known.size >= mostMoments) this.#known.clear()
    this.#known.set(seq, made)
    return made
  }
}

/** What stands on the page after an entry, by place and by identity. */
class Shown {
  readonly seq: Seq
  /** Every node, by its place. */
  readonly blocks = new Map<Place, HistoryNode>()
  readonly #chronicle: Chronicle
  /** Where each character and node stands, counted from the beginning, and what it says. */
  readonly #ranks = new Map<Place, number>()
  readonly #order: Place[] = []
  readonly #units: string[] = []
  /** The innermost node with text that a character is in. */
  readonly #within = new Map<Place, Place>()
  /** All that carries on one identity. */
  readonly #carriers = new Map<Place, Place[]>()

  constructor(chronicle: Chronicle, seq: Seq) {
    this.seq = seq
    this.#chronicle = chronicle
    this.#add(pageAt(chronicle, seq))
  }

  isThere(place: Place): boolean {
    return this.#ranks.has(place)
  }

  isText(place: Place): boolean {
    return this.isThere(place) && !this.blocks.has(place)
  }

  /** Did it stand there, or what it carries on? */
  has(place: Place): boolean {
    return this.#carriers.has(this.#chronicle.originOf(place))
  }

  /** Counts through the page; -1 for what is not there. */
  rank(place: Place): number {
    return this.#ranks.get(place) ?? -1
  }

  /** What was at a place is here now: itself, or what carries on its identity. */
  now(place: Place): Place | null {
    if (this.isThere(place)) return place
    const carriers = this.#carriers.get(this.#chronicle.originOf(place)) ?? []
    // What was written when it went, or later, took its place; anything before is a copy of it.
    const went = this.#chronicle.deletedAt(place)
    return (
      carriers.find((other) => this.#chronicle.insertedAt(other) >= went) ?? carriers[0] ?? null
    )
  }

  /** The node that holds the most of these characters, wherever they are now. */
  blockOfMost(places: readonly Place[]): Place | null {
    const counts = new Map<Place, number>()
    for (const place of places) {
      const now = this.now(place)
      const within = now === null ? undefined : this.#within.get(now)
      if (within !== undefined) counts.set(within, (counts.get(within) ?? 0) + 1)
    }
    const [most] = [...counts].toSorted(([, a], [, b]) => b - a)
    return most?.[0] ?? null
  }

  textOf(places: readonly Place[]): string {
    return places.map((place) => this.#units[this.rank(place)] ?? '').join('')
  }

  /** Where these words stand, if they stand there once and are more than a word or so. */
  theOnly(words: string): readonly Place[] {
    const text = this.#units.join('')
    const at = text.indexOf(words)
    if (words.length < shortestQuote || at < 0 || text.indexOf(words, at + 1) >= 0) return []
    const written = this.#order.filter((place) => !this.blocks.has(place))
    return written.slice(at, at + words.length)
  }

  /** What stands from one place to another, both included. */
  between(first: Place, last: Place): readonly Place[] {
    const [from, to] = [this.rank(first), this.rank(last)]
    return from < 0 || to < from ? [] : this.#order.slice(from, to + 1)
  }

  #add(node: HistoryNode): void {
    if (node.place !== 0) {
      this.blocks.set(node.place, node)
      this.#put(node.place, '')
    }
    for (const child of node.content ?? []) {
      let at = 0
      for (const { place, length } of child.runs ?? []) {
        for (let i = 0; i < length; i++) {
          this.#put(place + i, child.text?.[at++] ?? '')
          this.#within.set(place + i, node.place)
        }
      }
      if (child.text === undefined) this.#add(child)
    }
  }

  #put(place: Place, unit: string): void {
    this.#ranks.set(place, this.#order.push(place) - 1)
    this.#units.push(unit)
    const origin = this.#chronicle.originOf(place)
    const carriers = this.#carriers.get(origin)
    if (carriers === undefined) this.#carriers.set(origin, [place])
    else carriers.push(place)
  }
}

/** The characters from one to another that stood on the page after an entry, in its order. */
function stretchAt(chronicle: Chronicle, first: Place, last: Place, seq: Seq): readonly Place[] {
  const places: Place[] = []
  let item = itemOf(chronicle, first)
  for (let began = false; item !== null; item = following(item)) {
    for (const { content, place, length } of knownStretches(chronicle, item)) {
      for (let i = 0; i < length; i++) {
        began ||= place + i === first
        const isWritten = content instanceof Y.ContentString
        if (began && isWritten && chronicle.isVisible(place + i, seq)) places.push(place + i)
        if (began && place + i === last) return places
      }
    }
  }
  return places
}

/** The next item in the order of the page, deleted ones included. */
function following(item: Y.Item): Y.Item | null {
  const inside = typeOf(item)?._start
  if (inside) return inside
  for (let at: Y.Item | null = item; at !== null;) {
    if (at.right !== null) return at.right
    const parent: unknown = at.parent
    at = parent instanceof Y.XmlElement || parent instanceof Y.XmlText ? parent._item : null
  }
  return null
}

function runsOf(places: readonly Place[]): readonly PlaceRun[] {
  const runs: { place: Place; length: number }[] = []
  for (const place of places) {
    const last = runs.at(-1)
    if (last !== undefined && last.place + last.length === place) last.length++
    else runs.push({ place, length: 1 })
  }
  return runs
}

function placeOf(chronicle: Chronicle, { client, clock }: AnchorId): Place | null {
  return clock < chronicle.places.end(client) ? chronicle.placeOf(client, clock) : null
}

function textOf(node: HistoryNode): string {
  return node.text ?? (node.content ?? []).map(textOf).join('')
}
