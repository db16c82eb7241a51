/** Where in the text a file may stand. */
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { dropPoint } from '@tiptap/pm/transform'

/** The place beside the block at `pos`: before it when it is an empty paragraph, else after it. */
export function placeAt(doc: Node, pos: number): number {
  const $pos = doc.resolve(Math.min(pos, doc.content.size))
  const isEmpty = $pos.parent.type.name === 'paragraph' && $pos.parent.childCount === 0
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const place = isEmpty && depth === $pos.depth ? $pos.before(depth) : $pos.after(depth)
    if (fits(doc, place)) return place
  }
  return fits(doc, $pos.pos) ? $pos.pos : doc.content.size
}

/** The place nearest to `pos`, where something was let fall. */
export function dropPlaceAt(doc: Node, pos: number): number {
  const picture = doc.type.schema.nodes['image']?.create()
  const slice = picture && new Slice(Fragment.from(picture), 0, 0)
  return (slice && dropPoint(doc, pos, slice)) ?? placeAt(doc, pos)
}

/** May a picture or a file stand between the two nodes here? */
export function fits(doc: Node, place: number): boolean {
  const { nodes } = doc.type.schema
  const $place = doc.resolve(Math.min(place, doc.content.size))
  const index = $place.index()
  return [nodes['image'], nodes['file']].every(
    (type) => type !== undefined && $place.parent.canReplaceWith(index, index, type),
  )
}
