/**
 * Does every new item stand between two neighbours that stand in this order?
 *
 * An item names what was left and what was right of it when it was written. Yjs converges only
 * when the left one does come before the right one; an item that names them the other way round,
 * or names neighbours from two different texts, lands in another place for everybody.
 */
import * as Y from 'yjs'
import { applyExactly } from './apply.ts'
import { type Block, type DecodedUpdate, type Id, type Struct, structAt } from './decode.ts'

/** Steps from neighbour to neighbour that one update may cost; honest ones need one an item. */
const maxSteps = 3_000_000

/** Expects an update that is whole; changes nothing. */
export function keepsOrder(doc: Y.Doc, bytes: Uint8Array, update: DecodedUpdate): boolean {
  const blocks = new Map(update.blocks.map((block) => [block.client, block]))
  const steps = { left: maxSteps }
  const doubtful: [Id, Id][] = []
  for (const block of update.blocks) {
    const state = Y.getState(doc.store, block.client)
    for (const struct of block.structs) {
      if (struct.is === 'gc' || struct.clock + struct.length <= state) continue
      const { origin, rightOrigin } = struct
      if (origin === null || rightOrigin === null) continue
      if (isKnown(doc, origin) && isKnown(doc, rightOrigin)) {
        if (!precedes(doc, origin, rightOrigin, steps)) return false
      } else if (!areNeighbours(blocks, origin, rightOrigin)) doubtful.push([origin, rightOrigin])
    }
  }
  if (doubtful.length === 0) return true
  // Written round something that arrived in between. Rare, so it may cost a copy of the page.
  const copy = new Y.Doc({ gc: false })
  applyExactly(copy, [Y.encodeStateAsUpdate(doc), bytes])
  return doubtful.every(([left, right]) => precedes(copy, left, right, steps))
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
