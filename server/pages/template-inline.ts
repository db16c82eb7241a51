/** Text of a template: plain, or with words in bold. */
import type { JSONContent } from '@tiptap/core'

/** Text with `**bold**` words; nothing for an empty text. */
export function inlineOf(text: string): { content?: JSONContent[] } {
  if (text === '') return {}
  const content = text
    .split(/(\*\*[^*]+\*\*)/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      /^\*\*[^*]+\*\*$/.test(piece)
        ? { type: 'text', text: piece.slice(2, -2), marks: [{ type: 'bold' }] }
        : { type: 'text', text: piece },
    )
  return { content }
}

/** A paragraph, which may be empty. */
export function paragraphOf(text: string): JSONContent {
  return { type: 'paragraph', ...inlineOf(text) }
}
