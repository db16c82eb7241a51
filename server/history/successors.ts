/**
 * What took the place of text and nodes that come back alone, without the rest of their page: the
 * other half of a paragraph that was split, the heading that it became, the row that was moved.
 * Left there, the same words would stand on the page twice.
 */
import * as Y from 'yjs'
import { pageSchema } from '#contract/page-schema.ts'
import type { Chronicle, Place } from './chronicle.ts'
import { fitsWithout } from './fits.ts'
import { knownStretches, stretchesOf, typeOf } from './known.ts'

/**
 * Takes away, from the live page, one successor of each of these places: what carries on its
 * identity and was written when it went, or later. What was there before it went is a copy, which
 * stays. Nodes that are empty then go, too, where the page can be without them.
 */
export function removeSuccessors(
  chronicle: Chronicle,
  missing: readonly Place[],
  root: Y.XmlFragment,
  transaction: Y.Transaction,
): void {
  const search = new Search(chronicle, missing)
  search.children(root)
  for (const { text, delta } of search.texts) text.applyDelta(delta.steps)
  for (const item of search.leaves) item.delete(transaction)
  for (const { text } of search.texts) {
    if (text.length === 0 && text.parent instanceof Y.XmlElement) remove(text.parent, transaction)
  }
  for (const node of search.nodes) {
    if (node._item?.deleted === false) remove(node, transaction)
  }
}

/** How much stays and goes, in turn. */
class Delta {
  readonly steps: ({ retain: number } | { delete: number })[] = []

  /** One step for what is beside each other: Yjs breaks a sign of two places between two steps. */
  add(length: number, goes: boolean): void {
    const last = this.steps.at(-1)
    if (last !== undefined && 'delete' in last && goes) last.delete += length
    else if (last !== undefined && 'retain' in last && !goes) last.retain += length
    else this.steps.push(goes ? { delete: length } : { retain: length })
  }
}

class Search {
  readonly texts: { readonly text: Y.XmlText; readonly delta: Delta }[] = []
  readonly leaves: Y.Item[] = []
  readonly nodes: Y.XmlElement[] = []
  readonly #chronicle: Chronicle
  /** By identity: when what comes back went. */
  readonly #wanted = new Map<Place, number[]>()

  constructor(chronicle: Chronicle, missing: readonly Place[]) {
    this.#chronicle = chronicle
    for (const place of missing) {
      const origin = chronicle.originOf(place)
      const went = chronicle.deletedAt(place)
      if (went === 0) continue
      const known = this.#wanted.get(origin)
      if (known === undefined) this.#wanted.set(origin, [went])
      else known.push(went)
    }
  }

  children(parent: Y.XmlFragment): void {
    for (let item = parent._start; item !== null; item = item.right) {
      const type = item.deleted ? null : typeOf(item)
      if (type instanceof Y.XmlText) this.#text(type)
      else if (type instanceof Y.XmlElement) {
        const [place] = knownStretches(this.#chronicle, item)
        if (place !== undefined && this.#succeeds(place.place)) {
          if (pageSchema.nodes[type.nodeName]?.isLeaf === true) this.leaves.push(item)
          else this.nodes.push(type)
        }
        this.children(type)
      }
    }
  }

  #text(text: Y.XmlText): void {
    const delta = new Delta()
    let found = false
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue
      for (const stretch of stretchesOf(this.#chronicle, item)) {
        if (typeof stretch === 'number') delta.add(stretch, false)
        else {
          for (let i = 0; i < stretch.length; i++) {
            const goes = this.#succeeds(stretch.place + i)
            found ||= goes
            delta.add(1, goes)
          }
        }
      }
    }
    if (found) this.texts.push({ text, delta })
  }

  #succeeds(place: Place): boolean {
    const wanted = this.#wanted.get(this.#chronicle.originOf(place))
    const written = this.#chronicle.insertedAt(place)
    const found = wanted?.findIndex((went) => written >= went) ?? -1
    if (found >= 0) wanted?.splice(found, 1)
    return found >= 0
  }
}

/** Removes a node that has become empty, with what holds nothing but it; or leaves it there. */
function remove(node: Y.XmlElement, transaction: Y.Transaction): void {
  if (!isEmpty(node)) return
  for (let at = node; ;) {
    const { parent, _item: item } = at
    if (!(parent instanceof Y.XmlFragment) || item === null || item.deleted) return
    if (fitsWithout(parent, [item])) {
      item.delete(transaction)
      return
    }
    if (!(parent instanceof Y.XmlElement) || parent.toArray().length > 1) return
    at = parent
  }
}

function isEmpty(node: Y.XmlElement): boolean {
  if (pageSchema.nodes[node.nodeName]?.isLeaf === true) return false
  return node.toArray().every((child) => {
    if (child instanceof Y.XmlText) return child.length === 0
    return child instanceof Y.XmlElement && isEmpty(child)
  })
}
