/** Somebody who writes a page over a real socket, through the editor's own binding. Needs no DOM. */
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { pageSchema } from '#contract/page-schema.ts'
import type { Spot } from '#contract/threads.ts'
import type { CollabClient } from './collab-client.ts'
import { spotOf } from './spots.ts'
import type { Member, Wiki } from './wiki.ts'

export class SocketPen {
  readonly client: CollabClient
  readonly #undo: Y.UndoManager

  private constructor(client: CollabClient) {
    this.client = client
    this.#undo = new Y.UndoManager(client.root, { trackedOrigins: new Set([this]) })
  }

  static async begin(wiki: Wiki, page: string, who: Member = wiki.aino): Promise<SocketPen> {
    return new SocketPen(await wiki.client(page, who, { ack: true }).untilSynced())
  }

  /** Changes the page as an editor does; stored when it resolves. */
  async edit(change: (tr: Transaction, state: EditorState) => unknown): Promise<void> {
    const { doc, meta } = initProseMirrorDoc(this.client.root, pageSchema)
    const state = EditorState.create({ schema: pageSchema, doc })
    const { tr } = state
    change(tr, state)
    await this.#write(tr, meta)
  }

  /** A command with the caret before a text. */
  async run(
    before: string,
    command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean,
  ): Promise<void> {
    const { doc, meta } = initProseMirrorDoc(this.client.root, pageSchema)
    const start = EditorState.create({ schema: pageSchema, doc })
    const caret = TextSelection.create(doc, at(start, before))
    const made: Transaction[] = []
    command(start.apply(start.tr.setSelection(caret)), (tr) => made.push(tr))
    const [tr] = made
    if (tr === undefined) throw new Error('The command does not apply here.')
    await this.#write(tr, meta)
  }

  /** Takes back what this one did last. */
  async undo(): Promise<void> {
    if (this.#undo.undo() === null) throw new Error('There is nothing to take back.')
    await this.saved()
  }

  /** Puts text before a text. */
  type(before: string, text: string): Promise<void> {
    return this.edit((tr, state) => tr.insertText(text, at(state, before)))
  }

  delete(text: string): Promise<void> {
    return this.edit((tr, state) => {
      const from = at(state, text)
      tr.delete(from, from + text.length)
    })
  }

  /** Deletes the block with a text. */
  deleteBlock(text: string): Promise<void> {
    return this.edit((tr, state) => {
      const place = tr.doc.resolve(at(state, text))
      tr.delete(place.before(1), place.after(1))
    })
  }

  spot(words: string): Spot {
    return spotOf(this.client.doc, words)
  }

  async saved(): Promise<void> {
    await this.client.until(() => this.client.complete, 'stored')
  }

  async #write(tr: Transaction, meta: Parameters<typeof updateYFragment>[3]): Promise<void> {
    tr.doc.check()
    const { doc, root } = this.client
    this.#undo.stopCapturing()
    doc.transact(() => updateYFragment(doc, root, tr.doc, meta), this)
    await this.saved()
  }
}

/** Where a text stands in an editor. */
export function at({ doc }: EditorState, text: string): number {
  let found = -1
  doc.descendants((node, place) => {
    if (!node.isTextblock) return true
    const within = node.textContent.indexOf(text)
    if (found < 0 && within >= 0) found = place + 1 + within
    return false
  })
  if (found < 0) throw new Error(`There is no “${text}”.`)
  return found
}
