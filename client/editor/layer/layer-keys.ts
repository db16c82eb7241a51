import { Extension } from '@tiptap/core'
import type { LayerCommand, LayerLink } from './layer-link.ts'

/** The keys that ask the layer for something, as ProseMirror writes them. */
const commands: Readonly<Record<string, LayerCommand>> = {
  'Mod-f': 'find',
  'Alt-Enter': 'blockMenu',
  'Alt-Shift-ArrowUp': 'moveUp',
  'Alt-Shift-ArrowDown': 'moveDown',
}

/** Before all others: what is asked for here means the same wherever the caret is. */
export const layerKeys = (link: LayerLink) =>
  Extension.create({
    name: 'layerKeys',
    priority: 1_060,
    addKeyboardShortcuts() {
      return Object.fromEntries(
        Object.entries(commands).map(([keys, command]) => [
          keys,
          () => {
            // What is typed from now on is looked for: none of it may get into the text.
            if (command === 'find') this.editor.view.dom.blur()
            link.ask(command)
            return true
          },
        ]),
      )
    },
  })
