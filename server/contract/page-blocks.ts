/**
 * Blocks that think: rule cards, goals, metrics, stakeholders, decision flows, scales, the time
 * budget. What people write stands in text fields, each a node of its own, so that several people
 * write in it at once and every word has its author; choices are attributes.
 *
 * They stand at the top of a page only, never in a list, a quotation or a table.
 */
import { type Extensions, mergeAttributes, Node } from '@tiptap/core'
import { type RowBlock, rowBlocks } from './page-names.ts'
import { attributesOf } from './page-nodes.ts'

export { type RowBlock, rowBlocks }

export type RowName = (typeof rowBlocks)[number]['row']
export type FieldName = (typeof rowBlocks)[number]['fields'][number]

const element = (name: string, group: string, content: string) =>
  Node.create({
    name,
    group,
    content,
    defining: true,
    isolating: true,
    // Carets stand in fields, never between them.
    allowGapCursor: false,
    addAttributes: () => attributesOf(name),
    // Copied rows are rows of a table, steps items of a list: whatever the tag, this says what it is.
    parseHTML: () => [{ tag: `[data-block="${name}"]`, priority: 70 }],
    renderHTML: ({ HTMLAttributes }) => [
      'div',
      mergeAttributes(HTMLAttributes, { 'data-block': name }),
      0,
    ],
  })

/** Whole weeks of work, shared out among five kinds of it. No text: numbers alone. */
const TimeBudget = Node.create({
  name: 'timeBudget',
  group: 'section',
  atom: true,
  addAttributes: () => attributesOf('timeBudget'),
  parseHTML: () => [{ tag: 'div[data-block="timeBudget"]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-block': 'timeBudget' }),
  ],
})

export const blockExtensions: Extensions = [
  ...rowBlocks.flatMap(({ block, row, fields }) => [
    ...(block === null ? [] : [element(block, 'section', `${row}+`)]),
    element(row, block === null ? 'section' : '', fields.join(' ')),
    ...fields.map((field) => element(field, '', 'inline*')),
  ]),
  TimeBudget,
]
