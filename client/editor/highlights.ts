import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { movedAlong } from './moved-along.ts'

export interface Highlight {
  readonly from: number
  readonly to: number
  readonly className: string
}

const key = new PluginKey<DecorationSet>('highlights')

/** Draws these parts of the text in other colours, instead of those before. */
export function setHighlights(tr: Transaction, all: readonly Highlight[]): Transaction {
  return tr.setMeta(key, all)
}

/** Parts of the text in other colours, for this person alone. */
export const highlights = Extension.create({
  name: 'highlights',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, set, before) {
          const all: readonly Highlight[] | undefined = tr.getMeta(key)
          if (all === undefined) return movedAlong(set, before.doc, tr)
          return DecorationSet.create(
            tr.doc,
            all.map(({ from, to, className }) => Decoration.inline(from, to, { class: className })),
          )
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})
