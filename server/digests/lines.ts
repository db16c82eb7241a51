/** Text in the tree of a page. */
import type { JSONContent } from '@tiptap/core'

/** The text of a textblock in one line, with the names of those mentioned. */
export function lineOf({ content = [] }: JSONContent): string {
  return content
    .map(({ attrs, text, type }) => {
      if (type === 'text') return text ?? ''
      if (type === 'hardBreak') return ' '
      const label: unknown = attrs?.['label']
      return typeof label === 'string' ? label : ''
    })
    .join('')
}

const inlineNodes: readonly string[] = ['text', 'hardBreak', 'personMention', 'pageMention']

/** Does the node hold text, rather than other blocks or nothing? */
export function isTextblock({ content }: JSONContent): boolean {
  return content?.some(({ type }) => inlineNodes.includes(type ?? '')) === true
}
