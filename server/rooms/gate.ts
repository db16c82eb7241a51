/**
 * The gate before the live document: every update is judged here before anything is changed.
 *
 * try/catch round `applyUpdate` is no protection: three in a hundred mutated updates throw after
 * they have changed the document. So whatever passes must be whole: all that it builds on is here,
 * it stays inside the page, and it holds nothing but what a page may hold.
 */
import * as Y from 'yjs'
import { unknownAuthor, type PersonId } from '#contract/ids.ts'
import { isMarkValue, markName } from '#contract/page-attributes.ts'
import { maxDepth, pageSchema } from '#contract/page-schema.ts'
import { isNodeAttribute } from '#contract/page-values.ts'
import type { RejectionName } from '#contract/wire.ts'
import type { Content, DecodedUpdate, Id, Struct } from './decode.ts'
import { Places, type Position } from './places.ts'

/** Whose a Yjs client id is: the author of the first entry that used it. Never changes. */
export type Owners = ReadonlyMap<number, PersonId>

export interface Judgement {
  readonly doc: Y.Doc
  readonly owners: Owners
  /** Who is known under a client id that has written nothing yet. */
  readonly claimOf: (client: number) => PersonId | undefined
  readonly author: PersonId
  /**
   * The update comes from before a loss: it may carry what others wrote and the server lost.
   * Text keeps its owner; what nobody is known to own stays uncredited.
   */
  readonly recovering: boolean
}

/**
 * Titles in one update. A page has one; undo makes it anew now and then. Each further one has to be
 * made a paragraph by itself.
 */
const mostTitles = 100

/** Null when the update may be applied, otherwise why not. Changes nothing. */
export function judge(update: DecodedUpdate, by: Judgement): RejectionName | null {
  const { doc, author } = by
  for (const block of update.blocks) {
    const state = Y.getState(doc.store, block.client)
    if (block.end <= state) continue
    if (block.clock > state) return 'missing'
    if (!by.recovering && isForeign(ownerOf(block.client, by), author)) return 'foreignClient'
  }
  if (!isWhole(update, doc)) return 'missing'
  const places = new Places(doc, update.blocks)
  let titles = 0
  for (const block of update.blocks) {
    const state = Y.getState(doc.store, block.client)
    for (const struct of block.structs) {
      if (struct.clock + struct.length <= state) continue
      if (struct.is === 'gc') continue
      if (!isAllowed(struct.content, places.of(struct))) return 'schema'
      if (struct.content.is === 'element' && struct.content.name === 'title') titles++
      if (struct.origin !== null && places.cutsCharacterAfter(struct.origin)) return 'malformed'
      if (cutsBefore(places, struct.rightOrigin)) return 'malformed'
    }
  }
  if (titles > mostTitles) return 'schema'
  for (const { client, clock, length } of update.deletes) {
    if (cutsBefore(places, { client, clock })) return 'malformed'
    if (places.cutsCharacterAfter({ client, clock: clock + length - 1 })) return 'malformed'
  }
  return null
}

function ownerOf(client: number, { owners, claimOf }: Judgement): PersonId | undefined {
  const owner = owners.get(client)
  return owner === undefined || owner === unknownAuthor ? (claimOf(client) ?? owner) : owner
}

function cutsBefore(places: Places, id: Id | null): boolean {
  if (id === null || id.clock === 0) return false
  return places.cutsCharacterAfter({ client: id.client, clock: id.clock - 1 })
}

/** Does a client id with this owner belong to somebody else than `author`? */
export function isForeign(owner: PersonId | undefined, author: PersonId): boolean {
  return owner !== undefined && owner !== author && owner !== unknownAuthor
}

/**
 * Can all of it be integrated now, leaving nothing waiting for what is not here? Yjs would park
 * the rest, and when somebody else's update completes it, it would appear under that person's name.
 *
 * Walks the structs as Yjs does: each client's in order, others' when they are needed.
 */
