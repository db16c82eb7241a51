/** What the page schema says of a part of the page without some of its children. */
import * as Y from 'yjs'
import { pageSchema } from '#contract/page-schema.ts'

/** May a node of this type hold this one child and nothing else? */
export function standsAlone(parent: string, child: string): boolean {
  const type = pageSchema.nodes[parent]
  const childType = pageSchema.nodes[child]
  if (type === undefined || childType === undefined) return false
  if (type.spec['tableRole'] !== undefined) return false
  return type.contentMatch.matchType(childType)?.validEnd === true
}

/** Is a part of the page still what its schema says when these children are gone? */
export function fitsWithout(parent: Y.XmlFragment, going: readonly Y.Item[]): boolean {
  const name = parent instanceof Y.XmlElement ? parent.nodeName : pageSchema.topNodeType.name
  const type = pageSchema.nodes[name]
  if (type === undefined) return true
  // A row that lost some of its cells no longer fits its table.
  if (type.spec['tableRole'] === 'row') return going.length === 0
  let match: typeof type.contentMatch | null = type.contentMatch
  for (const child of parent.toArray()) {
    if (child._item !== null && going.includes(child._item)) continue
    const childType = pageSchema.nodes[child instanceof Y.XmlElement ? child.nodeName : 'text']
    if (child instanceof Y.XmlText && child.length === 0) continue
    match = (childType && match?.matchType(childType)) ?? null
  }
  return match?.validEnd === true
}
