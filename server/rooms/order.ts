/**
 * Will everybody see the new items in the same place?
 *
 * An item names what was left and what was right of it when it was written. Yjs converges when the
 * left one does come before the right one. An item that names them the other way round, or names
 * neighbours from two different texts, may land in one place for those who hear of it now and in
 * another for those who load the page later. Undo makes a few such items itself, so they are tried
 * out on a copy rather than refused.
 */
import { isDeepStrictEqual } from 'node:util'
import * as Y from 'yjs'
import { applyExactly } from './apply.ts'
import { contentOf } from './content.ts'
import { type Block, type DecodedUpdate, type Id, type Struct, structAt } from './decode.ts'

/** Steps from neighbour to neighbour that one update may cost; honest ones need one an item. */
const maxSteps = 3_000_000

/** Expects an update that is whole; changes nothing. */
export function convergesEverywhere(doc: Y.Doc, bytes: Uint8Array, update: DecodedUpdate): boolean {
  return isInOrder(doc, update) || loadsTheSame(doc, bytes)
}

function isInOrder(doc: Y.Doc, update: DecodedUpdate): boolean {
  const blocks = new Map(update.blocks.map((block) => [block.client, block]))
  const steps = { left: maxSteps }
  for (const block of update.blocks) {
    for (const struct of block.structs) {
      if (struct.is === 'gc') continue
      const { origin, rightOrigin } = struct
      if (origin === null || rightOrigin === null) continue
      const isFine =
        isKnown(doc, origin) && isKnown(doc, rightOrigin)
          ? precedes(doc, origin, rightOrigin, steps)
          : areNeighbours(blocks, origin, rightOrigin)
      if (!isFine) return false
    }
  }
  return true
}

/** Costs copies of the page; hardly ever needed. */
function loadsTheSame(doc: Y.Doc, bytes: Uint8Array): boolean {
  const now = new Y.Doc({ gc: false })
  applyExactly(now, [Y.encodeStateAsUpdate(doc)])
  applyExactly(now, [bytes])
  const later = new Y.Doc({ gc: false })
  applyExactly(later, [Y.encodeStateAsUpdate(now)])
  return isDeepStrictEqual(contentOf(now), contentOf(later))
}

function isKnown(doc: Y.Doc, id: Id): boolean {
  return id.clock < Y.getState(doc.store, id.client)
}

/** Walks from the left one to the right. What is forgotten has no order any more. */
function precedes(doc: Y.Doc, left: Id, right: Id, steps: { left: number }): boolean {
  const from: unknown = Y.getItem(doc.store, Y.createID(left.client, left.clock))
  const to: unknown = Y.getItem(doc.store, Y.createID(right.client, right.clock))
  if (!(from instanceof Y.Item) || !(to instanceof Y.Item)) return true
  if (from === to) return left.clock < right.clock
  for (let item = from.right; item !== null; item = item.right) {
    if (item === to) return true
    if (--steps.left < 0) return false
  }
  return false
}

/** Was one of them written right beside the other? */
function areNeighbours(blocks: ReadonlyMap<number, Block>, left: Id, right: Id): boolean {
  const l = find(blocks, left)
  const r = find(blocks, right)
  const afterLeft =
    l === null ? null : left.clock + 1 < l.clock + l.length ? next(left, 1) : rightOf(l)
  const beforeRight = r === null ? null : right.clock > r.clock ? next(right, -1) : leftOf(r)
  return isSame(afterLeft, right) || isSame(beforeRight, left)
}

const next = (id: Id, by: number): Id => ({ client: id.client, clock: id.clock + by })
const rightOf = (struct: Struct) => (struct.is === 'item' ? struct.rightOrigin : null)
const leftOf = (struct: Struct) => (struct.is === 'item' ? struct.origin : null)
const isSame = (a: Id | null, b: Id) => a?.client === b.client && a.clock === b.clock

function find(blocks: ReadonlyMap<number, Block>, id: Id): Struct | null {
  return structAt(blocks.get(id.client)?.structs ?? [], id.clock) ?? null
}