function isWhole(update: DecodedUpdate, doc: Y.Doc): boolean {
  const reached = new Map<number, number>()
  const clockOf = (client: number) => reached.get(client) ?? Y.getState(doc.store, client)
  const waiting = new Map<number, number[]>()
  const next = update.blocks.map(() => 0)
  const indexOf = new Map(update.blocks.map((block, index) => [block.client, index]))
  const ready = update.blocks.map((_, index) => index)
  let left = update.blocks.length
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    const block = update.blocks[index]
    if (block === undefined) continue
    let blockedBy: number | null = null
    let at = next[index] ?? 0
    for (; at < block.structs.length; at++) {
      const struct = block.structs[at]
      if (struct === undefined) break
      // Also what is known already: Yjs looks up its neighbours all the same.
      const missing = missingFor(struct, block.client, clockOf)
      if (missing === block.client) return false
      if (missing !== null) {
        blockedBy = missing
        break
      }
      const end = struct.clock + struct.length
      if (end > clockOf(block.client)) reached.set(block.client, end)
    }
    next[index] = at
    if (blockedBy === null) {
      left--
    } else {
      if (!indexOf.has(blockedBy)) return false
      waiting.set(blockedBy, [...(waiting.get(blockedBy) ?? []), index])
    }
    const woken = waiting.get(block.client)
    if (woken !== undefined) {
      waiting.delete(block.client)
      ready.push(...woken)
    }
  }
  if (left > 0) return false
  return update.deletes.every((range) => range.clock + range.length <= clockOf(range.client))
}

/** The client whose next struct is needed first, or null. */
function missingFor(
  struct: Struct,
  client: number,
  clockOf: (client: number) => number,
): number | null {
  if (struct.is === 'gc') return null
  const lacks = (id: Id | string | null): id is Id =>
    id !== null &&
    typeof id !== 'string' &&
    id.clock >=
      (id.client === client ? Math.min(clockOf(client), struct.clock) : clockOf(id.client))
  if (lacks(struct.origin)) return struct.origin.client
  if (lacks(struct.rightOrigin)) return struct.rightOrigin.client
  if (lacks(struct.parent)) return struct.parent.client
  return null
}

function isAllowed(content: Content, { place, attribute }: Position): boolean {
  if (place.is === 'nowhere') return false
  if (place.is === 'gone' || content.is === 'deleted') return true
  if (attribute !== null) {
    if (place.is !== 'element' || content.is !== 'values') return false
    return content.values.every((value) => isNodeAttribute(place.name, attribute, value))
  }
  switch (content.is) {
    case 'text':
      return place.is === 'text'
    case 'format':
      return place.is === 'text' && isAllowedMark(place.within, content.key, content.value)
    case 'element':
      return place.is !== 'text' && isAllowedChild(place, content.name)
    case 'xml-text':
      return place.is === 'element' && isAllowedChild(place, 'text')
    case 'values':
    case 'foreign':
      return false
  }
}

function isAllowedMark(within: string, key: string, value: unknown): boolean {
  if (!isMarkValue(key, value)) return false
  const mark = pageSchema.marks[markName(key)]
  return mark !== undefined && pageSchema.nodes[within]?.allowsMarkType(mark) === true
}

function isAllowedChild(
  place: { is: 'root' } | { is: 'element'; name: string; depth: number },
  child: string,
): boolean {
  if (place.is === 'element' && place.depth >= maxDepth) return false
  const parent = place.is === 'root' ? pageSchema.topNodeType.name : place.name
  return mayContain(parent, child)
}

/** Children of every node, by walking its content expression. */
const possibleChildren: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.values(pageSchema.nodes).map((type) => {
    const seen = new Set([type.contentMatch])
    const names = new Set<string>()
    for (const match of seen) {
      for (let i = 0; i < match.edgeCount; i++) {
        const edge = match.edge(i)
        names.add(edge.type.name)
        seen.add(edge.next)
      }
    }
    return [type.name, names]
  }),
)

/**
 * May a node of this name ever have such a child? Other people's editors delete a node with a
 * child that its content expression never allows, and what is round it.
 */
function mayContain(parent: string, child: string): boolean {
  return possibleChildren.get(parent)?.has(child) === true
}
