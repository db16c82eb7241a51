/** Shows which blocks are internal: a word above the first of several, a pattern beside all. */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { internalAttribute } from '#contract/page-values.ts'
import type { Translate } from '../../../i18n/catalogue.ts'
import { isInternal, toggleInternal } from './toggle-internal.ts'

/** Marks internal blocks, by decorations only; Alt+Shift+L sets the mark and takes it away. */
export const internalMarks = (t: Translate) =>
  Extension.create({
    name: 'internalMarks',
    addKeyboardShortcuts() {
      return {
        'Alt-Shift-l': () => {
          toggleInternal(this.editor)
          return true
        },
      }
    },
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: new PluginKey('internal-marks'),
        state: {
          init: (_, { doc }) => marksIn(doc, t),
          apply: (tr, before) => (tr.docChanged ? marksIn(tr.doc, t) : before),
        },
        props: {
          decorations(state) {
            return this.getState(state)
          },
        },
      }),
    ],
  })

function marksIn(doc: Node, t: Translate): DecorationSet {
  const decorations: Decoration[] = []
  let wasInternal = false
  doc.forEach((node, from) => {
    const internal = isInternal(node)
    if (internal) {
      if (!wasInternal) decorations.push(label(from, t))
      decorations.push(Decoration.node(from, from + node.nodeSize, { class: 'is-internal' }))
    }
    wasInternal = internal
  })
  return decorations.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, decorations)
}

function label(place: number, t: Translate): Decoration {
  return Decoration.widget(place, (view, getPos) => drawLabel(view, getPos, t), {
    key: 'internal',
    side: -1,
    ignoreSelection: true,
    stopEvent: () => true,
  })
}

function drawLabel(view: EditorView, getPos: () => number | undefined, t: Translate): HTMLElement {
  const element = document.createElement('div')
  element.className = 'internal-mark'
  element.lang = document.documentElement.lang
  // A button only so that the focus and a finger can ask what it means.
  const word = document.createElement('button')
  word.type = 'button'
  word.className = 'internal-word'
  word.textContent = t('internal')
  const means = document.createElement('span')
  means.className = 'unseen'
  means.textContent = `. ${t('internal_means')}`
  word.append(means)
  const why = document.createElement('span')
  why.className = 'internal-why'
  why.ariaHidden = 'true'
  why.textContent = t('internal_means')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'internal-end'
  button.textContent = t('internal_end')
  button.addEventListener('click', () => {
    const place = getPos()
    if (place !== undefined) endRun(view, place)
  })
  element.append(word, why, button)
  return element
}

/** Takes the mark from the block that begins there and from those that follow it. */
function endRun(view: EditorView, from: number): void {
  const { tr } = view.state
  let place = from
  for (let node = tr.doc.nodeAt(place); node !== null && isInternal(node);) {
    tr.setNodeAttribute(place, internalAttribute, null)
    place += node.nodeSize
    node = tr.doc.nodeAt(place)
  }
  view.focus()
  view.dispatch(tr)
}
