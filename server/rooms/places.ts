/**
 * Where in a page an item belongs, found out before it is put there.
 *
 * Most items do not say where they belong: they stand next to an origin and share its parent. The
 * origin may be in the document or in the update that is being judged.
 */
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import type { Block, Id, Struct } from './decode.ts'

export type Place =
  /** Child of the page itself. */
  | { readonly is: 'root' }
  | { readonly is: 'element'; readonly name: string; readonly depth: number }
  /** Inside the text of an element of that name. */
  | { readonly is: 'text'; readonly within: string; readonly depth: number }
  /** In something forgotten: the item is dropped when it is integrated. */
  | { readonly is: 'gone' }
  /** Somewhere that a page does not have. */
  | { readonly is: 'nowhere' }

/** A place and, for an attribute of it, the attribute's name. */
export interface Position {
  readonly place: Place
  readonly attribute: string | null
}

const root: Place = { is: 'root' }
const gone: Place = { is: 'gone' }
const nowhere: Place = { is: 'nowhere' }
const lost: Position = { place: gone, attribute: null }

/** Any Yjs type, as Yjs itself declares it. */
export type SharedType = Exclude<Y.Item['parent'], Y.ID | null>

type Item = Extract<Struct, { is: 'item' }>

/** Finds places in `doc` as it would be with `blocks` in it; changes neither. */
export class Places {
  readonly #doc: Y.Doc
  readonly #root: Y.XmlFragment
  readonly #blocks: ReadonlyMap<number, Block>
  readonly #positions = new Map<Struct, Position>()
  readonly #inside = new Map<Struct, Place>()

  constructor(doc: Y.Doc, blocks: readonly Block[]) {
    this.#doc = doc
    this.#root = doc.getXmlFragment(pageRoot)
    this.#blocks = new Map(blocks.map((block) => [block.client, block]))
  }

  /** Where an item of the update belongs. Everything it depends on has to be there. */
  of(item: Item): Position {
    const known = this.#positions.get(item)
    if (known !== undefined) return known
    // A run of items, each right of the one before, is a chain: walk it without recursion.
    const chain: Item[] = []
    let at: Item = item
    let position: Position | undefined
    while (position === undefined) {
      chain.push(at)
      if (at.parent !== null) {
        const place = typeof at.parent === 'string' ? this.#rootOf(at.parent) : this.#in(at.parent)
        position = { place, attribute: at.parentSub }
        break
      }
      const beside = this.#find(at.origin ?? at.rightOrigin)
      if (beside === null) position = lost
      else if ('integrated' in beside) position = this.#positionOf(beside.integrated)
      else if (beside.struct.is === 'gc') position = lost
      else {
        position = this.#positions.get(beside.struct)
        at = beside.struct
      }
    }
    for (const each of chain) this.#positions.set(each, position)
    return position
  }

  #rootOf(name: string): Place {
    return name === pageRoot ? root : nowhere
  }

  /** The inside of the type with this id. */
  #in(id: Id): Place {
    const found = this.#find(id)
    if (found === null) return gone
    if ('integrated' in found) {
      const content = found.integrated.content
      if (content instanceof Y.ContentType) return this.#insideOf(content.type)
      return content instanceof Y.ContentDeleted ? gone : nowhere
    }
    const struct = found.struct
    if (struct.is === 'gc' || struct.content.is === 'deleted') return gone
    const known = this.#inside.get(struct)
    if (known !== undefined) return known
    const { place } = this.of(struct)
    const inside = within(place, struct)
    this.#inside.set(struct, inside)
    return inside
  }

  #find(id: Id | null): { integrated: Y.Item } | { struct: Struct } | null {
    if (id === null) return null
    if (id.clock < Y.getState(this.#doc.store, id.client)) {
      const struct: unknown = Y.getItem(this.#doc.store, Y.createID(id.client, id.clock))
      return struct instanceof Y.Item ? { integrated: struct } : null
    }
    const block = this.#blocks.get(id.client)
    const struct = block === undefined ? undefined : structAt(block.structs, id.clock)
    return struct === undefined ? null : { struct }
  }

  #positionOf(item: Y.Item): Position {
    const parent = item.parent
    if (!(parent instanceof Y.AbstractType)) return lost
    return { place: this.#insideOf(parent), attribute: item.parentSub }
  }

  #insideOf(type: SharedType): Place {
    if (type === this.#root) return root
    if (type instanceof Y.XmlElement) {
      return { is: 'element', name: type.nodeName, depth: depthOf(type) }
    }
    if (type instanceof Y.XmlText) {
      const parent = type.parent
      if (parent instanceof Y.XmlElement) {
        return { is: 'text', within: parent.nodeName, depth: depthOf(type) }
      }
    }
    return nowhere
  }
}

function within(place: Place, struct: Item): Place {
  const depth = place.is === 'root' ? 1 : 'depth' in place ? place.depth + 1 : 0
  switch (struct.content.is) {
    case 'element':
      if (place.is === 'gone') return gone
      return { is: 'element', name: struct.content.name, depth }
    case 'xml-text':
      if (place.is === 'gone') return gone
      return place.is === 'element' ? { is: 'text', within: place.name, depth } : nowhere
    default:
      return nowhere
  }
}

/** The page's children have depth 1. */
function depthOf(type: SharedType): number {
  let depth = 0
  let at: SharedType | null = type
  while (at?.parent) {
    depth++
    at = at.parent
  }
  return depth
}

/** The struct that holds `clock` in consecutive structs, or undefined. */
function structAt(structs: readonly Struct[], clock: number): Struct | undefined {
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]
    if (struct === undefined) return undefined
    if (clock < struct.clock) high = middle - 1
    else if (clock >= struct.clock + struct.length) low = middle + 1
    else return struct
  }
  return undefined
}
