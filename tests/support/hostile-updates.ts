/** Yjs updates that no client makes, written byte by byte. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'

interface Written {
  readonly client: number
  readonly count: number
  /** Writes the struct with this clock. */
  readonly write: (encoder: encoding.Encoder, clock: number) => void
}

/** An update of these blocks, each beginning at clock 0, and deleted ranges of any shape. */
export function writeUpdate(
  blocks: readonly Written[],
  deletes: readonly (readonly [
    client: number,
    ranges: readonly (readonly [number, number])[],
  ])[] = [],
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, blocks.length)
    for (const { client, count, write } of blocks) {
      encoding.writeVarUint(encoder, count)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, 0)
      for (let clock = 0; clock < count; clock++) write(encoder, clock)
    }
    encoding.writeVarUint(encoder, deletes.length)
    for (const [client, ranges] of deletes) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ranges.length)
      for (const [clock, length] of ranges) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, length)
      }
    }
  })
}

/** A struct that says of itself only that it is gone. */
export const gone = (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 0)
  encoding.writeVarUint(encoder, 1)
}

/** An element; `parent` is the page itself or the id of another element. */
export function element(
  encoder: encoding.Encoder,
  name: string,
  parent: { readonly client: number; readonly clock: number } | null,
): void {
  encoding.writeUint8(encoder, 7)
  encoding.writeVarUint(encoder, parent === null ? 1 : 0)
  if (parent === null) encoding.writeVarString(encoder, pageRoot)
  else {
    encoding.writeVarUint(encoder, parent.client)
    encoding.writeVarUint(encoder, parent.clock)
  }
  encoding.writeVarUint(encoder, 3)
  encoding.writeVarString(encoder, name)
}

/** The updates of what `write` does to a copy of the page. */
export function updateOf(state: Uint8Array, write: (root: Y.XmlFragment) => void): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => write(doc.getXmlFragment(pageRoot)))
  return Y.encodeStateAsUpdate(doc, before)
}

/** A state vector that names so many clients. */
export function stateVector(clients: number, clock: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients)
    for (let client = 1; client <= clients; client++) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
    }
  })
}

/** An awareness update of so many clients, each with this state. */
export function awarenessOf(clients: number, json: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients)
    for (let client = 1; client <= clients; client++) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, json)
    }
  })
}
