/** Where others' carets are in the text, kept up to date without looking each up at every key. */
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { differenceOf } from './text-change.ts'

/** A caret, and the other end of what is selected. */
export interface Place {
  readonly anchor: number
  readonly head: number
  readonly user: unknown
}

/** Everybody else's carets, by Yjs client id. */
export class OthersCarets {
  readonly #awareness: Awareness
  readonly #places = new Map<number, Place>()
  /** Those who moved since their place was looked up. */
  readonly #moved = new Set<number>()
  /** Those who stand by words that have not come yet: carets come faster than text. */
  readonly #ahead = new Set<number>()

  constructor(awareness: Awareness) {
    this.#awareness = awareness
    this.note([...awareness.getStates().keys()])
  }

  get all(): ReadonlyMap<number, Place> {
    return this.#places
  }

  /** Is there anybody whose place is still to be looked up? */
  get waits(): boolean {
    return this.#moved.size > 0
  }

  /** These people's states changed. Is anybody else among them? */
  note(clients: readonly number[]): boolean {
    for (const client of clients) {
      if (client !== this.#awareness.clientID) this.#moved.add(client)
    }
    return this.#moved.size > 0
  }

  /** The text changed: carets move along with the words round them. */
  follow(before: Node, after: Node): void {
    for (const client of this.#ahead) this.#moved.add(client)
    this.#ahead.clear()
    if (this.#places.size === 0) return
    const change = differenceOf(before, after)
    for (const [client, place] of this.#places) {
      const { anchor, head, user } = place
      this.#places.set(client, { anchor: change.map(anchor, -1), head: change.map(head, -1), user })
    }
  }

  /** Looks up those who moved, and gives those for whom anything is different. */
  resolve(state: EditorState): readonly number[] {
    const sync: { binding?: ProsemirrorBinding; type: Y.XmlFragment; doc: Y.Doc } | undefined =
      ySyncPluginKey.getState(state)
    const mapping = sync?.binding?.mapping
    if (sync === undefined || mapping === undefined || mapping.size === 0) return []
    const last = Math.max(state.doc.content.size - 1, 0)
    const lookUp = (json: unknown) => {
      const at = relativePositionToAbsolutePosition(
        sync.doc,
        sync.type,
        Y.createRelativePositionFromJSON(json),
        mapping,
      )
      return at === null ? null : Math.min(at, last)
    }
    const different: number[] = []
    for (const client of this.#moved) {
      const before = this.#places.get(client)
      const known = this.#awareness.getStates().get(client)
      const ends = cursorOf(known)
      const anchor = ends === null ? null : lookUp(ends.anchor)
      const head = ends === null ? null : lookUp(ends.head)
      if (ends !== null && (anchor === null || head === null)) this.#ahead.add(client)
      if (anchor === null || head === null) this.#places.delete(client)
      else this.#places.set(client, { anchor, head, user: known?.['user'] })
      const after = this.#places.get(client)
      const isSame = before?.anchor === after?.anchor && before?.head === after?.head
      if (!isSame || before?.user !== after?.user) different.push(client)
    }
    this.#moved.clear()
    return different
  }
}

/** The ends of somebody's selection as they sent them. */
export function cursorOf(state: unknown): { anchor: unknown; head: unknown } | null {
  if (!(state instanceof Object) || !('cursor' in state)) return null
  const { cursor } = state
  if (!(cursor instanceof Object) || !('anchor' in cursor) || !('head' in cursor)) return null
  return cursor
}
