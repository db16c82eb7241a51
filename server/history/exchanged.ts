/**
 * Which nodes have to be restored together. The editor's binding moves text, not nodes: two rows
 * that change places keep their nodes and exchange their words, and a paragraph that is joined to
 * another lives on in that. Restoring one of them alone would delete what the other one said.
 */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'
import { itemOf, textAt, typeOf } from './known.ts'
import { attributesAt, type HistoryNode, pageAt } from './page-at.ts'

/**
 * A node of the Chronicle that stood on the page after the entry `seq`, and all others whose words
 * would be nowhere any more if it became again what it was then.
 */
export function exchanged(chronicle: Chronicle, node: Y.Item, seq: Seq): readonly Y.Item[] {
  const name = nameOf(node)
  const together = [node]
  for (let found: Y.Item[] = [node]; found.length > 0;) {
    found = ownersOf(chronicle, together, seq, name)
    for (const node of together) found.push(...namesakes(chronicle, node, seq))
    found = [...new Set(found)].filter((one) => !together.includes(one))
    together.push(...found)
  }
  return together
}

/** Where words stood at the moment that are on the page in these nodes alone, and were not then. */
function ownersOf(
  chronicle: Chronicle,
  together: readonly Y.Item[],
  seq: Seq,
  name: string | null,
): Y.Item[] {
  const { head } = chronicle
  const going = new Set<Place>()
  const origins = new Set<Place>()
  for (const type of together.map(typeOf)) {
    for (const place of type === null ? [] : textAt(chronicle, type, head)) {
      if (chronicle.isVisible(place, seq)) continue
      going.add(place)
      origins.add(chronicle.originOf(place))
    }
  }
  const stood = new Map<Place, Place>()
  const elsewhere = new Set<Place>()
  for (let place = 1; place < chronicle.places.size && origins.size > 0; place++) {
    const origin = chronicle.originOf(place)
    if (!origins.has(origin)) continue
    if (chronicle.isVisible(place, head) && !going.has(place)) elsewhere.add(origin)
    if (chronicle.isVisible(place, seq)) stood.set(origin, place)
  }
  const owners = new Set<Y.Item>()
  for (const [origin, place] of stood) {
    const item = itemOf(chronicle, place)
    if (item === null || elsewhere.has(origin)) continue
    const chain = nodesRound(item)
    if (chain.some((one) => together.includes(one))) continue
    const owner = chain.find((one) => nameOf(one) === name) ?? chain[0]
    if (owner !== undefined) owners.add(owner)
  }
  return [...owners]
}

/** The row that had the id which this row has now: rows with few words have no other identity. */
function namesakes(chronicle: Chronicle, node: Y.Item, seq: Seq): Y.Item[] {
  const type = typeOf(node)
  if (!(type instanceof Y.XmlElement)) return []
  const { id } = attributesAt(chronicle, type, chronicle.head)
  if (typeof id !== 'string' || attributesAt(chronicle, type, seq)['id'] === id) return []
  const rows: Y.Item[] = []
  const look = ({ place, attrs, content = [] }: HistoryNode) => {
    const row = attrs?.['id'] === id ? itemOf(chronicle, place) : null
    if (row !== null) rows.push(row)
    content.forEach(look)
  }
  look(pageAt(chronicle, seq))
  return rows
}

/** The elements that an item is in, the innermost first. */
function nodesRound(item: Y.Item): readonly Y.Item[] {
  const nodes: Y.Item[] = []
  for (let at: Y.Item | null = item; at !== null;) {
    const parent: unknown = at.parent
    at = parent instanceof Y.XmlElement || parent instanceof Y.XmlText ? parent._item : null
    if (at !== null && typeOf(at) instanceof Y.XmlElement) nodes.push(at)
  }
  return nodes
}

function nameOf(item: Y.Item): string | null {
  const type = typeOf(item)
  return type instanceof Y.XmlElement ? type.nodeName : null
}
