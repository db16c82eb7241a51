/** What has to go from the whole history so that a passage is gone from it. */
import * as Y from 'yjs'
import { pageSchema } from '#contract/page-schema.ts'
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'
import { type IdRange, IdRanges } from './id-ranges.ts'
import { itemOf, knownStretches } from './known.ts'
import { TextHistory } from './text-history.ts'

export interface RedactionRanges {
  /** Everything that has to go. */
  readonly ranges: IdRanges
  /** How many characters, attributes and marks that is. */
  readonly characters: number
  /** Of those, what is the same text somewhere else, written anew, or the value of an attribute. */
  readonly elsewhere: number
}

/** Shorter text is not looked for elsewhere: it would be found everywhere. */
const shortest = 4
/** The same, where the passage is in several pieces, of which none need tell anything. */
const shortestOfMany = 12

/**
 * Widens what an administrator chose: to every copy of it, as editors make them when they split,
 * move, undo and paste; to what was typed wrong in between and deleted; to every place where the
 * same text ever stood; and to the attributes and addresses that hold it. The attributes of chosen
 * nodes that hold no text themselves, like mentions and images, go too. Clocks that are not there
 * are left out.
 */
export function redactionRanges(chronicle: Chronicle, chosen: Iterable<IdRange>): RedactionRanges {
  const given = placesOf(chronicle, chosen)
  const texts = allTexts(chronicle)
  const own = new Set(given)
  const words = new Set<string>()
  for (const text of texts) {
    for (const passage of passagesOf(chronicle, text, given)) {
      if (passage.words !== '') words.add(passage.words)
      for (const place of passage.places) own.add(place)
    }
  }
  for (const place of given) addValues(chronicle, place, own)
  addCopies(chronicle, own)
  const all = new Set(own)
  const least = words.size === 1 ? shortest : shortestOfMany
  const looked = [...words].filter(({ length }) => length >= least)
  addOccurrences(chronicle, texts, looked, all)
  const since = [...given].reduce(
    (first, place) => Math.min(first, chronicle.insertedAt(place)),
    Infinity,
  )
  for (const word of words) addVariants(chronicle, texts, { given, since, words: word }, all)
  addCopies(chronicle, all)
  const ranges = [...all].map((place) => ({ ...chronicle.idOf(place), length: 1 }))
  const isWritten = (place: Place) => !(itemOf(chronicle, place)?.content instanceof Y.ContentType)
  const characters = [...all].filter(isWritten).length
  const elsewhere = characters - [...own].filter(isWritten).length
  return { ranges: new IdRanges(ranges), characters, elsewhere }
}

function placesOf(chronicle: Chronicle, chosen: Iterable<IdRange>): Set<Place> {
  const places = new Set<Place>()
  for (const { client, clock, length } of chosen) {
    const end = Math.min(clock + length, chronicle.places.end(client))
    for (let at = clock; at < end; at++) places.add(chronicle.placeOf(client, at))
  }
  return places
}

function allTexts(chronicle: Chronicle): readonly TextHistory[] {
  const texts: TextHistory[] = []
  for (const item of itemsOf(chronicle)) {
    const type: unknown = item.content instanceof Y.ContentType ? item.content.type : null
    if (type instanceof Y.XmlText) texts.push(new TextHistory(chronicle, type))
  }
  return texts
}

function* itemsOf(chronicle: Chronicle): Generator<Y.Item> {
  for (const structs of chronicle.doc.store.clients.values()) {
    for (const struct of structs) if (struct instanceof Y.Item) yield struct
  }
}

interface Passage {
  /** As it stood. */
  readonly words: string
  /** With what had been deleted in between, and with the marks that covered nothing else. */
  readonly places: readonly Place[]
}

/**
 * The given characters of a text as the passages that they were: first as of the moment when the
 * last of them was written, then those that were gone by then.
 */
