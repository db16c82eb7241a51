/**
 * Copying a page out, for the palette and the page's menu. What makes the Markdown is fetched when
 * somebody asks for it.
 */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { MarkdownWords } from './markdown.ts'

/** Puts the whole page on the clipboard as Markdown. Rejects where the browser does not let it. */
export function copyPageAsMarkdown(editor: Editor, words: MarkdownWords): Promise<void> {
  return copyMarkdown(editor.state.doc.content.content, words)
}

/** Puts what is selected on the clipboard as Markdown; without a selection the whole page. */
export function copySelectionAsMarkdown(editor: Editor, words: MarkdownWords): Promise<void> {
  const { selection, doc } = editor.state
  const content = selection.empty ? doc.content : selection.content().content
  return copyMarkdown(content.content, words)
}

/** Puts what is selected, or the whole page, on the clipboard as HTML and as text. */
export async function copyAsHtml(editor: Editor): Promise<void> {
  const { view } = editor
  const { selection, doc } = view.state
  const slice = selection.empty ? doc.slice(0, doc.content.size) : selection.content()
  const { dom, text } = view.serializeForClipboard(slice)
  const item = new ClipboardItem({
    'text/html': new Blob([dom.innerHTML], { type: 'text/html' }),
    'text/plain': new Blob([text], { type: 'text/plain' }),
  })
  await navigator.clipboard.write([item])
}

async function copyMarkdown(nodes: readonly Node[], words: MarkdownWords): Promise<void> {
  const { markdownOf } = await import('./markdown.ts')
  await navigator.clipboard.writeText(markdownOf(nodes, words))
}
