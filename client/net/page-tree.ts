/**
 * A page's content as a plain tree, read from the Yjs document without ever writing to it. For
 * readers, for clients older than the page, and for text that was refused: whatever it holds,
 * also what this client does not know, comes out.
 */
import * as Y from 'yjs'

/** Name of the one root of a page's document (`pageRoot` of the contract). */
export const rootName = 'default'

export interface TextPart {
  readonly type: 'text'
  readonly text: string
  readonly marks: readonly { readonly type: string; readonly attrs: Attributes }[]
}
export interface Branch {
  readonly type: string
  readonly attrs: Attributes
  readonly content: readonly (Branch | TextPart)[]
}
type Attributes = Readonly<Record<string, unknown>>

/** The tree of one element of the page. */
export function treeOf(element: Y.XmlElement): Branch {
  return {
    type: element.nodeName,
    attrs: { ...element.getAttributes() },
    content: element.toArray().flatMap((child): readonly (Branch | TextPart)[] => {
      if (child instanceof Y.XmlElement) return [treeOf(child)]
      return child instanceof Y.XmlText ? partsOf(child) : []
    }),
  }
}

/** Is this part of a tree text? */
export function isText(part: Branch | TextPart): part is TextPart {
  return part.type === 'text' && 'text' in part
}

/** The text of a part of the tree, blocks on lines of their own. */
export function plainText(part: Branch | TextPart): string {
  if (isText(part)) return part.text
  if (part.type === 'hardBreak') return '\n'
  const hasBlocks = part.content.some((child) => !isText(child) && child.type !== 'hardBreak')
  const separator = part.type === 'tableRow' ? '\t' : '\n'
  return part.content.map(plainText).join(hasBlocks ? separator : '')
}

function partsOf(text: Y.XmlText): TextPart[] {
  const parts: TextPart[] = []
  for (const { insert, attributes } of text.toDelta()) {
    if (typeof insert !== 'string') continue
    const marks = Object.entries<unknown>(attributes ?? {}).map(([key, value]) => ({
      // Marks of one type that overlap carry a hash in their key: `link--a1b2c3d4`.
      type: key.replace(/--[a-zA-Z0-9+/=]{8}$/, ''),
      attrs: value instanceof Object ? { ...value } : {},
    }))
    parts.push({ type: 'text', text: insert, marks })
  }
  return parts
}
