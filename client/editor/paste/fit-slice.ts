/**
 * Makes what is about to be put in something that the page may hold: the server sets aside all that
 * was written with it otherwise. Attributes with impossible values lose them, a second title
 * becomes a heading, rows get ids of their own.
 */
import { Fragment, type Mark, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { isSafeHref } from '#contract/href.ts'
import { newPlainId } from '#contract/id-shape.ts'
import { isNodeAttribute } from '#contract/page-values.ts'

/** Deepest nesting that is taken as it is; below the limit of a page, which it is put into. */
const deepest = 40

/** What must not be in any text: control characters, halves of characters. */
const unreadable = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu

/**
 * The slice as the page may hold it. `taken` says which ids of rows are in use: whoever has one of
 * those gets a new one, and what points to it within the slice follows.
 */
export function fitSlice(slice: Slice, schema: Schema, taken: (id: string) => boolean): Slice {
  if (depthOf(slice.content) > deepest) return flattened(slice, schema)
  const ids = new Map<string, string>()
  const renew = (id: string) => {
    const known = ids.get(id)
    if (known !== undefined) return known
    const next = taken(id) ? newPlainId() : id
    ids.set(id, next)
    return next
  }
  const seen = new Set<string>()
  const ownId = (id: string) => {
    const next = seen.has(id) ? newPlainId() : renew(id)
    seen.add(id)
    return next
  }
  collect(slice.content, ownId, ids)
  seen.clear()
  const fit = (node: Node): Node => {
    if (node.isText) return fitText(node, schema)
    const content = mapped(node.content, fit)
    const { title, heading } = schema.nodes
    if (node.type === title && heading !== undefined) return heading.create({ level: 2 }, content)
    return node.type.create(attributesFor(node, ownId, ids), content, node.marks)
  }
  return new Slice(mapped(slice.content, fit), slice.openStart, slice.openEnd)
}

/** Goes through all rows first: a metric may stand before the goal that it is for. */
function collect(content: Fragment, ownId: (id: string) => string, ids: Map<string, string>): void {
  content.descendants((node) => {
    const id: unknown = node.attrs['id']
    if (typeof id === 'string' && !ids.has(id)) ids.set(id, ownId(id))
  })
}

function attributesFor(
  node: Node,
  ownId: (id: string) => string,
  ids: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const entries = Object.entries(node.type.spec.attrs ?? {}).map(([name, { default: usual }]) => {
    const value: unknown = node.attrs[name]
    if (value === usual || value === null) return [name, usual]
    if (!isNodeAttribute(node.type.name, name, value)) return [name, usual]
    if (name === 'id' && typeof value === 'string') return [name, ownId(value)]
    if (name === 'goal' && typeof value === 'string') return [name, ids.get(value) ?? value]
    return [name, value]
  })
  return Object.fromEntries(entries)
}

function fitText(node: Node, schema: Schema): Node {
  const marks = node.marks.filter(isAllowedMark)
  // A line end in running text is a space; code keeps it, and so does the tab.
  const text = (node.text ?? '').replace(unreadable, (one) => (/[\t\n]/.test(one) ? one : ''))
  return schema.text(text === '' ? ' ' : text, marks)
}

function isAllowedMark({ type, attrs }: Mark): boolean {
  return type.name !== 'link' || isSafeHref(attrs['href'])
}

function mapped(content: Fragment, change: (node: Node) => Node): Fragment {
  return Fragment.from(content.content.map(change))
}

function depthOf(content: Fragment): number {
  return Math.max(0, ...content.content.map((node) => 1 + depthOf(node.content)))
}

/** Paragraphs of the words alone. */
function flattened(slice: Slice, schema: Schema): Slice {
  const paragraphs: Node[] = []
  slice.content.descendants((node) => {
    if (!node.isTextblock) return true
    const text = node.textContent.replace(unreadable, '')
    const paragraph = schema.nodes['paragraph']?.create(
      null,
      text === '' ? null : schema.text(text),
    )
    if (paragraph !== undefined) paragraphs.push(paragraph)
    return false
  })
  return new Slice(Fragment.from(paragraphs), 0, 0)
}
