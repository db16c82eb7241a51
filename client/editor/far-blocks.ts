/**
 * Blocks far from the screen are not drawn (`content-visibility` in the stylesheet): on a long page
 * the browser otherwise goes through the whole text at every key, to tell input methods where the
 * caret is, to lay out and to paint.
 *
 * Only once each block has been laid out, so that the browser knows how high it is: nothing jumps
 * under whoever scrolls. And never where it would look for a place in text that is not laid out.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Milliseconds of rest in which all blocks are laid out. */
const rest = 500

/** Keys that go to the beginning or the end of the page, with Ctrl or Command. */
const toEnds = new Set(['Home', 'End', 'ArrowUp', 'ArrowDown'])

export const farBlocks = Extension.create({
  name: 'farBlocks',
  addProseMirrorPlugins() {
    let far: FarBlocks | null = null
    return [
      new Plugin({
        view(view) {
          far = new FarBlocks(view)
          return far
        },
        props: {
          handleDOMEvents: {
            keydown(_view, { key, ctrlKey, metaKey }) {
              if ((ctrlKey || metaKey) && toEnds.has(key)) far?.layOutAll()
              return false
            },
          },
        },
      }),
    ]
  },
})

class FarBlocks {
  readonly #view: EditorView
  readonly #observer: ResizeObserver
  #width = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(view: EditorView) {
    this.#view = view
    this.#observer = new ResizeObserver(() => {
      const width = view.dom.clientWidth
      // Lines break elsewhere, so all heights are different ones.
      if (width !== this.#width) this.layOutAll()
      this.#width = width
    })
    this.#observer.observe(view.dom)
    this.layOutAll()
  }

  /** Lays out everything, at once when it is asked for, and leaves it so for a moment. */
  readonly layOutAll = (): void => {
    clearTimeout(this.#timer)
    this.#view.dom.classList.remove('is-laid-out')
    this.#timer = setTimeout(() => {
      if (this.#view.isDestroyed) return
      // What an input method composes is not to be told apart from a place that it knew.
      if (this.#view.composing) this.layOutAll()
      else this.#view.dom.classList.add('is-laid-out')
    }, rest)
  }

  update(view: EditorView, { doc }: { readonly doc: EditorView['state']['doc'] }): void {
    // What came together has not been laid out yet.
    if (Math.abs(view.state.doc.childCount - doc.childCount) > 2) this.layOutAll()
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#observer.disconnect()
  }
}
