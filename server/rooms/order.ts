/**
 * Items that may stand in one place for some and in another for others.
 *
 * An item names what was left and what was right of it when it was written, and Yjs converges when
 * the left one does come before the right one. Undo now and then makes an item that names them the
 * other way round, and whoever means harm can. Those who hear of it now and those who load the
 * page later may then read different texts. Such an item is found here, and the part of the page
 * round it is written anew by the server (`untangle`): everybody has that in the same place.
 */
import * as Y from 'yjs'
import { type Block, type DecodedUpdate, type Id, type Struct, structAt } from './decode.ts'
import { elementFor, nodeOf, typesFor } from './content.ts'

type Item = Extract<Struct, { is: 'item' }>

/** An item with the neighbours it names. */
export interface Doubtful {
  readonly item: Id
  readonly left: Id
  readonly right: Id
}

/** Steps from neighbour to neighbour that one update may cost; an honest item needs about one. */
const maxSteps = 1_000_000

/** New items of a whole update whose neighbours are not plainly in order. Changes nothing. */
export function findDoubtful(doc: Y.Doc, update: DecodedUpdate): Doubtful[] {
  const blocks = new Map(update.blocks.map((block) => [block.client, block]))
  const steps = { left: maxSteps }
  const doubtful: Doubtful[] = []
  for (const { client, structs } of update.blocks) {
    for (const struct of structs) {
      if (struct.is === 'gc') continue
      const { clock, origin: left, rightOrigin: right } = struct
      if (left === null || right === null) continue
      const isFine = isSame(left, right)
        ? isElement(doc, blocks, left)
        : isKnown(doc, left) && isKnown(doc, right)
          ? precedes(doc, left, right, steps)
          : areNeighbours(blocks, left, right)
      if (!isFine) doubtful.push({ item: { client, clock }, left, right })
    }
  }
  return doubtful
}

/**
 * New items of a whole update that is in the document, between whose neighbours something stands that
 * their writer must have seen: nobody honest names those two then, and whoever loads the page later
 * may have the item elsewhere. Gives the parts of the page that they are in.
 */
export function findTangled(doc: Y.Doc, update: DecodedUpdate): readonly Y.XmlFragment[] {
  const steps = { left: maxSteps }
  const parts = new Set<Y.XmlFragment>()
  for (const { client, structs } of update.blocks) {
    for (const [i, struct] of structs.entries()) {
      if (
        struct.is === 'gc' ||
        struct.parentSub !== null ||
        goesOn(client, structs[i - 1], struct)
      ) {
        continue
      }
      const item: unknown = Y.getItem(doc.store, Y.createID(client, struct.clock))
      if (!(item instanceof Y.Item) || !isTangled(doc, item, { client, ...struct }, steps)) continue
      const part = partRound(item)
      if (part !== null) parts.add(part)
    }
  }
  return [...parts]
}

/** Was it written right behind what the same person wrote just before? */
function goesOn(client: number, last: Struct | undefined, struct: Item): boolean {
  if (last?.is !== 'item' || struct.origin === null) return false
  const end = { client, clock: last.clock + last.length - 1 }
  return isSame(struct.origin, end) && isSameOrNone(struct.rightOrigin, last.rightOrigin)
}

function isTangled(
  doc: Y.Doc,
  item: Y.Item,
  { client, clock, origin, rightOrigin }: Item & Id,
  steps: { left: number },
): boolean {
  const left = origin && itemWith(doc, origin)
  const right = rightOrigin && itemWith(doc, rightOrigin)
  const [afterLeft, beforeRight] = [left?.rightOrigin ?? null, right && before(right, rightOrigin)]
  const wasSeen = (one: Y.Item, from: number, end: number) =>
    from < end &&
    ((one.id.client === client && from < clock) ||
      [afterLeft, beforeRight].some(
        (id) => id?.client === one.id.client && id.clock >= from && id.clock < end,
      ))
  // Of many in a row, as in a long table, each looks as far as the next one, which looks further.
  const goesOnLeft = right === null || isSameOrNone(beforeRight, origin)
  const goesOnRight = left === null || isSameOrNone(afterLeft, rightOrigin)
  const isLater = (one: Y.Item) => one.id.client === client && one.id.clock > clock
  for (let at = item.id.clock === clock ? item.left : null; at !== null; at = at.left) {
    const from = origin !== null && holds(at, origin) ? origin.clock + 1 : at.id.clock
    if (wasSeen(at, from, at.id.clock + at.length)) return true
    if (from !== at.id.clock || --steps.left < 0) break
    if (goesOnLeft && isLater(at) && isSameOrNone(at.origin, origin)) break
  }
  for (let at = item.right; at !== null; at = at.right) {
    const isRight = rightOrigin !== null && holds(at, rightOrigin)
    if (wasSeen(at, at.id.clock, isRight ? rightOrigin.clock : at.id.clock + at.length)) return true
    if (isRight || --steps.left < 0) break
    if (goesOnRight && isLater(at) && isSameOrNone(at.rightOrigin, rightOrigin)) break
  }
  return false
}

