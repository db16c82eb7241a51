/**
 * Where in a page an item belongs, found out before it is put there.
 *
 * Most items do not say where they belong: they stand next to an origin and share its parent. The
 * origin may be in the document or in the update that is being judged.
 */
import * as Y from 'yjs'
import { maxDepth, pageRoot } from '#contract/page-schema.ts'
import { type Block, type Id, type Struct, structAt } from './decode.ts'

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
  /** How many elements within one another are being looked at. */
  #level = 0

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

  /**
   * Is there, right after this place of a text, the second half of the character whose first half
   * is there? Yjs would cut it into two signs that nobody wrote.
   */
  cutsCharacterAfter(id: Id): boolean {
    const found = this.#find(id)
    if (found === null) return false
    let text: string
    let start: number
    if ('integrated' in found) {
      const { content } = found.integrated
      if (!(content instanceof Y.ContentString)) return false
      text = content.str
      start = found.integrated.id.clock
    } else {
      const { struct } = found
      if (struct.is === 'gc' || struct.content.is !== 'text') return false
      text = struct.content.text
      start = struct.clock
    }
    const at = id.clock - start
    return isBetween(text.charCodeAt(at), 0xd800) && isBetween(text.charCodeAt(at + 1), 0xdc00)
  }

  #rootOf(name: string): Place {
    return name === pageRoot ? root : nowhere
  }

  /** The inside of the type with this id; nowhere when it is deeper than any page. */
  #in(id: Id): Place {
    if (this.#level > maxDepth) return nowhere
    this.#level++
    try {
      return this.#insideAt(id)
    } finally {
      this.#level--
    }
  }

  #insideAt(id: Id): Place {
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

/** The 1,024 codes from `first` on: a half of the characters that take two places. */
const isBetween = (code: number, first: number) => code >= first && code < first + 0x400

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
