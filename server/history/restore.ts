/**
 * Brings the past back as an ordinary edit of the live document: the exact inverse of what happened
 * since, by the identity of nodes and characters.
 *
 * What is there at both moments is not touched, so carets, anchors and what others write at the
 * same time stay. What is missing is made anew right after where it stood; what came later is
 * deleted; attributes and marks are set where they differ.
 *
 * New content is made in the order of the page: new characters follow each other as those did that
 * they bring back, each node directly behind the deleted one that it stands for. Whoever looks for
 * the identity of restored text may pair the two, both in the order of the page.
 */
import { pageSchema } from '#contract/page-schema.ts'
import type { Seq } from '#contract/ids.ts'
import { equalityDeep } from 'lib0/function'
import * as Y from 'yjs'
import type { Chronicle, Place } from './chronicle.ts'
import { itemAt, itemOf, knownStretches, stretchesOf, typeOf } from './known.ts'
import { attributesAt } from './page-at.ts'
import { rebuild, rebuildElement, setAttribute } from './rebuild.ts'
import { comeBackSince, type Reversal, fateOf } from './reversal.ts'
import { revertText } from './restore-text.ts'

export type Wanted =
  /** All as it was after the entry `seq`. */
  | { readonly is: 'moment'; readonly seq: Seq }
  /**
   * All that the entry `seq` did taken back, and nothing else: what it wrote goes, what it deleted
   * comes back, what it set is as before. What was written, deleted or set since stays. Of a node
   * that it brought, and that people have written in since, their words stay with the node.
   */
  | { readonly is: 'without'; readonly seq: Seq }

/**
 * Changes the live document behind `root` so that it holds what is wanted; says whether anything
 * had to be changed. `root` is the page of a document that holds all that the Chronicle holds, and
 * perhaps more: what the Chronicle does not know is kept wherever its node is kept.
 *
 * With `part`, the place of an element, only that element and what is in it becomes as at the
 * moment; if it is gone, it is put back where it stood. A part that was not there at that moment
 * changes nothing. A moment that the server mended at once counts as mended.
 */
export function restoreInto(
  chronicle: Chronicle,
  wanted: Wanted,
  root: Y.XmlFragment,
  part?: Place,
): boolean {
  const { doc } = root
  if (doc === null) throw new Error('The page belongs to no document')
  return doc.transact((transaction) => {
    const restoring = new Restoring(chronicle, reversalOf(chronicle, wanted), doc, transaction)
    if (part === undefined) restoring.children(root, false)
    else restoring.part(part)
    return restoring.changed
  })
}

function reversalOf(chronicle: Chronicle, wanted: Wanted): Reversal {
  if (wanted.is === 'without') {
    const { seq } = wanted
    return { from: seq, to: seq - 1, backAlready: comeBackSince(chronicle, seq) }
  }
  let to = wanted.seq
  while (to < chronicle.head && chronicle.kindOf(to + 1) === 'repair') to++
  return { from: chronicle.head, to, backAlready: null }
}

class Restoring {
  changed = false
  readonly #chronicle: Chronicle
  readonly #reversal: Reversal
  readonly #doc: Y.Doc
  readonly #transaction: Y.Transaction

  constructor(chronicle: Chronicle, reversal: Reversal, doc: Y.Doc, transaction: Y.Transaction) {
    this.#chronicle = chronicle
    this.#reversal = reversal
    this.#doc = doc
    this.#transaction = transaction
  }

