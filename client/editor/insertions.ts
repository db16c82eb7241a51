/**
 * Everything that can be put into a page, in the order in which it is offered: by `/`, by the
 * button of the toolbar, by the command palette. A block that is to be found there has a line here,
 * a name and a line of explanation (`insert_<id>`, `insertMeans_<id>` in `i18n/editing`), search
 * words in every language (`insertion-words.ts`) and a picture (`insertion-pictures.tsx`).
 */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type RowName, rowBlocks } from '#contract/page-blocks.ts'
import { timeShares } from '#contract/page-values.ts'
import { newRow } from './blocks/rows.ts'
import { chooseFiles } from './files/incoming-files.ts'
import { placeBlocks, placeEmptyParagraph } from './place-block.ts'
import { edit } from './tools.ts'

/** Groups of insertions in their order; their names are the texts `insertGroup_<group>`. */
export const insertionGroups = ['text', 'strategy', 'more'] as const

interface Insertion {
  readonly group: (typeof insertionGroups)[number]
  /** Puts it in. The caret is where it was asked for; what was typed to ask is gone already. */
  readonly run: (editor: Editor) => void
}

/** Turns the line with the caret into something, or an empty one after it where there is text. */
const turned =
  (turn: (editor: Editor) => void): Insertion['run'] =>
  (editor) => {
    placeEmptyParagraph(editor)
    turn(editor)
  }

/** Puts in blocks that are made for it. */
const made =
  (make: (editor: Editor) => readonly (Node | null | undefined)[]): Insertion['run'] =>
  (editor) =>
    placeBlocks(
      editor,
      make(editor).filter((node) => node !== null && node !== undefined),
    )

/** A block of rows with a first one, or a row that stands alone. */
const rows = (name: RowName, attributes = {}) =>
  made(({ schema }) => {
    const kind = rowBlocks.find(({ row }) => row === name)
    if (kind === undefined) return []
    const row = newRow(schema, kind, [], attributes)
    return [kind.block === null ? row : schema.nodes[kind.block]?.create(null, row)]
  })

export const insertions = {
  paragraph: { group: 'text', run: placeEmptyParagraph },
  h2: { group: 'text', run: turned((e) => edit(e).setHeading({ level: 2 }).run()) },
  h3: { group: 'text', run: turned((e) => edit(e).setHeading({ level: 3 }).run()) },
  h4: { group: 'text', run: turned((e) => edit(e).setHeading({ level: 4 }).run()) },
  bulletList: { group: 'text', run: turned((e) => edit(e).toggleBulletList().run()) },
  orderedList: { group: 'text', run: turned((e) => edit(e).toggleOrderedList().run()) },
  taskList: { group: 'text', run: turned((e) => edit(e).toggleTaskList().run()) },
  quote: { group: 'text', run: turned((e) => edit(e).toggleBlockquote().run()) },
  table: {
    group: 'text',
    run: (e) => edit(e).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  },
  files: { group: 'text', run: chooseFiles },
  question: {
    group: 'strategy',
    run: made(({ schema: { nodes } }) => [
      nodes['question']?.create(),
      nodes['paragraph']?.create(),
    ]),
  },
  goals: { group: 'strategy', run: rows('goal') },
  metrics: { group: 'strategy', run: rows('metric') },
  ruleDo: { group: 'strategy', run: rows('ruleCard', { stance: 'do' }) },
  ruleDont: { group: 'strategy', run: rows('ruleCard', { stance: 'dont' }) },
  stakeholders: { group: 'strategy', run: rows('stakeholder') },
  flow: { group: 'strategy', run: rows('flowStep') },
  scales: { group: 'strategy', run: rows('scale') },
  timeBudget: {
    group: 'strategy',
    run: made(({ schema }) => [schema.nodes['timeBudget']?.create({ ...timeShares })]),
  },
  callout: {
    group: 'more',
    run: made(({ schema }) => [schema.nodes['callout']?.createAndFill()]),
  },
  details: {
    group: 'more',
    run: made(({ schema }) => [schema.nodes['details']?.createAndFill()]),
  },
  divider: {
    group: 'more',
    run: made(({ schema }) => [schema.nodes['horizontalRule']?.create()]),
  },
  codeBlock: { group: 'more', run: turned((e) => edit(e).toggleCodeBlock().run()) },
  person: { group: 'more', run: (e) => typed(e, '@') },
  page: { group: 'more', run: (e) => typed(e, '[[') },
} as const satisfies Readonly<Record<string, Insertion>>

export type InsertionId = keyof typeof insertions

/** Begins a mention as if its sign had been typed. */
function typed(editor: Editor, sign: string): void {
  const { $from } = editor.state.selection
  const before = $from.parent.textBetween(0, $from.parentOffset, null, '\uFFFC')
  const space = sign === '@' && /[^\s(]$/.test(before) ? ' ' : ''
  editor.view.focus()
  const { tr } = editor.state
  if (space !== '') editor.view.dispatch(tr.insertText(space))
  editor.view.dispatch(editor.state.tr.insertText(sign))
}
