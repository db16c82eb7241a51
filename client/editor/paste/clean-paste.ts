/** What comes in by the clipboard or is dropped: cleaned, and made to fit the page. */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { CellSelection } from '@tiptap/pm/tables'
import { pasteCells, textOfRows } from './cells-as-text.ts'
import { copySerializer } from '../copy/serializer.ts'
import { cleanHtml } from './clean-html.ts'
import { fitSlice } from './fit-slice.ts'
import { pasteIntoTitle } from './into-title.ts'
import { isCutHere } from './own-copy.ts'

/** Cleans what is pasted and dropped. Files are somebody else's. */
export const CleanPaste = Extension.create({
  name: 'cleanPaste',
  priority: 900,
  addProseMirrorPlugins() {
    // What was cut keeps its ids, unless it is still there.
    let moved = false
    let cutting = false
    return [
      new Plugin({
        props: {
          clipboardSerializer: copySerializer(this.editor.schema, () => (cutting ? 'cut' : 'copy')),
          handleDOMEvents: {
            copy: () => {
              cutting = false
              return false
            },
            cut: () => {
              cutting = true
              return false
            },
          },
          transformPastedHTML(html) {
            moved = isCutHere(html)
            return cleanHtml(html)
          },
          clipboardTextSerializer: ({ content }, { state: { selection } }) =>
            selection instanceof CellSelection ? textOfRows(content) : '',
          handlePaste: (view, event, slice) =>
            pasteIntoTitle(view, slice) || pasteCells(view, event),
          transformPasted(slice, view) {
            const keeps = moved
            moved = false
            if (isMovedByHand(view)) return slice
            const here = idsOn(view)
            return fitSlice(slice, view.state.schema, (id) => !keeps || here.has(id))
          },
        },
      }),
    ]
  },
})

/** Within one editor what is dragged goes from one place to another as it is. */
function isMovedByHand(view: EditorView): boolean {
  return view.dragging !== null && view.dragging.move
}

function idsOn(view: EditorView): ReadonlySet<unknown> {
  const ids = new Set<unknown>()
  view.state.doc.descendants((node) => {
    if (typeof node.attrs['id'] === 'string') ids.add(node.attrs['id'])
    return !node.isTextblock
  })
  return ids
}
