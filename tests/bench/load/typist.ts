/**
 * What people type, made in advance: real Yjs updates with consecutive clocks, each typist under a
 * Yjs client id of their own and in a paragraph of their own.
 */
import * as Y from 'yjs'

export interface Keystroke {
  readonly update: Uint8Array
  /** The typist's Yjs clock after it; the same as before where something was deleted. */
  readonly clock: number
  readonly inserts: boolean
}

export interface Typist {
  readonly client: number
  /** Puts the empty paragraph into the page; comes before the first key. */
  readonly begin: Uint8Array
  readonly keys: readonly Keystroke[]
}

const words = 'we write what we want to become and how we know that we are on the way there '

/** One in so many keys takes the last letter back. */
const backspaceEvery = 20

/** Somebody who will press `keys` keys in the page whose state is `seed`. */
export function typist(seed: Uint8Array, client: number, keys: number): Typist {
  const { doc, text, updates } = paragraphOf(seed, client)
  const begin = Y.mergeUpdates(updates.splice(0))
  const strokes: Keystroke[] = []
  for (let key = 0; key < keys; key++) {
    const inserts = key % backspaceEvery !== backspaceEvery - 1
    if (inserts) text.insert(text.length, words[key % words.length] ?? ' ')
    else text.delete(text.length - 1, 1)
    const update = updates.pop()
    if (update === undefined) throw new Error('a key that changed nothing')
    strokes.push({ update, inserts, clock: Y.getState(doc.store, client) })
  }
  return { client, begin, keys: strokes }
}

/** Somebody who pastes `times` times `bytes` letters and takes them back each time. */
export function paster(seed: Uint8Array, client: number, times: number, bytes: number): Typist {
  const { doc, text, updates } = paragraphOf(seed, client)
  const begin = Y.mergeUpdates(updates.splice(0))
  const keys: Keystroke[] = []
  const letters = words.repeat(Math.ceil(bytes / words.length)).slice(0, bytes)
  for (let i = 0; i < times; i++) {
    text.insert(0, letters)
    text.delete(0, bytes)
    for (const [index, update] of updates.splice(0).entries()) {
      keys.push({ update, inserts: index === 0, clock: Y.getState(doc.store, client) })
    }
  }
  return { client, begin, keys }
}

/** A Yjs client id for the n-th typist of a run; different runs on one page need different ones. */
export function clientId(run: number, n: number): number {
  return 1_000_000 * (run + 1) + n
}

/** The last clock that an update brings of each client. */
export function clocksOf(update: Uint8Array): ReadonlyMap<number, number> {
  return Y.parseUpdateMeta(update).to
}

/** The state vector of a state. */
export function vectorOf(state: Uint8Array): Uint8Array {
  return Y.encodeStateVectorFromUpdate(state)
}

function paragraphOf(seed: Uint8Array, client: number) {
  const doc = new Y.Doc({ gc: true })
  Y.applyUpdate(doc, seed)
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = new Y.XmlText()
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    const root = doc.getXmlFragment('default')
    root.insert(root.length, [paragraph])
    paragraph.insert(0, [text])
  })
  return { doc, text, updates }
}
