/** The two pages that a tree of changes is made of. */
import type { JSONContent } from '@tiptap/core'
import type { ChangedNode } from '../../server/history/page-changes.ts'

/** The page before, taken from the tree alone. */
export function pageBefore(node: ChangedNode): JSONContent {
  const { type, attrs } = node.was ?? node
  const content = node.content
    ?.filter(({ became, elsewhere }) => became !== 'added' && elsewhere !== true)
    .map(pageBefore)
  return inOrder({ type, attrs, content, text: node.text, marks: node.wasMarks ?? node.marks })
}

/** The page after, taken from the tree alone. */
export function pageAfter({ type, attrs, content, text, marks }: ChangedNode): JSONContent {
  const left = content?.filter(({ became }) => became !== 'removed' && became !== 'left')
  return inOrder({ type, attrs, content: left?.map(pageAfter), text, marks })
}

/** A page with its marks in one order and neighbouring texts of the same marks as one. */
export function normal({ type = '', attrs, content, text, marks }: JSONContent): JSONContent {
  return inOrder({ type, attrs, content: content?.map(normal), text, marks })
}

function inOrder(node: {
  readonly type: string
  readonly attrs: JSONContent['attrs']
  readonly content: readonly JSONContent[] | undefined
  readonly text: string | undefined
  readonly marks: JSONContent['marks'] | ChangedNode['marks']
}): JSONContent {
  const marks = node.marks?.map((mark) => JSON.stringify(mark)).toSorted()
  const content: JSONContent[] = []
  for (const child of node.content ?? []) {
    const last = content.at(-1)
    const isSame = JSON.stringify(last?.marks) === JSON.stringify(child.marks)
    if (last?.text !== undefined && child.text !== undefined && isSame) last.text += child.text
    else content.push({ ...child })
  }
  return {
    type: node.type,
    ...(node.attrs && Object.keys(node.attrs).length > 0 && { attrs: { ...node.attrs } }),
    ...(content.length > 0 && { content }),
    ...(node.text !== undefined && { text: node.text }),
    ...(marks !== undefined &&
      marks.length > 0 && { marks: marks.map((mark) => JSON.parse(mark)) }),
  }
}
