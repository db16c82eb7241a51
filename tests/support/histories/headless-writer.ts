/**
 * Somebody who writes a page through the editor's own binding, without a browser: every change is a
 * ProseMirror transform that y-tiptap turns into Yjs edits, with the splits, re-created nodes and
 * odd attributes that come of it.
 */
import { updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import { Fragment, type Node } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import * as Y from 'yjs'
import { markName } from '#contract/page-attributes.ts'
import { pageRoot, pageSchema } from '#contract/page-schema.ts'

/** Which node of the editor each Yjs type is. */
type Mapping = Parameters<typeof updateYFragment>[3]['mapping']
type Mapped = Parameters<Mapping['get']>[0]

export class HeadlessWriter {
  readonly doc = new Y.Doc()
  readonly #root = this.doc.getXmlFragment(pageRoot)
  readonly #mapping: Mapping = new Map()
  readonly #undo: Y.UndoManager
  #node: Node
  #stale = false

  /** `told` hears of each update that was made here, not of those that came in. */
  constructor(told: (update: Uint8Array) => void) {
    this.#undo = new Y.UndoManager(this.#root, {
      trackedOrigins: new Set([ySyncPluginKey]),
      captureTimeout: 0,
    })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) told(update)
    })
    this.#root.observeDeep((_events, transaction) => {
      if (transaction.origin === ySyncPluginKey) return
      for (const type of transaction.changed.keys()) this.#forget(type)
      for (const type of transaction.changedParentTypes.keys()) this.#forget(type)
      this.#stale = true
    })
    this.#node = pageSchema.topNodeType.create()
  }

  /** The page as an editor here would show it. */
  get node(): Node {
    if (this.#stale) {
      this.#stale = false
      this.#node = pageSchema.topNodeType.create(null, Fragment.from(this.#childrenOf(this.#root)))
    }
    return this.#node
  }

  /** Sits down anew: another Yjs client, with nothing to undo. */
  sitDown(client: number): void {
    this.doc.clientID = client
    this.#undo.clear()
  }

  /** Takes in what others wrote. */
  receive(updates: readonly Uint8Array[]): void {
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update, this)
    }, this)
  }

  /**
   * One step of writing. False when it changed nothing or would have broken the page; `plain` says
   * that it only puts letters in or takes them away, which breaks nothing.
   */
  edit(change: (tr: Transform, node: Node) => void, plain?: 'plain'): boolean {
    const before = this.node
    const tr = new Transform(before)
    try {
      change(tr, before)
      if (!tr.docChanged) return false
      if (plain === undefined) tr.doc.check()
    } catch (error) {
      if (error instanceof RangeError || isTransformError(error)) return false
      throw error
    }
    this.#write(tr.doc)
    return true
  }

  /** Takes back the last step since sitting down. */
  undo(): boolean {
    return this.#undo.undo() !== null
  }

  redo(): boolean {
    return this.#undo.redo() !== null
  }

  #write(next: Node): void {
    this.doc.transact(() => {
      updateYFragment(this.doc, this.#root, next, { mapping: this.#mapping, isOMark: new Map() })
    }, ySyncPluginKey)
    this.#node = next
  }

  #forget(type: Mapped): void {
    for (let each: Mapped | null = type; each !== null;) {
      this.#mapping.delete(each)
      each = each.parent
    }
  }

  #childrenOf(parent: Y.XmlFragment): Node[] {
    return parent.toArray().flatMap((child) => {
      if (child instanceof Y.XmlText) return textsOf(child)
      if (!(child instanceof Y.XmlElement)) return []
      const known = this.#mapping.get(child)
      if (known !== undefined && !Array.isArray(known)) return [known]
      const attrs: Record<string, unknown> = child.getAttributes()
      const node = pageSchema.node(child.nodeName, attrs, this.#childrenOf(child))
      this.#mapping.set(child, node)
      return [node]
    })
  }
}

function textsOf(text: Y.XmlText): Node[] {
  const delta: readonly { insert?: unknown; attributes?: Record<string, unknown> }[] =
    text.toDelta()
  return delta.flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') return []
    const marks = Object.entries(attributes).flatMap(([key, value]) =>
      value === null ? [] : [pageSchema.mark(markName(key), Object(value))],
    )
    return [pageSchema.text(insert, marks)]
  })
}

const isTransformError = (error: unknown) =>
  error instanceof Error && (error.name === 'TransformError' || error.name === 'ReplaceError')
