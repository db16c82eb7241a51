/** Where blocks are on the screen, and where one that is dragged could be put down. */
import type { Editor } from '@tiptap/core'
import { Fragment, type Node } from '@tiptap/pm/model'
import { nodesOf, type Unit } from './unit.ts'

/** The element of the block that begins there. */
export function elementAt(editor: Editor, from: number): HTMLElement | null {
  const dom = editor.view.nodeDOM(from)
  return dom instanceof HTMLElement ? dom : null
}

/** Where the block of this element begins now, whatever others have written meanwhile. */
export function placeOf({ view, isDestroyed }: Editor, element: HTMLElement): number | null {
  if (isDestroyed || !element.isConnected) return null
  const inside = view.posAtDOM(element, 0)
  return [inside - 1, inside].find((place) => place >= 0 && view.nodeDOM(place) === element) ?? null
}

/** What a unit takes up on the screen. */
export function boxOf(editor: Editor, { from, holder, start, end }: Unit): DOMRect | null {
  let place = from
  let box: DOMRect | null = null
  for (let n = start; n < end; n += 1) {
    const one = elementAt(editor, place)?.getBoundingClientRect()
    if (one !== undefined) box = box === null ? one : joined(box, one)
    place += holder.child(n).nodeSize
  }
  return box
}

function joined(a: DOMRect, b: DOMRect): DOMRect {
  const left = Math.min(a.left, b.left)
  const top = Math.min(a.top, b.top)
  return new DOMRect(
    left,
    top,
    Math.max(a.right, b.right) - left,
    Math.max(a.bottom, b.bottom) - top,
  )
}

export interface DropPlace {
  /** In the page. */
  readonly place: number
  /** The line that shows it, from the top left of the document, pixels. */
  readonly top: number
  readonly left: number
  readonly width: number
}

/** Every place where this unit could be put down: between blocks, or items of lists of its kind. */
export function dropPlaces(editor: Editor, unit: Unit): readonly DropPlace[] {
  const content = Fragment.from([...nodesOf(unit)])
  const places: DropPlace[] = []
  const look = (holder: Node, inside: number) => {
    let place = inside
    let above: DOMRect | null = null
    for (let n = 0; n <= holder.childCount; n += 1) {
      const child = holder.maybeChild(n)
      const below: DOMRect | null =
        child === null ? null : (elementAt(editor, place)?.getBoundingClientRect() ?? null)
      const line = above ?? below
      if (line !== null && holder.canReplace(n, n, content)) {
        places.push({
          place,
          top: between(above, below) + globalThis.scrollY,
          left: line.left + globalThis.scrollX,
          width: line.width,
        })
      }
      if (child === null) return
      const isUnit = place >= unit.from && place < unit.to
      if (!isUnit && !child.isTextblock && !child.isAtom) look(child, place + 1)
      place += child.nodeSize
      above = below
    }
  }
  look(editor.state.doc, 0)
  // Blocks of the page's top go there; what stands in something may go wherever it fits.
  return unit.holder.type.name === 'doc'
    ? places.filter(({ place }) => isTop(editor, place))
    : places
}

/** Between two blocks; where much else is between them, close to the one below. */
function between(above: DOMRect | null, below: DOMRect | null): number {
  if (below === null) return (above?.bottom ?? 0) + 6
  if (above === null || below.top - above.bottom > 32) return below.top - 6
  return (above.bottom + below.top) / 2
}

function isTop(editor: Editor, place: number): boolean {
  return editor.state.doc.resolve(place).depth === 0
}

/** The drop place nearest to a height on the screen. */
export function nearestPlace(places: readonly DropPlace[], y: number): DropPlace | null {
  const at = y + globalThis.scrollY
  let nearest: DropPlace | null = null
  for (const place of places) {
    if (nearest === null || Math.abs(place.top - at) < Math.abs(nearest.top - at)) nearest = place
  }
  return nearest
}
