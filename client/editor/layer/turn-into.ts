/** Makes something else of the blocks with the caret, with the words that stand in them. */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { edit } from '../tools.ts'
import { nodesOf, unitOf } from './unit.ts'

/** What blocks of words can be made into; ids of insertions, for their names and pictures. */
export const turns = [
  'paragraph',
  'h2',
  'h3',
  'h4',
  'bulletList',
  'orderedList',
  'taskList',
  'quote',
  'callout',
  'question',
  'codeBlock',
] as const
export type Turn = (typeof turns)[number]

const wordy: readonly string[] = [
  'paragraph',
  'heading',
  'question',
  'blockquote',
  'callout',
  'codeBlock',
  'bulletList',
  'orderedList',
  'taskList',
  'listItem',
  'taskItem',
]

/** What the blocks with the caret can be made into; none where they are more than words. */
export function turnsOf(editor: Editor): readonly Turn[] {
  const unit = unitOf(editor.state)
  if (unit === null || !nodesOf(unit).every((node) => wordy.includes(node.type.name))) return []
  const atTop = unit.holder.type.name === 'doc'
  const plain = nodesOf(unit).every(isPlain)
  return turns.filter((turn) => {
    if (turn === 'callout') return atTop
    if (turn === 'question') return plain && atTop
    return turn !== 'codeBlock' || plain
  })
}

/** Letters alone, which is all that questions and code hold. */
function isPlain({ isTextblock, content }: Node): boolean {
  let plain = isTextblock
  content.forEach((node) => {
    if (!node.isText) plain = false
  })
  return plain
}

/** Makes the blocks with the caret into this. */
export function turnInto(editor: Editor, turn: Turn): void {
  const unit = unitOf(editor.state)
  if (unit === null) return
  selectWords(editor)
  const chain = edit(editor)
  switch (turn) {
    case 'paragraph':
      chain.clearNodes().run()
      return
    case 'h2':
    case 'h3':
    case 'h4':
      chain
        .clearNodes()
        .setHeading({ level: turn === 'h2' ? 2 : turn === 'h3' ? 3 : 4 })
        .run()
      return
    case 'bulletList':
      if (!editor.isActive('bulletList')) chain.toggleBulletList().run()
      return
    case 'orderedList':
      if (!editor.isActive('orderedList')) chain.toggleOrderedList().run()
      return
    case 'taskList':
      if (!editor.isActive('taskList')) chain.toggleTaskList().run()
      return
    case 'quote':
      if (!editor.isActive('blockquote')) chain.toggleBlockquote().run()
      return
    case 'callout':
      if (!editor.isActive('callout')) chain.wrapIn('callout').run()
      return
    case 'question':
      chain.clearNodes().setNode('question').run()
      return
    case 'codeBlock':
      chain.clearNodes().setCodeBlock().run()
  }
}

/** From the first to the last letter of the unit, so that all of it is changed. */
function selectWords(editor: Editor): void {
  const unit = unitOf(editor.state)
  const { doc, selection, tr } = editor.state
  if (unit === null || unit.end - unit.start === 1) {
    if (selection instanceof TextSelection || unit === null) return
  }
  const between = TextSelection.between(doc.resolve(unit.from), doc.resolve(unit.to))
  editor.view.dispatch(tr.setSelection(between))
}
