/** Files in the text of a page that begins as a copy of another: it gets files of its own. */
import type { JSONContent } from '@tiptap/core'
import { AppError } from '#contract/errors.ts'
import { type FileId, fileId } from '#contract/ids.ts'
import type { Page, Person } from '#contract/records.ts'
import type { FilePlace, Files } from './files.ts'

/**
 * The nodes with the files of the page `from` copied to the page `to`. What cannot be copied, since
 * it is gone or there is no room for it, stays the other page's.
 */
export async function withOwnFiles(
  nodes: readonly JSONContent[],
  files: Files,
  { from, to, person }: { readonly from: Page; readonly to: FilePlace; readonly person: Person },
): Promise<readonly JSONContent[]> {
  const copies = new Map<FileId, FileId | null>()

  async function copyOf(file: FileId): Promise<FileId | null> {
    const known = copies.get(file)
    if (known !== undefined) return known
    const made = await copied(file)
    copies.set(file, made)
    return made
  }

  async function copied(file: FileId): Promise<FileId | null> {
    try {
      return (await files.copy(await files.get(from, file), to, person)).id
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  async function own(node: JSONContent): Promise<JSONContent> {
    const content = node.content && { content: await all(node.content) }
    const file = fileId.safeParse(node.attrs?.['file'])
    const copy = file.success && node.attrs?.['page'] === from.id ? await copyOf(file.data) : null
    if (copy === null) return { ...node, ...content }
    return { ...node, ...content, attrs: { ...node.attrs, page: to.id, file: copy } }
  }

  async function all(list: readonly JSONContent[]): Promise<JSONContent[]> {
    const made: JSONContent[] = []
    for (const node of list) made.push(await own(node))
    return made
  }

  return all(nodes)
}
