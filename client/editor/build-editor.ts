import { Editor, type Extensions } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import { initProseMirrorDoc, type ProsemirrorBinding } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import type { Doc } from 'yjs'
import type { FieldName } from '#contract/page-blocks.ts'
import { pageExtensions, pageRoot } from '#contract/page-schema.ts'
import { begunLines } from './begun-lines.ts'
import { BindingGuard } from './binding-guard.ts'
import type { Translate } from '../i18n/catalogue.ts'
import { withViews } from './blocks/block-view.ts'
import type { PageFold } from '../net/unfolded.ts'
import { fieldKeys } from './blocks/field-keys.ts'
import { type FieldTexts, withFields } from './blocks/field-view.ts'
import { rowHere } from './blocks/row-here.ts'
import { rowIds } from './blocks/row-ids.ts'
import { textBlockParts, withTextBlocks } from './blocks/text-blocks.ts'
import type { Slots } from './blocks/slots.ts'
import { blockViews } from './blocks/views.ts'
import { CaretKeeper } from './caret-keeper.ts'
import { carets } from './carets.ts'
import { factsSlot } from './facts-slot.ts'
import { farBlocks } from './far-blocks.ts'
import { highlights } from './highlights.ts'
import { keptWidgets } from './kept-widgets.ts'
import { layerKeys } from './layer/layer-keys.ts'
import type { LayerLink } from './layer/layer-link.ts'
import { drawnMarks } from './marks/drawn-marks.ts'
import { CleanPaste } from './paste/clean-paste.ts'
import { incomingFiles } from './files/incoming-files.ts'
import type { OpenFiles } from './files/open-files.ts'
import { pictureKeys } from './files/picture-keys.ts'
import { placeholders, type PlaceholderTexts } from './placeholders.ts'
import { triggers } from './suggest/trigger.ts'
import { withTableView } from './tables/table-view.ts'
import { titleKeys } from './title-keys.ts'
import { links } from './typing/links.ts'
import { markdown, withSigns } from './typing/markdown.ts'
import { quotes, undoTyping } from './typing/quotes.ts'

export interface EditorTexts extends PlaceholderTexts {
  /** Name of the text field for screen readers. */
  readonly name: string
  /** What the fields of rows are called. */
  readonly field: (name: FieldName) => FieldTexts
}

export interface EditorParts {
  readonly element: HTMLElement
  readonly doc: Doc
  readonly awareness: Awareness
  readonly language: string
  readonly texts: EditorTexts
  /** Stands between the title and the text; not part of either. */
  readonly facts: HTMLElement
  /** Whether all questions are shown. */
  readonly fold: PageFold
  readonly t: Translate
  /** What React draws inside blocks. */
  readonly slots: Slots
  /** To what is drawn over the text. */
  readonly link: LayerLink
  readonly files: OpenFiles
  /** The person asked for the link dialog by its keys. */
  readonly onLink: () => void
  /** The person wants to get to the toolbar by its keys. */
  readonly onToolbar: () => void
}

/**
 * The editor of a page, bound to its document. Only for those who may write, with a schema that is
 * not older than the page's, and when the text is there: it writes what it shows.
 */
export function buildEditor(parts: EditorParts): Editor {
  const { texts, t } = parts
  const mapping: ProsemirrorBinding['mapping'] = new Map()
  const extensions: Extensions = [
    ...withTextBlocks(
      withTableView(
        withSigns(
          withFields(withViews(pageExtensions, blockViews, parts.slots), texts.field, blockViews),
        ),
      ),
      t,
    ),
    Collaboration.configure({
      document: parts.doc,
      field: pageRoot,
      ySyncOptions: { mapping },
    }),
    placeholders(texts),
    BindingGuard.configure({ report: reportError }),
    begunLines,
    CaretKeeper,
    keptWidgets,
    carets(parts.awareness),
    ...textBlockParts(t, parts.fold),
    factsSlot(parts.facts),
    farBlocks(() => !parts.slots.wait),
    titleKeys,
    // What comes after has the keys first: menus that open as one types.
    fieldKeys,
    rowIds,
    rowHere,
    triggers(parts.link),
    layerKeys(parts.link),
    highlights,
    drawnMarks,
    links,
    markdown,
    quotes(parts.language),
    undoTyping,
    incomingFiles(parts.files),
    pictureKeys(parts.files.asking),
    CleanPaste,
  ]
  const editor = new Editor({
    // Put into the page when it is whole: the browser otherwise lays out what is not, too.
    element: document.createElement('div'),
    extensions,
    onBeforeCreate: ({ editor }) => {
      // An editor is otherwise drawn empty first, and all of the text comes as a change of that.
      const text = initProseMirrorDoc(parts.doc.getXmlFragment(pageRoot), editor.schema)
      Object.assign(editor.options, { content: text.doc })
      for (const [type, node] of text.mapping) mapping.set(type, node)
      // Worked out once rather than for each kind of block.
      const { attributes } = editor.extensionManager
      Object.defineProperty(editor.extensionManager, 'attributes', { value: attributes })
    },
    // Style elements break the content policy; editor.css has what ProseMirror needs.
    injectCSS: false,
    // What is pasted with stars round it has stars round it.
    enablePasteRules: [links],
    editorProps: {
      attributes: {
        class: 'page-text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': texts.name,
        lang: parts.language,
      },
      handleKeyDown: (_view, event) => {
        if (event.altKey && event.key === 'F10') {
          parts.onToolbar()
          return true
        }
        const command = event.ctrlKey || event.metaKey
        if (command && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
          parts.onLink()
          return true
        }
        return false
      },
    },
  })
  parts.element.append(editor.view.dom)
  return editor
}
