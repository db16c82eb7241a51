/** Several people at real editors of one page, whose every edit is an entry. Needs a DOM. */
import { Editor, type JSONContent } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { talkootAuthor, type PersonId } from '#contract/ids.ts'
import { pageExtensions, pageRoot } from '#contract/page-schema.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { Chronicle, type LoggedEntry } from '../../server/history/chronicle.ts'

export class HistoryDesk {
  readonly entries: LoggedEntry[] = []
  readonly #editors = new Map<PersonId, Editor>()
  readonly #docs: Y.Doc[] = []

  /** A page that begins with a title and these blocks, which are the first entry. */
  constructor(blocks: readonly JSONContent[], title = 'Page') {
    const doc = this.#newDoc(talkootAuthor)
    const first = { type: 'title', content: [{ type: 'text', text: title }] }
    doc.getXmlFragment(pageRoot).push([first, ...blocks].map(elementFor))
  }

  /** The last entry. */
  get now(): number {
    return this.entries.length
  }

  get chronicle(): Chronicle {
    return Chronicle.of(this.entries)
  }

  /** The editor of somebody. */
  of(person: PersonId): Editor {
    const known = this.#editors.get(person)
    if (known !== undefined) return known
    const element = document.createElement('div')
    document.body.append(element)
    const document_ = this.#newDoc(person)
    const editor = new Editor({
      element,
      injectCSS: false,
      extensions: [
        ...pageExtensions,
        Collaboration.configure({ document: document_, field: pageRoot }),
      ],
    })
    this.#editors.set(person, editor)
    return editor
  }

  /** Puts the caret of somebody behind these words. */
  behind(person: PersonId, words: string): Editor {
    const editor = this.of(person)
    editor.commands.setTextSelection(this.#find(editor, words) + words.length)
    return editor
  }

  /** Selects these words for somebody. */
  on(person: PersonId, words: string): Editor {
    const editor = this.of(person)
    const from = this.#find(editor, words)
    editor.commands.setTextSelection({ from, to: from + words.length })
    return editor
  }

  /** Somebody moves the element with these words, of this type, before the one with the others. */
  move(person: PersonId, type: string, words: string, before: string): void {
    const { state, view } = this.of(person)
    const [from, node] = this.#element(state.doc, type, words)
    const [to] = this.#element(state.doc, type, before)
    const { tr } = state
    tr.delete(from, from + node.nodeSize)
    view.dispatch(tr.insert(tr.mapping.map(to), node))
  }

  /** Somebody removes the element of this type that has these words. */
  remove(person: PersonId, type: string, words: string): void {
    const { state, view } = this.of(person)
    const [from, node] = this.#element(state.doc, type, words)
    view.dispatch(state.tr.delete(from, from + node.nodeSize))
  }

  /** Somebody sets an attribute of the element of this type that has these words. */
  set(person: PersonId, type: string, words: string, name: string, value: unknown): void {
    const { state, view } = this.of(person)
    const [at] = this.#element(state.doc, type, words)
    view.dispatch(state.tr.setNodeAttribute(at, name, value))
  }

  close(): void {
    for (const editor of this.#editors.values()) editor.destroy()
    this.#editors.clear()
  }

  #element(doc: Node, type: string, words: string): [number, Node] {
    const found: [number, Node][] = []
    doc.descendants((node, at) => {
      if (node.type.name === type && node.textContent.includes(words)) found.push([at, node])
    })
    const innermost = found.at(-1)
    if (innermost === undefined) throw new Error(`No ${type} with "${words}"`)
    return innermost
  }

  #find({ state }: Editor, words: string): number {
    let found = -1
    state.doc.descendants((node, at) => {
      if (!node.isTextblock || found >= 0) return
      const index = node.textContent.indexOf(words)
      if (index >= 0) found = at + 1 + index
    })
    if (found < 0) throw new Error(`No "${words}" on the page`)
    return found
  }

  #newDoc(author: PersonId): Y.Doc {
    const doc = new Y.Doc()
    for (const { update } of this.entries) Y.applyUpdate(doc, update, this)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      const seq = this.entries.length + 1
      this.entries.push({ seq, at: seq * 60_000, author, kind: 'edit', update })
      for (const other of this.#docs) if (other !== doc) Y.applyUpdate(other, update, this)
    })
    this.#docs.push(doc)
    return doc
  }
}
