/** Where in the text a file may stand. */
import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'

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

/** The place nearest to where something was let fall: above or below the block that is there. */
export function dropPlaceAt(view: EditorView, fell: { readonly pos: number; readonly y: number }) {
  const { doc } = view.state
  const $pos = doc.resolve(fell.pos)
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const dom = view.nodeDOM($pos.before(depth))
    const box = dom instanceof Element ? dom.getBoundingClientRect() : null
    const isAbove = box !== null && fell.y < box.top + box.height / 2
    const place = isAbove ? $pos.before(depth) : $pos.after(depth)
    if (fits(doc, place)) return place
  }
  return placeAt(doc, fell.pos)
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
