/**
 * What stands in the text without being part of it, somebody's caret above all, is left alone while
 * one types beside it. ProseMirror takes what touches the text that was typed for changed, and draws
 * it anew: the browser then lays the page out a second time before the key is seen.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** How ProseMirror remembers what it has drawn; it does not name it in its types. */
interface Drawn {
  readonly dom: globalThis.Node
  readonly contentDOM: HTMLElement | null
  readonly children: readonly Drawn[]
  readonly node?: Node
  readonly widget?: unknown
  /** 0: as it was drawn. */
  dirty: number
}

export const keptWidgets = Extension.create({
  name: 'keptWidgets',
  addProseMirrorPlugins() {
    let view: EditorView | null = null
    return [
      new Plugin({
        view(of) {
          view = of
          return {}
        },
        props: {
          // Asked for when the browser's change has been read, before it is drawn.
          decorations() {
            if (view !== null && !view.composing) keepBesideCaret(view)
            return null
          },
        },
      }),
    ]
  },
})

function keepBesideCaret(view: EditorView): void {
  let place = view.dom.ownerDocument.getSelection()?.anchorNode ?? null
  for (; place !== null && place !== view.dom; place = place.parentNode) {
    const drawn = drawnAt(place)
    if (drawn?.node?.isTextblock === true) return keepIn(drawn)
  }
}

/** Only where it still is in its text: in which order things are there is looked after anyway. */
function keepIn({ children, contentDOM }: Drawn): void {
  for (const child of children) {
    if (child.widget === undefined) keepIn(child)
    else if (child.dom.parentNode === contentDOM) child.dirty = 0
  }
}

function drawnAt(place: globalThis.Node): Drawn | undefined {
  return 'pmViewDesc' in place ? (place.pmViewDesc as Drawn | undefined) : undefined
}
