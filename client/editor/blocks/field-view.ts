/** A text field of a row, with its name beside it and, while it is empty, what belongs in it. */
import type { Extensions } from '@tiptap/core'
import { Node as TiptapNode } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { type FieldName, rowBlocks } from '#contract/page-blocks.ts'

export interface FieldTexts {
  readonly label: string
  /** Shown in the empty field. */
  readonly placeholder: string
  /** The language of both. */
  readonly language: string
}

const fieldNames: readonly string[] = rowBlocks.flatMap(({ fields }) => fields)

/** The extensions with a view for each field that has no other. */
export function withFields(
  extensions: Extensions,
  texts: (field: FieldName) => FieldTexts,
  others: Readonly<Record<string, unknown>>,
): Extensions {
  return extensions.map((extension) => {
    const { name } = extension
    if (!(extension instanceof TiptapNode) || !isField(name) || name in others) return extension
    return extension.extend({ addNodeView: () => (props) => drawField(name, texts(name), props) })
  })
}

const isField = (name: string): name is FieldName => fieldNames.includes(name)

function drawField(
  name: FieldName,
  { label, placeholder, language }: FieldTexts,
  props: { readonly node: Node },
): NodeView {
  let { node } = props
  const dom = document.createElement('div')
  dom.className = `row-field ${name}`
  dom.role = 'group'
  dom.ariaLabel = label
  const words = document.createElement('span')
  words.className = 'row-label'
  words.contentEditable = 'false'
  words.lang = language
  words.setAttribute('aria-hidden', 'true')
  words.textContent = label
  const contentDOM = document.createElement('div')
  contentDOM.className = 'row-words'
  contentDOM.dataset['field'] = name
  contentDOM.dataset['placeholder'] = placeholder
  dom.append(words, contentDOM)
  const show = () => contentDOM.classList.toggle('is-empty', node.childCount === 0)
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
    ignoreMutation: (mutation) =>
      mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  }
}
