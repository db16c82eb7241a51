/** Words taken out of nodes, also where marks part them. */
import type { JSONContent } from '@tiptap/core'
import { textWithout } from '../history/taken-words.ts'

/** The nodes without the words, in their text and in what their attributes and marks say. */
export function nodesWithout(
  nodes: readonly JSONContent[],
  words: readonly string[],
): readonly JSONContent[] {
  const whole = nodes.map(({ text = '' }) => text).join('')
  const left = textWithout(whole, words)
  let at = 0
  return nodes.map((node) => {
    const { attrs, content, marks, text } = node
    const from = at
    at += text?.length ?? 0
    return {
      ...node,
      ...(attrs && { attrs: valuesWithout(attrs, words) }),
      ...(content && { content: [...nodesWithout(content, words)] }),
      ...(marks && {
        marks: marks.map((mark) => ({
          ...mark,
          ...(mark.attrs && { attrs: valuesWithout(mark.attrs, words) }),
        })),
      }),
      ...(text !== undefined && { text: left.slice(from, at) }),
    }
  })
}

function valuesWithout(
  values: Readonly<Record<string, unknown>>,
  words: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? textWithout(value, words) : value,
    ]),
  )
}
