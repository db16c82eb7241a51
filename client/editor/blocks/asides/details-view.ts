/**
 * A line with something folded away beneath it, in the editor. Whether it is open is everybody's
 * own; a caret in it, one's own or another's, opens it.
 */
import {
  type Editor,
  type Extensions,
  Node as TiptapNode,
  type NodeViewRendererProps,
} from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { AllSelection } from '@tiptap/pm/state'
import type { NodeView } from '@tiptap/pm/view'
import type { Translate } from '../../../i18n/catalogue.ts'
import { isSomebodyIn } from '../../carets.ts'

/** Tells the view of a details block to open. */
export const openDetails = 'talkoot:open'

/** The extensions with the look of details and their summaries. */
export function withDetails(extensions: Extensions, t: Translate): Extensions {
  return extensions.map((extension) => {
    if (!(extension instanceof TiptapNode)) return extension
    if (extension.name === 'details') {
      return extension.extend({ addNodeView: () => (props) => drawDetails(props, t) })
    }
    if (extension.name === 'detailsSummary') {
      return extension.extend({ addNodeView: () => (props) => drawSummary(props.node, t) })
    }
    return extension
  })
}

function drawDetails({ editor, getPos, ...props }: NodeViewRendererProps, t: Translate): NodeView {
  let { node } = props
  // What holds nothing yet is there to be written in.
  let open = node.lastChild?.textContent === ''
  const dom = document.createElement('div')
  dom.className = 'details'
  const toggle = document.createElement('button')
  toggle.type = 'button'
  toggle.className = 'details-toggle'
  toggle.contentEditable = 'false'
  toggle.lang = document.documentElement.lang
  const contentDOM = document.createElement('div')
  contentDOM.className = 'details-text'
  dom.append(toggle, contentDOM)

  const show = () => {
    dom.classList.toggle('is-open', open)
    toggle.ariaExpanded = String(open)
    toggle.ariaLabel = t('details_content', { summary: node.firstChild?.textContent ?? '' })
  }
  const setOpen = (next: boolean) => {
    if (open === next) return
    open = next
    show()
  }
  const look = () => {
    const place = open ? undefined : getPos()
    if (place !== undefined && isVisited(editor, place, node)) setOpen(true)
  }
  toggle.addEventListener('click', () => setOpen(!open))
  dom.addEventListener(openDetails, () => setOpen(true))
  editor.on('transaction', look)
  show()
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type) return false
      node = next
      show()
      return true
    },
    stopEvent: ({ target }) => target === toggle,
    ignoreMutation: ({ target, type }) => type !== 'selection' && !contentDOM.contains(target),
    destroy: () => {
      editor.off('transaction', look)
    },
  }
}

/** Is a caret in what is folded away? */
function isVisited({ state }: Editor, place: number, node: Node): boolean {
  const from = place + 1 + (node.firstChild?.nodeSize ?? 0)
  const to = place + node.nodeSize - 1
  const { selection } = state
  const isIn = (at: number) => at > from && at < to
  if (!(selection instanceof AllSelection) && (isIn(selection.anchor) || isIn(selection.head))) {
    return true
  }
  return isSomebodyIn(state, from + 1, to - 1)
}

function drawSummary(first: Node, t: Translate): NodeView {
  let node = first
  const dom = document.createElement('div')
  dom.className = 'details-summary'
  dom.dataset['placeholder'] = t('details_summaryPlaceholder')
  const show = () => dom.classList.toggle('is-empty', node.childCount === 0)
  show()
  return {
    dom,
    contentDOM: dom,
    update(next) {
      if (next.type !== node.type) return false
      node = next
      show()
      return true
    },
  }
}