/** What a character or an element was written behind. */
const before = (item: Y.Item, { client, clock }: Id) =>
  item.id.clock < clock ? { client, clock: clock - 1 } : item.origin

const holds = ({ id, length }: Y.Item, { client, clock }: Id) =>
  id.client === client && id.clock <= clock && clock < id.clock + length

function itemWith(doc: Y.Doc, id: Id): Y.Item | null {
  const item: unknown = Y.getItem(doc.store, Y.createID(id.client, id.clock))
  return item instanceof Y.Item ? item : null
}

/**
 * Writes anew what surrounds doubtful items that turn out to stand between neighbours in the wrong
 * order, now that they are in the document, and these parts. Must run inside a transaction.
 */
export function untangle(
  doc: Y.Doc,
  doubtful: readonly Doubtful[],
  tangled: readonly Y.XmlFragment[],
): void {
  const steps = { left: maxSteps }
  const parts = new Set<Y.XmlFragment>(tangled.filter(({ _item }) => _item?.deleted !== true))
  for (const { item, left, right } of doubtful) {
    if (!isSame(left, right) && precedes(doc, left, right, steps)) continue
    const found = itemWith(doc, item)
    const part = found && partRound(found)
    if (part !== null) parts.add(part)
  }
  for (const part of parts) if (!isWithin(part, parts)) writeAnew(part)
}

/** The page or the element that an item is in, if it is still there. */
function partRound({ parent }: Y.Item): Y.XmlFragment | null {
  const part: unknown = parent instanceof Y.XmlText ? parent.parent : parent
  return part instanceof Y.XmlFragment && part._item?.deleted !== true ? part : null
}

function writeAnew(part: Y.XmlFragment): void {
  if (!(part instanceof Y.XmlElement)) {
    const copies = typesFor(part.toArray().flatMap(nodeOf))
    part.delete(0, part.length)
    part.insert(0, copies)
    return
  }
  const parent: unknown = part.parent
  if (!(parent instanceof Y.XmlFragment)) return
  const at = parent.toArray().indexOf(part)
  const copies = nodeOf(part).map(elementFor)
  parent.delete(at, 1)
  parent.insert(at, copies)
}

function isWithin(part: Y.XmlFragment, parts: ReadonlySet<unknown>): boolean {
  for (let at: unknown = part.parent; at instanceof Y.XmlFragment; at = at.parent) {
    if (parts.has(at)) return true
  }
  return false
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

/**
 * Undo also makes items that name one neighbour twice. Beside an element they converge; within a
 * text Yjs looks for them on either side of a character, as the text happens to be cut.
 */
function isElement(doc: Y.Doc, blocks: ReadonlyMap<number, Block>, id: Id): boolean {
  if (!isKnown(doc, id)) {
    const struct = find(blocks, id)
    return struct?.is === 'item' && struct.content.is === 'element'
  }
  const item: unknown = Y.getItem(doc.store, Y.createID(id.client, id.clock))
  return item instanceof Y.Item && item.content instanceof Y.ContentType
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
const isSameOrNone = (a: Id | null, b: Id | null) => (b === null ? a === null : isSame(a, b))
const isSame = (a: Id | null, b: Id) => a?.client === b.client && a.clock === b.clock

function find(blocks: ReadonlyMap<number, Block>, id: Id): Struct | null {
  return structAt(blocks.get(id.client)?.structs ?? [], id.clock) ?? null
}
