/**
 * Which elements are old ones written anew: by the text in them, or by what they say of themselves
 * where they hold none.
 */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import { valuesAt } from './attributes-at.ts'
import type { CarriedText } from './carried-text.ts'
import { inDocumentOrder, parentOf } from './document-order.ts'
import type { Place } from './place-table.ts'
import type { Recorded } from './recorded.ts'
import { wayNumber } from './ways.ts'

interface Match {
  readonly made: Y.Item
  readonly old: Y.Item
  readonly units: number
}

/** The elements among items, in document order. */
export function elementsIn(items: Iterable<Y.Item>): Y.Item[] {
  const elements = new Set<Y.Item>()
  for (const item of items) if (elementOf(item) !== null) elements.add(item)
  return elements.size < 2 ? [...elements] : inDocumentOrder(elements)
}

/** Fills in the origins of elements that an entry made; an old one is carried on only once. */
export function carryElements(
  recorded: Recorded,
  made: readonly Y.Item[],
  old: readonly Y.Item[],
  text: CarriedText,
  seq: Seq,
): void {
  const { places } = recorded
  const taken = new Set<Y.Item>()
  const carry = (to: Y.Item, from: Y.Item) => {
    const place = placeOf(recorded, to)
    if (places.origin[place] !== place || taken.has(from)) return
    taken.add(from)
    carryElement(recorded, to, from)
  }
  for (const match of byText(recorded, new Set(made), text)) carry(match.made, match.old)
  for (const match of byThemselves(recorded, made, old, seq)) carry(match.made, match.old)
}

/** Restored elements carry on those that were wanted, one by one, if they are the same. */
export function pairElements(
  recorded: Recorded,
  made: readonly Y.Item[],
  wanted: readonly Y.Item[],
): void {
  const nameAt = (items: readonly Y.Item[], i: number) => {
    const item = items[i]
    return item === undefined ? undefined : elementOf(item)?.nodeName
  }
  if (made.length !== wanted.length) return
  if (!made.every((_, i) => nameAt(made, i) === nameAt(wanted, i))) return
  for (const [i, to] of made.entries()) {
    const from = wanted[i]
    if (from !== undefined) carryElement(recorded, to, from)
  }
}

function carryElement(recorded: Recorded, to: Y.Item, from: Y.Item): void {
  const { origin, way } = recorded.places
  const place = placeOf(recorded, to)
  const before = placeOf(recorded, from)
  origin[place] = origin[before] ?? before
  if (way[place] !== wayNumber('restored')) way[place] = way[before] ?? 0
}

/** Elements most of whose text comes from one deleted element, those with most text first. */
function byText(recorded: Recorded, made: ReadonlySet<Y.Item>, text: CarriedText): Match[] {
  const units = new Map<Y.Item, number>()
  const votes = new Map<Y.Item, Map<Y.Item, number>>()
  for (const { type, start, end } of text.blocks) {
    const around = elementsAround(type)
    for (const element of around) units.set(element, (units.get(element) ?? 0) + end - start)
    for (let i = start; i < end;) {
      const from = i
      const before = text.before[i] ?? 0
      do i++
      while (i < end && before !== 0 && text.before[i] === before + i - from)
      if (before === 0) continue
      for (const [to, old] of alike(around, elementsAroundPlace(recorded, before))) {
        const known = votes.get(to) ?? new Map<Y.Item, number>()
        votes.set(to, known.set(old, (known.get(old) ?? 0) + i - from))
      }
    }
  }
  const matches: Match[] = []
  for (const [element, olds] of votes) {
    if (!made.has(element)) continue
    for (const [old, count] of olds) {
      if (old.deleted && count * 2 > (units.get(element) ?? 0)) {
        matches.push({ made: element, old, units: count })
      }
    }
  }
  return matches.sort((a, b) => b.units - a.units)
}

/** The nearest to the text are alike whatever they are; further out those of the same name. */
function* alike(
  made: readonly Y.Item[],
  old: readonly Y.Item[],
): Iterable<readonly [Y.Item, Y.Item]> {
  let next = 0
  for (const [i, element] of made.entries()) {
    const name = elementOf(element)?.nodeName
    const found =
      i === 0 ? 0 : old.findIndex((each, k) => k >= next && elementOf(each)?.nodeName === name)
    const match = old[found]
    if (match === undefined) continue
    next = found + 1
    yield [element, match]
  }
}

/** Elements with the same id, or without text and with the same attributes. */
function* byThemselves(
  recorded: Recorded,
  made: readonly Y.Item[],
  old: readonly Y.Item[],
  seq: Seq,
): Iterable<Match> {
  if (old.length === 0) return
  const known = new Map<string, Y.Item[]>()
  for (const item of old) {
    for (const sign of signsOf(recorded, item, seq - 1)) {
      known.set(sign, [...(known.get(sign) ?? []), item])
    }
  }
  for (const item of made) {
    for (const sign of signsOf(recorded, item, seq)) {
      for (const each of known.get(sign) ?? []) yield { made: item, old: each, units: 0 }
    }
  }
}

function signsOf(recorded: Recorded, item: Y.Item, seq: Seq): string[] {
  const element = elementOf(item)
  if (element === null) return []
  const attributes = Object.entries(valuesAt(recorded.places, element, seq)).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  const id = attributes.find(([name]) => name === 'id')?.[1]
  const signs = typeof id === 'string' ? [`${element.nodeName} ${id}`] : []
  if (attributes.length > 0 && isBare(element)) {
    signs.push(`${element.nodeName} ${JSON.stringify(attributes)}`)
  }
  return signs
}

/** Has nothing ever been in it, but for the empty text with which lines begin? */
function isBare({ _start }: Y.XmlElement): boolean {
  if (_start === null) return true
  const text = _start.content instanceof Y.ContentType ? _start.content.type : null
  return _start.right === null && text instanceof Y.XmlText && text._start === null
}

function elementsAroundPlace({ doc, places }: Recorded, place: Place): Y.Item[] {
  const { client, clock } = places.idOf(place)
  const structs = doc.store.clients.get(client) ?? []
  const item = structs[Y.findIndexSS(structs, clock)]
  return item instanceof Y.Item ? elementsAround(parentOf(item)) : []
}

/** From the text's own element outwards. */
function elementsAround(text: Y.Item['parent']): Y.Item[] {
  const around: Y.Item[] = []
  for (let item = itemOf(text); item !== null;) {
    item = itemOf(item.parent)
    if (item !== null) around.push(item)
  }
  return around
}

function itemOf(type: Y.Item['parent']): Y.Item | null {
  return type === null || type instanceof Y.ID ? null : type._item
}

function elementOf(item: Y.Item): Y.XmlElement | null {
  const type = item.content instanceof Y.ContentType ? item.content.type : null
  return type instanceof Y.XmlElement ? type : null
}

function placeOf({ places }: Recorded, { id }: Y.Item): Place {
  return places.of(id.client, id.clock)
}
