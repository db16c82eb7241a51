import type { fileEndpoints } from '#contract/api/files.ts'
import type { Files } from '../../pages/files.ts'
import type { Access } from '../../people/access.ts'
import type { FileStore } from '../../storage/storage.ts'
import type { HandlersOf } from '../handlers.ts'
import type { RateLimit } from '../rate-limit.ts'

/** Pictures and attachments of pages. */
export function fileRoutes(deps: {
  readonly access: Access
  readonly files: Files
  readonly fileStore: FileStore
  /** Files that a person may add. */
  readonly filesPerPerson: RateLimit
}): HandlersOf<typeof fileEndpoints> {
  const { access, files, fileStore, filesPerPerson } = deps
  return {
    addFile: ({ bytes, fileName, grant: { page, person }, stillMay }) =>
      files.add(page, { incoming: bytes, name: decoded(fileName ?? ''), person, stillMay }),
    copyFile: async ({ body, grant: { page, person } }) => {
      const from = await access.page(person, body.page, 'page.read')
      const file = await files.get(from.page, body.file)
      filesPerPerson.take(person.id)
      return files.copy(file, page, person)
    },
    getFile: async ({ grant: { page }, params }) => {
      const { id, kind, name, size, type } = await files.get(page, params.file)
      return {
        type,
        size,
        etag: id,
        saveAs: kind === 'image' ? null : name,
        read: (range) => fileStore.read(id, range),
      }
    },
  }
}

/** A name that is not written as it should be is none. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch (error) {
    if (error instanceof URIError) return ''
    throw error
  }
}
