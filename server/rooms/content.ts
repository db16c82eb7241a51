/** Between a page's Yjs tree and plain JSON of the page schema. Reading never changes the tree. */
import * as Y from 'yjs'
import type { JSONContent } from '@tiptap/core'
import { markName } from '#contract/page-attributes.ts'
import { pageRoot, pageSchema } from '#contract/page-schema.ts'

/** The page as a `doc` node. What a schema would reject is shown, not dropped. */
export function contentOf(doc: Y.Doc): JSONContent {
  return { type: 'doc', content: contentsOf(doc.getXmlFragment(pageRoot)) }
}

/** The page's plain text, a line for each textblock. */
export function textOf(content: JSONContent): string {
  if (content.text !== undefined) return content.text
  if (content.type === 'hardBreak') return '\n'
  if (content.type === 'personMention') return `@${String(content.attrs?.['label'] ?? '')}`
  if (content.type === 'pageMention') return String(content.attrs?.['label'] ?? '')
  const parts = (content.content ?? []).map(textOf)
  const inline = content.content?.some((child) => child.text !== undefined) === true
  return parts.join(inline ? '' : '\n')
}

/** The title: the text of the page's first node. */
export function titleOf(doc: Y.Doc): string {
  const first: unknown = doc.getXmlFragment(pageRoot).get(0)
  if (!(first instanceof Y.XmlElement) || first.nodeName !== 'title') return ''
  return plainTextOf(first)
}

/** All text within an element. */
export function plainTextOf(element: Y.XmlElement): string {
  let text = ''
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) {
      for (const run of deltaOf(child)) text += run.text
    } else if (child instanceof Y.XmlElement) text += plainTextOf(child)
  }
  return text
}

/** New Yjs types for JSON nodes, ready to be inserted; neighbouring text nodes share one type. */
export function typesFor(nodes: readonly JSONContent[]): (Y.XmlElement | Y.XmlText)[] {
  const types: (Y.XmlElement | Y.XmlText)[] = []
  let run: JSONContent[] = []
  const endRun = () => {
    if (run.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(
      run.map((node) => ({
        insert: node.text ?? '',
        attributes: Object.fromEntries((node.marks ?? []).map((m) => [m.type, m.attrs ?? {}])),
      })),
    )
    types.push(text)
    run = []
  }
  for (const node of nodes) {
    if (node.type === 'text') {
      run.push(node)
      continue
    }
    endRun()
    types.push(elementFor(node))
  }
  endRun()
  return types
}

/** A new element for a JSON node. A line has a text also where it is empty: see `begunLines`. */
export function elementFor(node: JSONContent): Y.XmlElement {
  const element = new Y.XmlElement<NonNullable<JSONContent['attrs']>>(node.type)
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, value)
  }
  const types = typesFor(node.content ?? [])
  if (types.length > 0) element.insert(0, types)
  else if (pageSchema.nodes[element.nodeName]?.isTextblock === true) {
    element.insert(0, [new Y.XmlText()])
  }
  return element
}

/** The children of an element as JSON nodes. */
export function contentsOf(parent: Y.XmlFragment): JSONContent[] {
  return parent.toArray().flatMap(nodeOf)
}

/** An element as a JSON node; a text as one node for each run of the same marks. */
export function nodeOf(child: unknown): JSONContent[] {
  if (child instanceof Y.XmlText) {
    return deltaOf(child).map(({ text, format }) => {
      const marks = Object.entries(format)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => ({ type: markName(key), ...attrsOfMark(value) }))
      return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text }
    })
  }
  if (!(child instanceof Y.XmlElement)) return []
  const attrs: Record<string, unknown> = child.getAttributes()
  const content = contentsOf(child)
  return [
    {
      type: child.nodeName,
      ...(Object.keys(attrs).length > 0 && { attrs }),
      ...(content.length > 0 && { content }),
    },
  ]
}

function attrsOfMark(value: unknown): { attrs?: Record<string, unknown> } {
  if (typeof value !== 'object' || value === null) return {}
  const attrs = Object.fromEntries(Object.entries(value))
  return Object.keys(attrs).length > 0 ? { attrs } : {}
}

function deltaOf(text: Y.XmlText): { text: string; format: Record<string, unknown> }[] {
  const delta: readonly { insert?: unknown; attributes?: Record<string, unknown> }[] =
    text.toDelta()
  return delta.flatMap(({ insert, attributes }) =>
    typeof insert === 'string' ? [{ text: insert, format: attributes ?? {} }] : [],
  )
}
