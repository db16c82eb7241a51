/** Marks the blocks round the caret, so that what is needed only for writing shows only there. */
import { Extension } from '@tiptap/core'
import { AllSelection, Plugin, PluginKey, type Selection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

const marked: ReadonlySet<string> = new Set(['taskItem'])

/** Gives the blocks round the caret the class `has-caret`. */
export const caretInside = Extension.create({
  name: 'caretInside',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('caret-inside'),
      props: {
        decorations: ({ doc, selection }) => DecorationSet.create(doc, decorationsFor(selection)),
      },
    }),
  ],
})

function decorationsFor(selection: Selection): Decoration[] {
  if (selection instanceof AllSelection) return []
  const { $head } = selection
  const decorations: Decoration[] = []
  for (let depth = 1; depth <= $head.depth; depth += 1) {
    if (!marked.has($head.node(depth).type.name)) continue
    decorations.push(
      Decoration.node($head.before(depth), $head.after(depth), { class: 'has-caret' }),
    )
  }
  return decorations
}
