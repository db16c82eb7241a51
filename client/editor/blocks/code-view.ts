/** A code block in the editor, with the name of its language above it. */
import { type Extensions, Node as TiptapNode, type NodeViewRendererProps } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import type { Translate } from '../../i18n/catalogue.ts'

/** Longest name of a language (`page-values.ts`). */
const longest = 40

/** The extensions with the look of code blocks. */
export function withCode(extensions: Extensions, t: Translate): Extensions {
  return extensions.map((extension) =>
    extension.name === 'codeBlock' && extension instanceof TiptapNode
      ? extension.extend({ addNodeView: () => (props) => drawCode(props, t) })
      : extension,
  )
}

function drawCode({ view, getPos, ...props }: NodeViewRendererProps, t: Translate): NodeView {
  let { node } = props
  const dom = document.createElement('div')
  dom.className = 'code-block'
  const language = document.createElement('input')
  language.type = 'text'
  language.className = 'code-language'
  language.maxLength = longest
  language.spellcheck = false
  language.autocomplete = 'off'
  language.ariaLabel = t('code_language')
  language.placeholder = t('code_languageNone')
  language.lang = document.documentElement.lang
  language.contentEditable = 'false'
  const pre = document.createElement('pre')
  const contentDOM = document.createElement('code')
  pre.append(contentDOM)
  dom.append(language, pre)

  const show = () => {
    const name: unknown = node.attrs['language']
    const words = typeof name === 'string' ? name : ''
    if (document.activeElement !== language && language.value !== words) language.value = words
  }
  const keep = () => {
    const place = getPos()
    const name = language.value.trim()
    const value = name === '' ? null : name
    if (place === undefined || value === node.attrs['language']) return
    view.dispatch(view.state.tr.setNodeAttribute(place, 'language', value))
  }
  language.addEventListener('change', keep)
  language.addEventListener('blur', show)
  language.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Enter') keep()
    intoCode(view, getPos())
  })
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
    stopEvent: ({ target }) => target === language,
    ignoreMutation: ({ target, type }) => type !== 'selection' && !contentDOM.contains(target),
  }
}

/** The caret to the start of the code. */
function intoCode(view: EditorView, place: number | undefined): void {
  if (place === undefined) return
  view.focus()
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, place + 1)))
}
