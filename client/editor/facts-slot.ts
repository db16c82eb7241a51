import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Places an element that is not part of the text between the page's title and its text. */
export const factsSlot = (element: HTMLElement) =>
  Extension.create({
    name: 'factsSlot',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('facts-slot'),
        props: {
          decorations: ({ doc }) => {
            const title = doc.firstChild
            if (title === null) return null
            return DecorationSet.create(doc, [
              Decoration.widget(title.nodeSize, () => element, {
                key: 'facts',
                side: -1,
                ignoreSelection: true,
                stopEvent: () => true,
              }),
            ])
          },
        },
      }),
    ],
  })
