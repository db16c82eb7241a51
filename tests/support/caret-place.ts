import type { Node } from '@tiptap/pm/model'

/** What becomes of each half of a sign that is taken apart. Nobody in these tests writes it. */
export const broken = '\uFFFD'

/**
 * The place itself, or the next one if it lies within a character: no browser puts a caret between
 * the two halves of an emoji, and whoever did would make two U+FFFD of it, by Yjs's own rule.
 */
export function caretPlace(doc: Node, at: number): number {
  const { parent, parentOffset } = doc.resolve(at)
  if (!parent.isTextblock || parentOffset === 0 || parentOffset === parent.content.size) return at
  // Every other leaf stands for one unit, as it takes one place.
  const beside = parent.textBetween(parentOffset - 1, parentOffset + 1, '', ' ')
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(beside) ? at + 1 : at
}