function passagesOf(
  chronicle: Chronicle,
  text: TextHistory,
  given: ReadonlySet<Place>,
): readonly Passage[] {
  const passages: Passage[] = []
  let left = [...text.places.keys()].filter((unit) => given.has(text.places[unit] ?? 0))
  while (left.length > 0) {
    const written = left.map((unit) => chronicle.insertedAt(text.places[unit] ?? 0))
    const seq = written.reduce((a, b) => Math.max(a, b))
    // They stood together from then on until the first of them went; in between others may have
    // written among them, and what was typed wrong was put right.
    const first = passagesAt(chronicle, text, given, seq)
    const last = passagesAt(chronicle, text, given, lastTogether(chronicle, text, left, seq))
    passages.push(...(first.length < last.length ? first : last))
    // Those that one entry wrote and deleted were seen by nobody.
    left = left.filter((unit, i) => !text.isVisible(unit, seq) && written[i] !== seq)
  }
  return passages
}

/** The last moment when all was there of these units that was there at one. */
function lastTogether(
  chronicle: Chronicle,
  text: TextHistory,
  units: readonly number[],
  seq: Seq,
): Seq {
  let last = chronicle.head
  for (const unit of units) {
    const deleted = chronicle.deletedAt(text.places[unit] ?? 0)
    if (deleted > seq) last = Math.min(last, deleted - 1)
  }
  return last
}

function passagesAt(
  chronicle: Chronicle,
  text: TextHistory,
  given: ReadonlySet<Place>,
  seq: Seq,
): readonly Passage[] {
  const passages: { words: string; places: Place[] }[] = []
  let passage: { words: string; places: Place[] } | null = null
  /** Deleted since the passage's last character: typed wrong, if the passage goes on. */
  let gone: Place[] = []
  const marks = new Map<string, { place: Place; covers: 'nothing' | 'given' | 'more' }>()
  const endMark = (key: string) => {
    const mark = marks.get(key)
    if (mark?.covers === 'given') passages.push({ words: '', places: [mark.place] })
    marks.delete(key)
  }
  let nextFormat = 0
  for (let unit = 0; unit <= text.places.length; unit++) {
    for (; text.formats[nextFormat]?.at === unit; nextFormat++) {
      const { place, format } = text.formats[nextFormat] ?? { place: 0, format: null }
      if (format === null || !chronicle.isVisible(place, seq)) continue
      endMark(format.key)
      if (Object.keys(format.value ?? {}).length > 0)
        marks.set(format.key, { place, covers: 'nothing' })
    }
    const place = text.places[unit]
    if (place === undefined) break
    if (!text.isVisible(unit, seq)) {
      const deleted = chronicle.deletedAt(place)
      if (deleted !== 0 && deleted <= seq) gone.push(place)
      continue
    }
    const isGiven = given.has(place)
    for (const mark of marks.values()) {
      mark.covers = isGiven && mark.covers !== 'more' ? 'given' : 'more'
    }
    if (!isGiven) passage = null
    else {
      if (passage === null) passages.push((passage = { words: '', places: [] }))
      else passage.places.push(...gone)
      passage.words += text.text[unit] ?? ''
      passage.places.push(place)
    }
    gone = []
  }
  for (const key of [...marks.keys()]) endMark(key)
  return passages.map(({ words, places }) => ({ words: words.trim(), places }))
}

/** What the attributes of a node say that has no text of its own. */
function addValues(chronicle: Chronicle, place: Place, places: Set<Place>): void {
  const content = itemOf(chronicle, place)?.content
  const type: unknown = content instanceof Y.ContentType ? content.type : null
  if (!(type instanceof Y.XmlElement) || pageSchema.nodes[type.nodeName]?.isLeaf !== true) return
  for (const newest of type._map.values()) {
    for (let item: Y.Item | null = newest; item !== null; item = item.left) {
      for (const [value, at] of valuesOf(chronicle, item)) {
        if (typeof value === 'string') places.add(at)
      }
    }
  }
}

/** Everything that carries on the identity of one of these, or that one of these carries on. */
function addCopies(chronicle: Chronicle, places: Set<Place>): void {
  const origins = new Set([...places].map((place) => chronicle.originOf(place)))
  for (let place = 1; place < chronicle.places.size; place++) {
    if (chronicle.insertedAt(place) !== 0 && origins.has(chronicle.originOf(place))) {
      places.add(place)
    }
  }
}

