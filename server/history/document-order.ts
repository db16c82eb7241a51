/**
 * The order of items on the page, also of deleted ones. Positions are not kept anywhere: they would
 * change with every keystroke. What an entry touches lies close together, so looking to both sides
 * of one item finds the others in a few steps.
 */
import * as Y from 'yjs'

type Parent = Exclude<Y.Item['parent'], Y.ID | null>

/** Items of the page (not attributes) in document order, parents before what is in them. */
export function inDocumentOrder(items: ReadonlySet<Y.Item>): Y.Item[] {
  const members = new Map<Parent, Set<Y.Item>>()
  const roots: Parent[] = []
  for (const item of items) {
    let at: Y.Item | null = item
    while (at !== null) {
      const parent = parentOf(at)
      if (parent === null) break
      const known = members.get(parent)
      if (known !== undefined) {
        known.add(at)
        break
      }
      members.set(parent, new Set([at]))
      at = parent._item
      if (at === null) roots.push(parent)
    }
  }
  const ordered: Y.Item[] = []
  const visit = (parent: Parent) => {
    for (const item of siblingsInOrder(members.get(parent) ?? new Set())) {
      if (items.has(item)) ordered.push(item)
      if (item.content instanceof Y.ContentType && members.has(item.content.type)) {
        visit(item.content.type)
      }
    }
  }
  for (const root of roots) visit(root)
  return ordered
}

/** The type that an item of the document is in; null when that was forgotten. */
export function parentOf(item: Y.Item): Parent | null {
  const { parent } = item
  return parent === null || parent instanceof Y.ID ? null : parent
}

function siblingsInOrder(siblings: ReadonlySet<Y.Item>): readonly Y.Item[] {
  const [first] = siblings
  if (first === undefined || siblings.size === 1) return [...siblings]
  const before: Y.Item[] = []
  const after = [first]
  let { left, right } = first
  while (before.length + after.length < siblings.size && (left !== null || right !== null)) {
    if (right !== null) {
      if (siblings.has(right)) after.push(right)
      right = right.right
    }
    if (left !== null) {
      if (siblings.has(left)) before.push(left)
      left = left.left
    }
  }
  return [...before.reverse(), ...after]
}
