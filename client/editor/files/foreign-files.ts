/**
 * Files of other pages that were pasted here. They are seen by the readers of the other page alone,
 * so this page gets files of its own.
 */
import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { isId } from '#contract/page-values.ts'
import { call } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'

/** Does this node show a file of another page? */
export function isForeign({ attrs, type }: Node, page: string): boolean {
  const isFile = type.name === 'image' || type.name === 'file'
  return isFile && isId(attrs['page']) && isId(attrs['file']) && attrs['page'] !== page
}

/**
 * Puts copies of all files of other pages in their place. What cannot be copied stays as it is, and
 * says so where it stands.
 */
export async function adoptForeign(view: EditorView, page: string): Promise<void> {
  const due = new Map<string, { readonly page: string; readonly file: string }>()
  view.state.doc.descendants((node) => {
    if (!isForeign(node, page)) return
    const from = { page: String(node.attrs['page']), file: String(node.attrs['file']) }
    due.set(from.file, from)
  })
  for (const from of due.values()) {
    try {
      await adopt(view, page, from)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }
}

/** Copies one file to this page, and shows the copy wherever the other was. Rejects with Failure. */
export async function adopt(
  view: EditorView,
  page: string,
  from: { readonly page: string; readonly file: string },
): Promise<void> {
  const copy = await call('copyFile', { id: page, body: from })
  if (view.isDestroyed) return
  const { tr } = view.state
  view.state.doc.descendants((node, pos) => {
    if (!isForeign(node, page) || node.attrs['file'] !== from.file) return
    tr.setNodeAttribute(pos, 'page', page).setNodeAttribute(pos, 'file', copy.id)
  })
  // Undoing what was pasted takes it away; undoing this would only bring the other page back.
  if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false))
}
