/**
 * Blocks far from the screen are not drawn (`content-visibility` in the stylesheet): on a long page
 * the browser otherwise goes through the whole text at every key, to tell input methods where the
 * caret is, to lay out and to paint.
 *
 * Only blocks that have been laid out, so that the browser knows how high they are: nothing jumps
 * under whoever scrolls. And never where the browser looks for a place to put the caret or what is
 * typed: it finds none in a block that it has not drawn, nor in a new one before the next frame.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { hasObserver } from './caret-keeper.ts'

/** Milliseconds of rest after which blocks count as laid out. */
const rest = 600

/** Keys that put the caret elsewhere, or bring blocks or take them away. */
const elsewhere = /^(?:Arrow|Home|End|Page|Backspace|Delete|Enter)/

/** With Alt the page keys go from comment to comment, for which nothing is looked for on the screen. */
const isElsewhere = ({ key, altKey }: KeyboardEvent) =>
  elsewhere.test(key) && !(altKey && key.startsWith('Page'))

/** `isWhole`: has everything been put into the blocks that is to be in them? */
export const farBlocks = (isWhole: () => boolean) =>
  Extension.create({
    name: 'farBlocks',
    addProseMirrorPlugins() {
      let far: FarBlocks | null = null
      return [
        new Plugin({
          view(view) {
            far = new FarBlocks(view, isWhole)
            return far
          },
          props: {
            handleDOMEvents: {
              keydown(view, event) {
                const { ctrlKey, metaKey } = event
                if (!isElsewhere(event)) return false
                if (ctrlKey || metaKey || !isNear(view)) far?.drawAll()
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
  readonly #isWhole: () => boolean
  readonly #observer: ResizeObserver
  #width = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #frame = 0

  constructor(view: EditorView, isWhole: () => boolean) {
    this.#view = view
    this.#isWhole = isWhole
    this.#observer = new ResizeObserver(() => {
      const width = view.dom.clientWidth
      // Lines break elsewhere, so all heights are different ones.
      if (width !== this.#width) this.drawAll()
      this.#width = width
    })
    this.#observer.observe(view.dom)
    this.drawAll()
  }

  /** Draws everything, at once where it is needed, and leaves it so for a moment. */
  drawAll(): void {
    this.#view.dom.classList.remove('is-laid-out')
    this.#atRest()
  }

  update(view: EditorView, { doc }: { readonly doc: EditorView['state']['doc'] }): void {
    if (view.state.doc.childCount !== doc.childCount) this.#atRest()
  }

  destroy(): void {
    clearTimeout(this.#timer)
    cancelAnimationFrame(this.#frame)
    this.#observer.disconnect()
  }

  #atRest(): void {
    clearTimeout(this.#timer)
    cancelAnimationFrame(this.#frame)
    // The frame first, then the marks: a key between the two would find nothing drawn.
    this.#timer = setTimeout(() => {
      this.#frame = requestAnimationFrame(() => this.#mark())
    }, rest)
  }

  #mark(): void {
    const view = this.#view
    if (view.isDestroyed || !hasObserver(view)) return
    if (view.composing || !this.#isWhole()) return this.#atRest()
    // They are no change of the text.
    view.domObserver.stop()
    for (const block of view.dom.children) block.classList.add('was-laid-out')
    view.domObserver.start()
    view.dom.classList.add('is-laid-out')
  }
}

/** Is the caret within a screen's height of what can be seen, with its neighbours? */
function isNear(view: EditorView): boolean {
  const { node } = view.domAtPos(view.state.selection.head)
  const element = node instanceof Element ? node : node.parentElement
  if (element === null) return false
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}
