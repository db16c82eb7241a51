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
import type { Seq } from '#contract/ids.ts'
import { equalityDeep } from 'lib0/function'
import * as Y from 'yjs'
import type { Chronicle, Place } from './chronicle.ts'
import { exchanged } from './exchanged.ts'
import { fitsWithout, standsAlone } from './fits.ts'
import { itemAt, itemOf, knownStretches, stretchesOf, textAt, typeOf } from './known.ts'
import { attributesAt } from './page-at.ts'
import { rebuild, rebuildElement, setAttribute } from './rebuild.ts'
import { comeBackSince, type Fate, fateOf, type Reversal } from './reversal.ts'
import { revertText } from './restore-text.ts'
import { RestoredChildren } from './restored-children.ts'
import { removeSuccessors } from './successors.ts'

export type Wanted =
  /** All as it was after the entry `seq`. */
  | { readonly is: 'moment'; readonly seq: Seq }
  /**
   * All that the entry `seq` did taken back, and nothing else: what it wrote goes, what it deleted
   * comes back, what it set is as before. What was written, deleted or set since stays. Of a node
   * that it brought, and that people have written in since, their words stay with the node. What
   * has been taken back before, or has come back in another way, is not brought back again.
   */
  | { readonly is: 'without'; readonly seq: Seq }

/**
 * Changes the live document behind `root` so that it holds what is wanted; says whether anything
 * had to be changed. `root` is the page of a document that holds all that the Chronicle holds, and
 * perhaps more: what the Chronicle does not know is kept wherever its node is kept.
 *
 * With `part`, the place of an element, only that element and what is in it becomes as at the
 * moment; if it is gone, it is put back where it stood. What its words have become elsewhere, by
 * splitting, moving and the like, goes there; copies stay. What it exchanged words with since, like
 * the row that it changed places with, is restored with it. A part that was not there at that moment
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
  if (wanted.is === 'without' && isTakenBack(chronicle, wanted.seq)) return false
  return doc.transact((transaction) => {
    const restoring = new Restoring(chronicle, reversalOf(chronicle, wanted), doc, transaction)
    if (part === undefined) restoring.children(root, false)
    else restoring.part(part, root)
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

function isTakenBack(chronicle: Chronicle, seq: Seq): boolean {
  for (let at = seq + 1; at <= chronicle.head; at++) {
    if (chronicle.kindOf(at) === 'unrestore' && chronicle.aboutOf(at) === seq) return true
  }
  return false
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
    const restored = new RestoredChildren(this.#chronicle, this.#reversal, live, this.#transaction)
    for (let item = live._start; item !== null;) {
      // What is put in behind the item needs no look.
      const next: Y.Item | null = item.right
      const type = item.deleted ? null : typeOf(item)
      const fates = this.#fatesOf(item)
      const goes = fates.some(({ fate }) => fate === 'goes')
      if (type instanceof Y.XmlText) restored.text(type, goes && !this.#holdsLater(item))
      else if (type !== null && goes) doomed.push(item)
      else if (type !== null) {
        restored.endText()
        for (const { known } of fates) this.#inside(type, known)
      }
      for (const { fate, known } of fates) {
        if (fate === 'comes back' && !this.#isBack(known)) restored.bring(known, item)
      }
      item = next
    }
    restored.endText()
    if (restored.changed) this.changed = true
    this.#remove(live, doomed, frame)
  }

  /** What becomes of each element and text that the Chronicle knows of an item. */
  #fatesOf(item: Y.Item): { readonly fate: Fate; readonly known: Y.XmlElement | Y.XmlText }[] {
    const fates: { fate: Fate; known: Y.XmlElement | Y.XmlText }[] = []
    for (const { content, place } of knownStretches(this.#chronicle, item)) {
      if (!(content instanceof Y.ContentType)) continue
      const known: unknown = content.type
      if (!(known instanceof Y.XmlElement || known instanceof Y.XmlText)) continue
      fates.push({ fate: fateOf(this.#chronicle, this.#reversal, place, !item.deleted), known })
    }
    return fates
  }

  /**
   * Has every character that stood in it come back in another way, though not the node itself? Of an
   * empty text there is nothing to come back.
   */
  #isBack(known: Y.XmlElement | Y.XmlText): boolean {
    const { to, backAlready } = this.#reversal
    if (backAlready === null && known instanceof Y.XmlElement) return false
    const stood = textAt(this.#chronicle, known, to)
    if (stood.length === 0) return known instanceof Y.XmlText
    if (backAlready === null) return false
    return stood.every((place) => backAlready.has(this.#chronicle.originOf(place)))
  }

  /** One element and what is in it, wherever it is now, and what it exchanged words with. */
  part(place: Place, root: Y.XmlFragment): void {
    const { to } = this.#reversal
    const known = itemOf(this.#chronicle, place)
    if (known === null || !(typeOf(known) instanceof Y.XmlElement)) return
    if (!this.#chronicle.isVisible(place, to)) return
    const together = exchanged(this.#chronicle, known, to)
    const missing = together.flatMap((item) => this.#missing(item))
    for (const item of together) {
      const type = typeOf(item)
      const live = itemAt(this.#doc, item.id)
      if (!(type instanceof Y.XmlElement)) continue
      if (live?.deleted === false) this.#inside(typeOf(live), type)
      else this.#putBack(item, type)
    }
    if (missing.length > 0) removeSuccessors(this.#chronicle, missing, root, this.#transaction)
  }

  /** What was in an item of the Chronicle, itself included, and is no longer there. */
  #missing(item: Y.Item): Place[] {
    const missing: Place[] = []
    for (const { content, place, length } of knownStretches(this.#chronicle, item)) {
      if (!(content instanceof Y.ContentString || content instanceof Y.ContentType)) continue
      for (let i = 0; i < length; i++) {
        if (!this.#chronicle.isVisible(place + i, this.#reversal.to)) continue
        const isAlive = itemAt(this.#doc, this.#chronicle.idOf(place + i))?.deleted === false
        if (!isAlive) missing.push(place + i)
      }
    }
    for (let inner = typeOf(item)?._start ?? null; inner !== null; inner = inner.right) {
      missing.push(...this.#missing(inner))
    }
    return missing
  }

  #inside(live: Y.XmlElement | Y.XmlText | null, known: Y.XmlElement | Y.XmlText): void {
    if (live instanceof Y.XmlText) {
      if (revertText(this.#chronicle, this.#reversal, live)) this.changed = true
    } else if (live !== null && known instanceof Y.XmlElement) {
      this.#attributes(live, known)
      this.children(live, false)
    }
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
      if (going.includes(item) && !needed) {
        item.delete(this.#transaction)
        this.changed = true
      } else if (type instanceof Y.XmlElement) this.children(type, true)
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
