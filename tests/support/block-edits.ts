/** What people do with the blocks of a page, by the functions that the editor has for it. */
import type { Editor } from '@tiptap/core'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { rowBlocks } from '#contract/page-blocks.ts'
import { isNodeAttribute, nodeAttributes, timeShares } from '#contract/page-values.ts'
import {
  deleteAcross,
  pasteIntoField,
  reachesAcross,
} from '../../client/editor/blocks/field-text.ts'
import { addRowAfter, moveRow, newRow, removeRow } from '../../client/editor/blocks/rows.ts'
import { placeBlocks } from '../../client/editor/place-block.ts'
import { caretPlace } from './caret-place.ts'
import type { Random } from './random.ts'

/** Does something to blocks, rows and their choices; `word` gives words of this person's. */
export function editBlocks(editor: Editor, dice: Random, word: () => string): void {
  const kind = dice.int(100)
  if (kind < 18) addBlock(editor, dice, word)
  else if (kind < 32)
    withRow(editor, dice, (at) => editor.view.dispatch(addRowAfter(editor.state.tr, at)))
  else if (kind < 42)
    withRow(editor, dice, (at) => editor.view.dispatch(removeRow(editor.state.tr, at)))
  else if (kind < 54) withRow(editor, dice, (at) => moveRow(editor.view, at, dice.pick([1, -1])))
  else if (kind < 78) setSomething(editor, dice)
  else if (kind < 90) {
    const { doc } = editor.state
    const { size } = doc.content
    const at = dice.int(size + 1)
    const to = Math.min(size, at + dice.int(40))
    editor.commands.setTextSelection({ from: caretPlace(doc, at), to: caretPlace(doc, to) })
    if (reachesAcross(editor.state.selection)) editor.view.dispatch(deleteAcross(editor.state.tr))
  } else {
    setCaret(editor, dice)
    const lines = [1, 2].map(() => paragraph(editor, word()))
    const tr = pasteIntoField(editor.state.tr, new Slice(Fragment.from(lines), 0, 0))
    if (tr !== null) editor.view.dispatch(tr)
  }
}

function setCaret(editor: Editor, dice: Random): void {
  const { doc } = editor.state
  editor.commands.setTextSelection(caretPlace(doc, dice.int(doc.content.size + 1)))
}

function paragraph({ schema }: Editor, words: string): Node {
  return schema.node('paragraph', null, [schema.text(words)])
}

function addBlock(editor: Editor, dice: Random, word: () => string): void {
  const { schema } = editor
  setCaret(editor, dice)
  const kind = dice.pick([...rowBlocks, null])
  if (kind === null) {
    const name = dice.pick(['timeBudget', 'callout', 'details', 'question', 'image', 'taskList'])
    const attributes = name === 'timeBudget' ? { ...timeShares } : null
    const node = schema.nodes[name]?.createAndFill(attributes)
    if (node) placeBlocks(editor, [node])
    return
  }
  const rows = Array.from({ length: kind.block === null ? 1 : 1 + dice.int(3) }, () =>
    newRow(schema, kind, [Fragment.from(schema.text(word()))]),
  )
  placeBlocks(editor, kind.block === null ? rows : [schema.node(kind.block, null, rows)])
}

function withRow(editor: Editor, dice: Random, change: (at: number) => void): void {
  const names: readonly string[] = rowBlocks.map(({ row }) => row)
  const places: number[] = []
  editor.state.doc.descendants((node, at) => {
    if (names.includes(node.type.name)) places.push(at)
    return !node.isTextblock
  })
  if (places.length > 0) change(dice.pick(places))
}

/** Values of all kinds; each attribute takes some of them. */
const values = [
  true,
  ...[1, 2, 3, 4, 5, 30, 70, 90],
  ...['do', 'dont', 'inside', 'outside', 'near', 'far', 'listen', 'support', 'output', 'signal'],
  ...['week', 'year', 'ask', 'always', 'working', 'next', 'end', 'five', 'phases', 'guidance'],
  ...['tip', 'warning', '2027-03-31', 'aaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbb'],
]

function setSomething(editor: Editor, dice: Random): void {
  const places: { at: number; name: string }[] = []
  editor.state.doc.descendants((node, at) => {
    if (Object.hasOwn(nodeAttributes, node.type.name)) places.push({ at, name: node.type.name })
  })
  if (places.length === 0) return
  const { at, name } = dice.pick(places)
  const attribute = dice.pick(Object.keys(nodeAttributes[name] ?? {}))
  // Spans and ids are never chosen by hand.
  if (/^(id|colspan|rowspan|colwidth|align|level|start|type)$/.test(attribute)) return
  const fitting = [null, ...values].filter((value) => isNodeAttribute(name, attribute, value))
  editor.view.dispatch(editor.state.tr.setNodeAttribute(at, attribute, dice.pick(fitting)))
}
