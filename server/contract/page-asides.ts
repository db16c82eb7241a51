/** Parts of a page round its text: callouts, details, images, files, mentions. */
import { type Extensions, mergeAttributes, Node } from '@tiptap/core'
import { attributesOf } from './page-nodes.ts'

/** Stands out from the text. */
const Callout = Node.create({
  name: 'callout',
  group: 'section',
  content: 'block+',
  defining: true,
  addAttributes: () => attributesOf('callout'),
  parseHTML: () => [{ tag: 'div[data-block="callout"]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-block': 'callout' }),
    0,
  ],
})

/** A line, and what is folded away beneath it. Whether it is open is each reader's own. */
const Details = Node.create({
  name: 'details',
  group: 'section',
  content: 'detailsSummary detailsContent',
  defining: true,
  isolating: true,
  // A caret between its two parts would be nowhere.
  allowGapCursor: false,
  addAttributes: () => attributesOf('details'),
  parseHTML: () => [{ tag: 'details' }],
  renderHTML: ({ HTMLAttributes }) => ['details', mergeAttributes(HTMLAttributes), 0],
})

const DetailsSummary = Node.create({
  name: 'detailsSummary',
  content: 'inline*',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: 'summary' }],
  renderHTML: ({ HTMLAttributes }) => ['summary', mergeAttributes(HTMLAttributes), 0],
})

const DetailsContent = Node.create({
  name: 'detailsContent',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'div[data-block="detailsContent"]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-block': 'detailsContent' }),
    0,
  ],
})

/** A picture, with its caption as text. Never an address from elsewhere: a file of a page. */
const Image = Node.create({
  name: 'image',
  group: 'block',
  content: 'inline*',
  defining: true,
  isolating: true,
  draggable: true,
  addAttributes: () => attributesOf('image'),
  parseHTML: () => [{ tag: 'figure[data-file]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', mergeAttributes(HTMLAttributes), 0],
})

/** A file to be downloaded. */
const File = Node.create({
  name: 'file',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => attributesOf('file'),
  parseHTML: () => [{ tag: 'div[data-block="file"]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-block': 'file' }),
  ],
})

/** `label` is what they were called when it was written, for where the name cannot be looked up. */
const mention = (name: 'personMention' | 'pageMention') =>
  Node.create({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    selectable: false,
    addAttributes: () => attributesOf(name),
    parseHTML: () => [{ tag: `span[data-mention="${name}"]` }],
    renderHTML: ({ node, HTMLAttributes }) => [
      'span',
      mergeAttributes(HTMLAttributes, { 'data-mention': name }),
      `${name === 'personMention' ? '@' : ''}${String(node.attrs['label'] ?? '')}`,
    ],
    renderText: ({ node }) =>
      `${name === 'personMention' ? '@' : ''}${String(node.attrs['label'] ?? '')}`,
  })

export const asideExtensions: Extensions = [
  Callout,
  Details,
  DetailsSummary,
  DetailsContent,
  Image,
  File,
  mention('personMention'),
  mention('pageMention'),
]
