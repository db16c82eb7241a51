/** A guiding question in the editor: its text, what it is, and the way to set it aside. */
import {
  type Editor,
  type Extensions,
  Node as TiptapNode,
  type NodeViewRendererProps,
} from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { Decoration, NodeView } from '@tiptap/pm/view'
import { must } from '#contract/asserts.ts'
import type { Translate } from '../../../i18n/catalogue.ts'
import type { QuestionState } from './asked.ts'
import type { QuestionMark } from './question-fold.ts'

/** The extensions with the look of questions. */
export function withQuestions(extensions: Extensions, t: Translate): Extensions {
  return extensions.map((extension) =>
    extension.name === 'question' && extension instanceof TiptapNode
      ? extension.extend({ addNodeView: () => (props) => drawQuestion(props, t) })
      : extension,
  )
}

function drawQuestion(props: NodeViewRendererProps, t: Translate): NodeView {
  const { editor, getPos } = props
  const dom = document.createElement('div')
  dom.className = 'question'
  const contentDOM = document.createElement('p')
  contentDOM.className = 'question-text'
  const foot = document.createElement('div')
  foot.className = 'question-foot'
  foot.contentEditable = 'false'
  foot.lang = document.documentElement.lang
  const need = document.createElement('span')
  const state = document.createElement('span')
  const button = document.createElement('button')
  button.type = 'button'
  need.className = 'question-need'
  need.textContent = t('question_required')
  foot.append(need, state, button)
  dom.append(contentDOM, foot)
  button.addEventListener('click', () => {
    const place = getPos()
    if (place !== undefined) setAside(editor, place, node.attrs['notRelevant'] !== true)
  })

  let node = props.node
  const show = (decorations: readonly Decoration[]) => {
    const { kind, required, notRelevant } = node.attrs
    const asks = kind !== 'guidance'
    // Others' classes on it are decorations.
    dom.classList.toggle('guidance', !asks)
    dom.classList.toggle('not-relevant', notRelevant === true)
    foot.hidden = !asks
    need.hidden = required !== true
    const found = stateIn(decorations)
    const words = found === 'lead' ? '' : t(`question_${found}`)
    if (state.textContent !== words) state.textContent = words
    // What is set aside says so to everybody; open and answered can be seen.
    state.className = notRelevant === true ? 'question-state' : 'unseen'
    const name = t(notRelevant === true ? 'question_takeBack' : 'question_setAside')
    if (button.textContent !== name) button.textContent = name
    button.hidden = found === 'lead'
  }
  show(props.decorations)
  return {
    dom,
    contentDOM,
    update(next, decorations) {
      if (next.type !== node.type) return false
      node = next
      show(decorations)
      return true
    },
    stopEvent: ({ target }) => target instanceof globalThis.Node && foot.contains(target),
    ignoreMutation: ({ target, type }) =>
      type === 'selection' ? foot.contains(target) : !contentDOM.contains(target),
  }
}

function stateIn(decorations: readonly Decoration[]): QuestionState {
  for (const { spec } of decorations) {
    const { question }: Partial<QuestionMark> = spec ?? {}
    if (question !== undefined) return question
  }
  return 'lead'
}

/**
 * Marks a question as not relevant, or takes that back, and puts the caret where the reason or the
 * answer goes: at the end of the line below the question, a new one if need be.
 */
function setAside(editor: Editor, place: number, aside: boolean): void {
  const { view } = editor
  const { tr } = view.state
  const question = must(tr.doc.nodeAt(place))
  tr.setNodeAttribute(place, 'notRelevant', aside ? true : null)
  const below = place + question.nodeSize
  const next = tr.doc.nodeAt(below)
  if (next?.type.name !== 'paragraph') {
    tr.insert(below, must(tr.doc.type.schema.nodes['paragraph']).create())
  }
  const line = must(tr.doc.nodeAt(below))
  tr.setSelection(TextSelection.create(tr.doc, below + 1 + line.content.size))
  view.focus()
  view.dispatch(tr.scrollIntoView())
}