function addOccurrences(
  chronicle: Chronicle,
  texts: readonly TextHistory[],
  words: readonly string[],
  places: Set<Place>,
): void {
  if (words.length === 0) return
  for (const text of texts) {
    for (const unit of text.unitsOf(words)) places.add(text.places[unit] ?? 0)
  }
  const lower = words.map((one) => one.toLowerCase())
  // Half a character, which a choice may end in, stands in no address.
  const inAddress = (plain: string) => encodeURI(plain.replaceAll(/\p{Surrogate}/gu, ''))
  const wanted = lower.map((plain) => [plain, inAddress(plain).toLowerCase()])
  for (const item of itemsOf(chronicle)) {
    for (const [value, place] of valuesOf(chronicle, item)) {
      if (holds(value, wanted)) places.add(place)
    }
  }
}

interface Given {
  readonly given: ReadonlySet<Place>
  /** When the first of it was written. */
  readonly since: Seq
  readonly words: string
}

/**
 * What two people made of the words who changed them at once: a text that ever held at least half
 * of them, where others were written in between. Only words that the passage brought to the page count.
 * In the passage's own text they stand as a whole: there its letters came one by one.
 */
function addVariants(
  chronicle: Chronicle,
  texts: readonly TextHistory[],
  { given, since, words }: Given,
  places: Set<Place>,
): void {
  const all = new Set(words.match(/\S+/g))
  if (all.size < 2) return
  const looked = [...all].filter(({ length }) => length >= shortest)
  const isOwn = (text: TextHistory) => text.places.some((place) => given.has(place))
  const own = texts.filter(isOwn)
  // One look for all of them: most texts never held any.
  const others = texts.filter((text) => !isOwn(text) && text.unitsOf(looked).size > 0)
  const found = new Map<TextHistory, { readonly word: string; readonly units: number[] }[]>()
  for (const word of looked) {
    const hits = [...own, ...others].map((text) => {
      const units = own.includes(text) ? unitsAt(text.text, word) : [...text.unitsOf([word])]
      // While a word was typed, its end may have been what stands behind it.
      const isNew = (unit: number) => chronicle.insertedAt(text.places[unit] ?? 0) >= since
      return { text, fresh: units.filter(isNew), old: units.filter((unit) => !isNew(unit)) }
    })
    if (hits.some(({ old }) => old.length >= word.length)) continue
    for (const { text, fresh } of hits) {
      if (fresh.length > 0) found.set(text, [...(found.get(text) ?? []), { word, units: fresh }])
    }
  }
  const lengthOf = (some: Iterable<string>) =>
    [...some].reduce((sum, { length }) => sum + length, 0)
  for (const [text, hits] of found) {
    if (lengthOf(hits.map(({ word }) => word)) * 2 < lengthOf(all)) continue
    for (const { units } of hits) for (const unit of units) places.add(text.places[unit] ?? 0)
  }
}

/** The units of a word where it is in a text as it is. */
function unitsAt(text: string, word: string): number[] {
  const units: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    for (let i = 0; i < word.length; i++) units.push(at + i)
  }
  return units
}

/** The values of attributes and marks in an item, with their places. */
function* valuesOf(chronicle: Chronicle, item: Y.Item): Generator<readonly [unknown, Place]> {
  for (const { content, offset, length, place } of knownStretches(chronicle, item)) {
    if (content instanceof Y.ContentFormat) yield [content.value, place]
    else if (content instanceof Y.ContentAny) {
      for (let i = 0; i < length; i++) yield [content.arr[offset + i], place + i]
    }
  }
}

/** Does a value hold any of these words, in whatever case, or written as in an address? */
function holds(value: unknown, wanted: readonly (readonly string[])[]): boolean {
  if (value instanceof Object) return Object.values(value).some((inner) => holds(inner, wanted))
  if (typeof value !== 'string') return false
  const plain = value.toLowerCase()
  return wanted.some((ways) => ways.some((way) => plain.includes(way)))
}