  /**
   * The children of a part of the page. `frame`: the part is to go and stays only for what was
   * written in it since.
   */
  children(live: Y.XmlFragment, frame: boolean): void {
    const doomed: Y.Item[] = []
    for (let item = live._start; item !== null;) {
      // What is put in behind the item needs no look.
      const next: Y.Item | null = item.right
      const missing: (Y.XmlElement | Y.XmlText)[] = []
      for (const { content, place } of knownStretches(this.#chronicle, item)) {
        if (!(content instanceof Y.ContentType)) continue
        const known: unknown = content.type
        if (!(known instanceof Y.XmlElement || known instanceof Y.XmlText)) continue
        switch (fateOf(this.#chronicle, this.#reversal, place, !item.deleted)) {
          case 'stays':
            this.#inside(typeOf(item), known)
            break
          case 'goes':
            doomed.push(item)
            break
          case 'comes back':
            missing.push(rebuild(this.#chronicle, known, this.#reversal.to))
            break
          case 'is gone':
        }
      }
      if (missing.length > 0) {
        live.insertAfter(item, missing)
        this.changed = true
      }
      item = next
    }
    this.#remove(live, doomed, frame)
  }

  /** One element and what is in it, wherever it is now. */
  part(place: Place): void {
    const known = itemOf(this.#chronicle, place)
    const type = typeOf(known)
    if (known === null || !(type instanceof Y.XmlElement)) return
    if (!this.#chronicle.isVisible(place, this.#reversal.to)) return
    const live = itemAt(this.#doc, known.id)
    if (live?.deleted === false) this.#inside(typeOf(live), type)
    else this.#putBack(known, type)
  }

  #inside(live: Y.XmlElement | Y.XmlText | null, known: Y.XmlElement | Y.XmlText): void {
    if (live instanceof Y.XmlText) this.#text(live)
    else if (live !== null && known instanceof Y.XmlElement) {
      this.#attributes(live, known)
      this.children(live, false)
    }
  }

  #text(live: Y.XmlText): void {
    if (revertText(this.#chronicle, this.#reversal, live)) this.changed = true
  }

  /** Sets back what has still the value that it was set to. */
  #attributes(live: Y.XmlElement, known: Y.XmlElement): void {
    const from = attributesAt(this.#chronicle, known, this.#reversal.from)
    const to = attributesAt(this.#chronicle, known, this.#reversal.to)
    const now: Record<string, unknown> = live.getAttributes()
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
      if (equalityDeep(from[name], to[name]) || !equalityDeep(now[name], from[name])) continue
      setAttribute(live, name, to[name])
      this.changed = true
    }
  }

  /** Deletes children, but for what people have written in since. */
  #remove(parent: Y.XmlFragment, doomed: readonly Y.Item[], frame: boolean): void {
    const going = doomed.filter((item) => !this.#holdsLater(item))
    const needed = frame && !fitsWithout(parent, going)
    for (const item of doomed) {
      const type = typeOf(item)
      if (going.includes(item) && !(needed && type instanceof Y.XmlElement)) {
        item.delete(this.#transaction)
        this.changed = true
      } else if (type instanceof Y.XmlElement) this.children(type, true)
      else if (type instanceof Y.XmlText) this.#text(type)
    }
  }

  /** Is something in it that the entry which is taken back did not bring? */
  #holdsLater(item: Y.Item): boolean {
    if (this.#reversal.backAlready === null) return false
    const type = typeOf(item)
    for (let inner = type?._start ?? null; inner !== null; inner = inner.right) {
      if (inner.deleted || !inner.countable) continue
      if (this.#isLater(inner) || this.#holdsLater(inner)) return true
    }
    return false
  }

  #isLater(item: Y.Item): boolean {
    for (const stretch of stretchesOf(this.#chronicle, item)) {
      if (typeof stretch === 'number') return true
      for (let i = 0; i < stretch.length; i++) {
        if (this.#chronicle.insertedAt(stretch.place + i) !== this.#reversal.from) return true
      }
    }
    return false
  }

  /**
   * Puts an element back where it stood. What it stood in comes along where that is gone, too:
   * alone, or whole where it is nothing without the rest, like a row of a table.
   */
  #putBack(known: Y.Item, type: Y.XmlElement): void {
    const { to } = this.#reversal
    let back = rebuild(this.#chronicle, type, to)
    let at = known
    for (;;) {
      const parent: unknown = at.parent
      if (!(parent instanceof Y.XmlElement) || parent._item === null) break
      if (itemAt(this.#doc, parent._item.id)?.deleted === false) break
      back =
        back instanceof Y.XmlElement && standsAlone(parent.nodeName, back.nodeName)
          ? rebuildElement(this.#chronicle, parent, to, [back])
          : rebuild(this.#chronicle, parent, to)
      at = parent._item
    }
    const stood = itemAt(this.#doc, at.id)
    const parent: unknown = stood?.parent
    if (stood === null || !(parent instanceof Y.XmlFragment)) return
    parent.insertAfter(stood, [back])
    this.changed = true
  }
}

/** May a node of this type hold this one child and nothing else? */
function standsAlone(parent: string, child: string): boolean {
  const type = pageSchema.nodes[parent]
  const childType = pageSchema.nodes[child]
  if (type === undefined || childType === undefined) return false
  if (type.spec['tableRole'] !== undefined) return false
  return type.contentMatch.matchType(childType)?.validEnd === true
}

/** Is a part of the page still what its schema says when these children are gone? */
function fitsWithout(parent: Y.XmlFragment, going: readonly Y.Item[]): boolean {
  const name = parent instanceof Y.XmlElement ? parent.nodeName : pageSchema.topNodeType.name
  const type = pageSchema.nodes[name]
  if (type === undefined) return true
  // A row that lost some of its cells no longer fits its table.
  if (type.spec['tableRole'] === 'row') return going.length === 0
  let match: typeof type.contentMatch | null = type.contentMatch
  for (const child of parent.toArray()) {
    if (child._item !== null && going.includes(child._item)) continue
    const childType = pageSchema.nodes[child instanceof Y.XmlElement ? child.nodeName : 'text']
    if (child instanceof Y.XmlText && child.length === 0) continue
    match = (childType && match?.matchType(childType)) ?? null
  }
  return match?.validEnd === true
}
