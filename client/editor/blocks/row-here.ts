/** Marks the row with this person's caret: a row with nothing in it shows all it can hold only then. */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { rowAt } from './rows.ts'

export const rowHere = Extension.create({
  name: 'rowHere',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations({ doc, selection }) {
          const place = rowAt(selection.$head)
          if (place === null) return null
          const { at, row } = place
          return DecorationSet.create(doc, [
            Decoration.node(at, at + row.nodeSize, { class: 'row-here' }),
          ])
        },
      },
    }),
  ],
})
