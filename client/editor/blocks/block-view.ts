/** Gives nodes of the page their look in the editor: elements of their own, with slots for React. */
import type { Editor, Extensions, NodeViewRendererProps } from '@tiptap/core'
import { Node as TiptapNode } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view'
import type { BlockProps, Slot, Slots } from './slots.ts'

/** How a node looks in the editor. */
export interface BlockView {
  /** Element of the block; `div` unless it says otherwise. */
  readonly tag?: string
  readonly className: string
  /** Attributes of the element that follow the node: class names, `data-…`, `aria-…`. */
  readonly attributes?: (node: Node) => Readonly<Record<string, string | null>>
  /** What React draws before the text, and after it. */
  readonly before?: Slot['Part']
  readonly after?: Slot['Part']
  /** Element round the text; null: the node has no text. `div` unless it says otherwise. */
  readonly contentTag?: string | null
  /** It looks different also when the text inside changes, not only the attributes. */
  readonly followsText?: boolean
}

/** The extensions with the views that are named after their nodes. */
export function withViews(
  extensions: Extensions,
  views: Readonly<Record<string, BlockView>>,
  slots: Slots,
): Extensions {
  return extensions.map((extension) => {
    const view = views[extension.name]
    if (view === undefined || !(extension instanceof TiptapNode)) return extension
    return extension.extend({ addNodeView: () => (props) => drawBlock(view, slots, props) })
  })
}

/** Sets attributes of the node at a place in one change. */
export function setAttributes(
  editor: Editor,
  place: number | undefined,
  attributes: Readonly<Record<string, unknown>>,
): void {
  if (place === undefined || editor.isDestroyed) return
  const { tr } = editor.state
  for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(place, name, value)
  editor.view.dispatch(tr)
}

function drawBlock(view: BlockView, slots: Slots, props: NodeViewRendererProps): NodeView {
  const { editor, getPos } = props
  let node = props.node
  let selected = false
  const dom = document.createElement(view.tag ?? 'div')
  dom.className = view.className
  const contentDOM =
    view.contentTag === null ? null : document.createElement(view.contentTag ?? 'div')
  if (contentDOM !== null) contentDOM.className = `${view.className}-text`

  const shown = (): BlockProps => ({
    editor,
    node,
    place: getPos,
    selected,
    set: (attributes) => setAttributes(editor, getPos(), attributes),
  })
  const parts: { element: HTMLElement; slot: ReturnType<Slots['add']> }[] = []
  const addPart = (Part: Slot['Part'] | undefined, side: string) => {
    if (Part === undefined) return
    const element = document.createElement('div')
    element.className = `${view.className}-${side}`
    element.contentEditable = 'false'
    // What the product says is in the language of the interface, whatever the page's is.
    element.lang = document.documentElement.lang
    dom.append(element)
    parts.push({ element, slot: slots.add(element, Part, shown()) })
  }
  addPart(view.before, 'before')
  if (contentDOM !== null) dom.append(contentDOM)
  addPart(view.after, 'after')
  setAll(dom, view.attributes?.(node) ?? {})
  const isInPart = (target: unknown) =>
    target instanceof globalThis.Node && parts.some(({ element }) => element.contains(target))
  const showAll = () => {
    for (const { slot } of parts) slot.show(shown())
  }

  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type) return false
      const same = next.hasMarkup(node.type, node.attrs, node.marks)
      node = next
      if (!same || view.followsText === true) setAll(dom, view.attributes?.(node) ?? {})
      if (!same || view.followsText === true) showAll()
      return true
    },
    selectNode() {
      selected = true
      dom.classList.add('ProseMirror-selectednode')
      showAll()
    },
    deselectNode() {
      selected = false
      dom.classList.remove('ProseMirror-selectednode')
      showAll()
    },
    // Fields and buttons of the block are not text: the editor leaves them alone.
    stopEvent: ({ target }) => isInPart(target),
    ignoreMutation(mutation: ViewMutationRecord) {
      if (mutation.type === 'selection') return isInPart(mutation.target)
      return contentDOM === null || !contentDOM.contains(mutation.target)
    },
    destroy() {
      for (const { slot } of parts) slot.remove()
    },
  }
}

function setAll(dom: HTMLElement, attributes: Readonly<Record<string, string | null>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) dom.removeAttribute(name)
    else dom.setAttribute(name, value)
  }
}
