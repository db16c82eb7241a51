import type { Branch, TextPart } from '../../net/page-tree.ts'

/** The blocks of a `doc` node as the server gives it, in the shape in which pages are drawn. */
export function blocksOf(doc: unknown): readonly Branch[] {
  return isObject(doc) ? childrenOf(doc).filter((part): part is Branch => 'content' in part) : []
}

function childrenOf(node: Readonly<Record<string, unknown>>): readonly (Branch | TextPart)[] {
  const { content } = node
  return Array.isArray(content) ? content.filter(isObject).map(partOf) : []
}

function partOf(node: Readonly<Record<string, unknown>>): Branch | TextPart {
  const { text, marks } = node
  if (typeof text === 'string') {
    const known = Array.isArray(marks) ? marks.filter(isObject) : []
    return {
      type: 'text',
      text,
      marks: known.map((mark) => ({ type: String(mark['type']), attrs: attributesOf(mark) })),
    }
  }
  return { type: String(node['type']), attrs: attributesOf(node), content: childrenOf(node) }
}

function attributesOf({ attrs }: Readonly<Record<string, unknown>>) {
  return isObject(attrs) ? attrs : {}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
