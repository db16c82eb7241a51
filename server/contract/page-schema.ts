/**
 * What a page may contain. The editor, the gate before the log, the repair and every rendering use
 * this one list of headless tiptap extensions.
 *
 * A change of what is allowed raises SCHEMA_VERSION: a client that knows an older version would
 * delete what it does not know, so it only reads (see `contract/wire.ts`).
 */
import {
  Extension,
  type Extensions,
  getSchema,
  Mark,
  mergeAttributes,
  Node,
  textblockTypeInputRule,
} from '@tiptap/core'
import Blockquote from '@tiptap/extension-blockquote'
import Bold from '@tiptap/extension-bold'
import Code from '@tiptap/extension-code'
import CodeBlock from '@tiptap/extension-code-block'
import HardBreak from '@tiptap/extension-hard-break'
import Heading from '@tiptap/extension-heading'
import HorizontalRule from '@tiptap/extension-horizontal-rule'
import Italic from '@tiptap/extension-italic'
import {
  BulletList,
  ListItem,
  ListKeymap,
  OrderedList,
  TaskItem,
  TaskList,
} from '@tiptap/extension-list'
import Paragraph from '@tiptap/extension-paragraph'
import Strike from '@tiptap/extension-strike'
import { TableRow } from '@tiptap/extension-table'
import Text from '@tiptap/extension-text'
import Underline from '@tiptap/extension-underline'
import { Dropcursor } from '@tiptap/extensions/drop-cursor'
import { Gapcursor } from '@tiptap/extensions/gap-cursor'
import type { Schema } from '@tiptap/pm/model'
import { isSafeHref } from './href.ts'
import { asideExtensions } from './page-asides.ts'
import { blockExtensions } from './page-blocks.ts'
import { attributesOf } from './page-nodes.ts'
import { PageTable, PageTableCell, PageTableHeader } from './page-tables.ts'
import { blockNames, internalAttribute, isNodeAttribute } from './page-values.ts'
import { pageRoot } from './page-names.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

export { isSafeHref, pageRoot, SCHEMA_VERSION }

/** Deepest nesting of nodes a page may have. */
export const maxDepth = 64

const PageDocument = Node.create({
  name: 'doc',
  topNode: true,
  // Sections stand here alone; blocks also inside lists, quotations, cells and callouts.
  content: 'title (block | section)+',
})

const Title = Node.create({
  name: 'title',
  content: 'text*',
  marks: '',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: 'h1' }],
  renderHTML: ({ HTMLAttributes }) => ['h1', mergeAttributes(HTMLAttributes), 0],
})

/**
 * A guiding question of a template, or what leads the writers without asking anything. It never
 * gets into an edition. Its answer is what follows, up to the next question or heading; there also
 * stands why it is not relevant.
 */
const Question = Node.create({
  name: 'question',
  group: 'block',
  content: 'text*',
  marks: '',
  defining: true,
  addAttributes: () => attributesOf('question'),
  parseHTML: () => [{ tag: 'p[data-question]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => [
    'p',
    mergeAttributes(HTMLAttributes, { 'data-question': '', class: 'question' }),
    0,
  ],
})

/** What typing and pasting make a link of is the editor's (`client/editor/typing/links.ts`). */
const Link = Mark.create({
  name: 'link',
  // Outside all other marks, so that a link that is bold in part stays one.
  priority: 1000,
  keepOnSplit: false,
  exitable: true,
  inclusive: true,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => (isSafeHref(element.getAttribute('href')) ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes: { href, ...others } }) => [
    'a',
    mergeAttributes(
      { target: '_blank', rel: 'noopener noreferrer nofollow' },
      others,
      // An unsafe one can only come past the gate.
      { href: isSafeHref(href) ? href : '' },
    ),
    0,
  ],
})

/** The title is the page's only heading of level 1. */
const PageHeading = Heading.extend({
  addAttributes() {
    return { level: { default: 2, rendered: false } }
  },
}).configure({ levels: [2, 3, 4] })

/** Together with other marks: two people may set them at the same time. */
const PageCode = Code.extend({ excludes: '' })

/** A name of a language that is none is left out, also of what is pasted or typed after ```. */
const PageCodeBlock = CodeBlock.extend({
  addAttributes: () => ({
    language: {
      default: null,
      rendered: false,
      parseHTML: (element: HTMLElement) => {
        const classes = [...(element.firstElementChild?.classList ?? [])]
        const name = classes.find((one) => one.startsWith('language-'))?.slice('language-'.length)
        return isNodeAttribute('codeBlock', 'language', name) && name !== '' ? name : null
      },
    },
  }),
  addInputRules() {
    return [
      textblockTypeInputRule({
        find: /^(?:```|~~~)([a-z]{1,40})?[\s\n]$/,
        type: this.type,
        getAttributes: ([, language]) => ({ language: language ?? null }),
      }),
    ]
  },
})

/** Something to be done, by whom and until when. */
const PageTaskItem = TaskItem.extend({
  content: 'paragraph block*',
  addAttributes: () => attributesOf('taskItem'),
  renderHTML: ({ HTMLAttributes }) => [
    'li',
    mergeAttributes(HTMLAttributes, { 'data-type': 'taskItem' }),
    0,
  ],
}).configure({ nested: true })

/** What is marked internal never gets into an edition. Nodes of our own have the mark themselves. */
const Internal = Extension.create({
  name: 'internal',
  addGlobalAttributes: () =>
    blockNames
      .filter((name) => !ownNames.includes(name))
      .map((name) => {
        const { [internalAttribute]: internal } = attributesOf(name)
        return { types: [name], attributes: { ...(internal && { [internalAttribute]: internal }) } }
      }),
})
const own = [...asideExtensions, ...blockExtensions]
const ownNames: readonly string[] = [Question.name, ...own.map(({ name }) => name)]

/** The extensions that make up the schema, in the editor and on the server. */
export const pageExtensions: Extensions = [
  PageDocument,
  Title,
  Question,
  Bold,
  Blockquote,
  BulletList,
  Dropcursor,
  Gapcursor,
  HardBreak,
  HorizontalRule,
  Italic,
  ListItem,
  ListKeymap,
  OrderedList,
  Paragraph,
  Strike,
  Text,
  Underline,
  PageHeading,
  PageCodeBlock,
  PageCode,
  Link,
  PageTable,
  TableRow,
  PageTableHeader,
  PageTableCell,
  TaskList,
  PageTaskItem,
  ...own,
  Internal,
]

/** The ProseMirror schema of a page. */
export const pageSchema: Schema = /* @__PURE__ */ getSchema(pageExtensions)
