/**
 * What Markdown writes with signs, while one types, beside what the nodes and marks themselves
 * know: headings one level down, since the title is the page's first; links; tables; tasks.
 */
import {
  Extension,
  type Extensions,
  InputRule,
  Node as TiptapNode,
  textblockTypeInputRule,
  wrappingInputRule,
} from '@tiptap/core'
import type { NodeType, Schema } from '@tiptap/pm/model'
import { type EditorState, TextSelection } from '@tiptap/pm/state'
import { isSafeHref } from '#contract/href.ts'
import { completeAddress } from '../address.ts'

const mostColumns = 12

/** The extensions with the signs for headings and tasks that a page's own ones have. */
export function withSigns(extensions: Extensions): Extensions {
  return extensions.map((extension) => {
    const rule = own[extension.name]
    if (rule === undefined || !(extension instanceof TiptapNode)) return extension
    return extension.extend({
      addInputRules() {
        return [rule(this.type)]
      },
    })
  })
}

const own: Readonly<Record<string, (type: NodeType) => InputRule>> = {
  heading(type) {
    const { find, handler } = textblockTypeInputRule({
      find: /^(#{1,3}) $/,
      type,
      getAttributes: ([, signs = '']) => ({ level: signs.length + 1 }),
    })
    return new InputRule({
      find,
      // A guiding question stays one.
      handler: (props) => (parentOf(props).name === 'question' ? null : handler(props)),
    })
  },
  // What is not done has no mark at all: the attribute is absent, never false.
  taskItem: (type) =>
    wrappingInputRule({
      find: task,
      type,
      getAttributes: ([, sign]) => ({ checked: sign === 'x' ? true : null }),
    }),
}

const task = /^\s*\[([ x])?\] $/
const parentOf = ({ state }: { readonly state: EditorState }) => state.selection.$from.parent.type

const link = new InputRule({
  find: /(?<!!)\[([^[\]]+)\]\(([^()\s]+)\)$/,
  handler: ({ state: { tr, schema, selection }, range, match: [, label = '', typed = ''] }) => {
    const href = completeAddress(typed)
    const mark = schema.marks['link']?.create({ href })
    const { parent } = selection.$from
    if (mark === undefined || !isSafeHref(href) || !parent.type.allowsMarkType(mark.type)) {
      return null
    }
    const text = schema.text(label, mark.addToSet(selection.$from.marks()))
    tr.replaceWith(range.from, range.to, text).removeStoredMark(mark.type)
    return undefined
  },
})

/** `| Name | Owner |` and Enter. */
const table = new InputRule({
  find: /^\s*\|(.*[^\s|].*)\|\s*\n$/,
  undoable: false,
  handler: ({ state: { tr, schema, selection }, match: [, inside = ''] }) => {
    const { $from } = selection
    const names = inside.split('|').map((name) => name.trim())
    const made = $from.parent.type.name === 'paragraph' ? tableOf(schema, names) : null
    const within = Array.from({ length: $from.depth }, (_, depth) => $from.node(depth).type.name)
    const place = $from.index(-1)
    if (made === null || within.includes('table')) return null
    if (!$from.node(-1).canReplaceWith(place, place + 1, made.type)) return null
    const start = $from.before()
    tr.replaceWith(start, $from.after(), made)
    const second = start + 1 + made.child(0).nodeSize
    tr.setSelection(TextSelection.near(tr.doc.resolve(second + 1)))
    return undefined
  },
})

function tableOf(schema: Schema, names: readonly string[]) {
  const { table, tableRow, tableHeader, tableCell, paragraph } = schema.nodes
  if (!table || !tableRow || !tableHeader || !tableCell || !paragraph) return null
  if (names.length > mostColumns) return null
  const heads = names.map((name) =>
    tableHeader.create(null, paragraph.create(null, name === '' ? null : schema.text(name))),
  )
  const cells = names.map(() => tableCell.createAndFill()).filter((cell) => cell !== null)
  return table.create(null, [tableRow.create(null, heads), tableRow.create(null, cells)])
}

/** `[ ]` at the start of a list's item makes the list one of tasks: `- [ ]` is how it is written. */
const taskInList = new InputRule({
  find: task,
  handler: ({ state, range, chain }) => {
    if (state.selection.$from.node(-1)?.type.name !== 'listItem') return null
    chain().deleteRange(range).toggleTaskList().run()
    return undefined
  },
})

/** What is written with signs and belongs to no node or mark of its own. */
export const markdown = Extension.create({
  name: 'markdownSigns',
  priority: 950,
  addInputRules: () => [link, table, taskInList],
})
