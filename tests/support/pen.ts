/** A page that people write on one after another, through the editor's own binding, and its log. */
import type { JSONContent } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { updateYFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { type PersonId, type Seq, talkootAuthor } from '#contract/ids.ts'
import { pageRoot, pageSchema } from '#contract/page-schema.ts'
import type { EntryKind } from '#contract/records.ts'
import type { LoggedEntry } from '../../server/history/chronicle.ts'

export interface EntryOptions {
  readonly kind?: EntryKind
  readonly about?: Seq
  /** Milliseconds since the entry before. */
  readonly after?: number
}

export class Pen {
  readonly entries: LoggedEntry[] = []
  readonly doc = new Y.Doc({ gc: false })
  readonly root = this.doc.getXmlFragment(pageRoot)
  readonly #clients = new Map<PersonId, number>()
  readonly #meta = { mapping: new Map(), isOMark: new Map() }
  #state: EditorState
  #now = Date.UTC(2026, 0, 1)

  /** Begins the page with blocks of a template. */
  constructor(blocks: readonly JSONContent[]) {
    const doc = pageSchema.nodeFromJSON({ type: 'doc', content: blocks })
    this.#state = EditorState.create({ schema: pageSchema, doc })
    this.#write(talkootAuthor, { kind: 'template' }, () => this.#bind())
  }

  get node(): Node {
    return this.#state.doc
  }

  get seq(): Seq {
    return this.entries.length
  }

  /** Somebody changes the page in the editor; gives the entry. */
  edit(
    who: PersonId,
    change: (tr: Transaction, state: EditorState) => unknown,
    options: EntryOptions = {},
  ): Seq {
    const { tr } = this.#state
    change(tr, this.#state)
    return this.#dispatch(who, tr, options)
  }

  /** A command of the editor with the caret before a text. */
  run(
    who: PersonId,
    before: string,
    command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean,
  ): Seq {
    const { tr } = this.#state
    this.#state = this.#state.apply(tr.setSelection(TextSelection.create(tr.doc, this.at(before))))
    const made: Transaction[] = []
    command(this.#state, (each) => made.push(each))
    const [done] = made
    if (done === undefined) throw new Error('The command does not apply here.')
    return this.#dispatch(who, done, {})
  }

  /** Letter by letter, an entry for each. */
  type(who: PersonId, at: number, text: string): void {
    for (const [i, letter] of [...text].entries())
      this.edit(who, (tr) => tr.insertText(letter, at + i))
  }

  /** Where a text stands. */
  at(text: string): number {
    let found = -1
    this.node.descendants((node, at) => {
      if (!node.isTextblock) return true
      const within = node.textContent.indexOf(text)
      if (found < 0 && within >= 0) found = at + 1 + within
      return false
    })
    if (found < 0) throw new Error(`There is no “${text}”.`)
    return found
  }

  /** Changes the document itself; the editor does not know of it afterwards. */
  directly(who: PersonId, change: (root: Y.XmlFragment) => void, options: EntryOptions = {}): Seq {
    this.#write(who, options, () => change(this.root))
    return this.seq
  }

  #dispatch(who: PersonId, tr: Transaction, options: EntryOptions): Seq {
    tr.doc.check()
    this.#state = this.#state.apply(tr)
    this.#write(who, options, () => this.#bind())
    return this.seq
  }

  #bind(): void {
    updateYFragment(this.doc, this.root, this.#state.doc, this.#meta)
  }

  #write(who: PersonId, options: EntryOptions, change: () => void): void {
    this.doc.clientID = this.#clients.get(who) ?? 1000 + this.#clients.size
    this.#clients.set(who, this.doc.clientID)
    const updates: Uint8Array[] = []
    const keep = (update: Uint8Array) => updates.push(update)
    this.doc.on('update', keep)
    this.doc.transact(change)
    this.doc.off('update', keep)
    const [update] = updates
    if (update === undefined) throw new Error('That changed nothing.')
    const { kind = 'edit', about, after = 300 } = options
    this.#now += after
    this.entries.push({
      seq: this.seq + 1,
      at: this.#now,
      author: who,
      kind,
      ...(about !== undefined && { about }),
      update,
    })
  }
}
