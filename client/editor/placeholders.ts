import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export interface PlaceholderTexts {
  /** In an empty title. */
  readonly title: string
  /** On an empty page. */
  readonly text: string
  /** Where the answer to a guiding question is to be written. */
  readonly answer: string
  /** Under a picture. */
  readonly caption: string
}

const key = new PluginKey<DecorationSet>('placeholders')

/** Says what belongs where nothing is yet; drawn by the stylesheet, never part of the text. */
export const placeholders = (texts: PlaceholderTexts) =>
  Extension.create({
    name: 'placeholders',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        // Only when the text changes: carets and selections of others come many times a second.
        state: {
          init: (_, { doc }) => DecorationSet.create(doc, shown(doc, texts)),
          apply: ({ docChanged, doc }, drawn) =>
            docChanged ? DecorationSet.create(doc, shown(doc, texts)) : drawn,
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ],
  })

function shown(doc: Node, texts: PlaceholderTexts): Decoration[] {
  const decorations: Decoration[] = []
  doc.forEach((node, offset, place) => {
    if (node.childCount > 0) return
    const text = textFor(node, place === 0 ? null : doc.child(place - 1), doc.childCount, texts)
    if (text === null) return
    decorations.push(
      Decoration.node(offset, offset + node.nodeSize, {
        class: 'is-empty',
        'data-placeholder': text,
      }),
    )
  })
  return decorations
}

function textFor(node: Node, before: Node | null, blocks: number, texts: PlaceholderTexts) {
  if (node.type.name === 'title') return texts.title
  if (node.type.name === 'image') return texts.caption
  if (node.type.name !== 'paragraph') return null
  if (before?.type.name === 'question') return texts.answer
  return blocks === 2 ? texts.text : null
}
