/**
 * What comes back among the children of a part of the page, in their order.
 *
 * Text goes into a text that is there, where nothing else stands between the two. Of two texts side
 * by side every editor makes one, by writing one of them anew; what others write in that meanwhile
 * is lost. For the same reason a text that is to go is only emptied where no other one is left.
 */
import * as Y from 'yjs'
import type { Chronicle } from './chronicle.ts'
import { rebuild, rebuildTexts } from './rebuild.ts'
import type { Reversal } from './reversal.ts'
import { revertText } from './restore-text.ts'

type Child = Y.XmlElement | Y.XmlText

export class RestoredChildren {
  changed = false
  readonly #chronicle: Chronicle
  readonly #reversal: Reversal
  readonly #parent: Y.XmlFragment
  readonly #transaction: Y.Transaction
  /** The live text since the last element that takes in the others. */
  #text: { readonly live: Y.XmlText; readonly goes: boolean } | null = null
  /** Texts of the Chronicle that come back before it and behind it. */
  #before: Y.XmlText[] = []
  #after: Y.XmlText[] = []
  /** Behind what new children are put: where the first of the texts stood, and the last one made. */
  #place: Y.Item | null = null
  #last: { readonly behind: Y.Item; readonly child: Child } | null = null

  constructor(
    chronicle: Chronicle,
    reversal: Reversal,
    parent: Y.XmlFragment,
    transaction: Y.Transaction,
  ) {
    this.#chronicle = chronicle
    this.#reversal = reversal
    this.#parent = parent
    this.#transaction = transaction
  }

  /** A live text is next. `goes`: all that it held is to go. */
  text(live: Y.XmlText, goes: boolean): void {
    if (this.#text === null) this.#text = { live, goes }
    else if (goes) this.#delete(live)
    else {
      if (this.#text.goes) {
        this.#delete(this.#text.live)
        this.#before.push(...this.#after.splice(0))
      } else this.endText()
      this.#text = { live, goes }
    }
  }

  /** One of the Chronicle's comes back next, right behind an item. */
  bring(known: Child, behind: Y.Item): void {
    if (known instanceof Y.XmlElement) {
      this.endText()
      this.#insert(rebuild(this.#chronicle, known, this.#reversal.to), behind)
    } else if (this.#text === null) {
      this.#before.push(known)
      this.#place ??= behind
    } else this.#after.push(known)
  }

  /** To be called before a live element and at the end. */
  endText(): void {
    const beside = { before: this.#before.splice(0), after: this.#after.splice(0) }
    if (this.#text !== null) {
      const { live } = this.#text
      if (revertText(this.#chronicle, this.#reversal, live, beside)) this.changed = true
    } else if (this.#place !== null) {
      this.#insert(rebuildTexts(this.#chronicle, beside.before, this.#reversal.to), this.#place)
    }
    this.#text = null
    this.#place = null
  }

  #insert(child: Child, behind: Y.Item): void {
    const ref = this.#last?.behind === behind ? this.#last.child : behind
    this.#parent.insertAfter(ref, [child])
    this.#last = { behind, child }
    this.changed = true
  }

  #delete({ _item: item }: Y.XmlText): void {
    item?.delete(this.#transaction)
    this.changed = true
  }
}
