/**
 * The files of pages: pictures in their text, and attachments. A file belongs to one page for ever
 * and is reached through it alone, so whoever may read the page may see it. A file that is not in
 * the text any more stays: history and undo lead back to it.
 */
import { AppError, notFound } from '#contract/errors.ts'
import { type FileId, fileId, newId, type PersonId } from '#contract/ids.ts'
import { type Page, type PageFile, pageFile, type Person } from '#contract/records.ts'
import { z } from 'zod'
import { filesPartition, getRecord, listRecords, strategyOf } from '../storage/records.ts'
import type { Catalogue, FileStore, Incoming } from '../storage/storage.ts'
import { headBytes, pictureKind } from './file-kind.ts'
import { fileName } from './file-name.ts'
import type { MakePicture } from './picture.ts'

/** So many files may belong to a page. */
const filesPerPage = 500
/** So many bytes may the files of a strategy have together. */
const bytesPerStrategy = 5_000_000_000

const storedFile = pageFile.extend({
  /** By which it is served. */
  type: z.enum(['image/webp', 'image/png', 'application/octet-stream']),
})

/** A file, with the type by which it is served. */
export type StoredFile = z.infer<typeof storedFile>

/** The page that a file is to belong to. */
export type FilePlace = Pick<Page, 'id' | 'strategy'>

export interface Files {
  /**
   * Makes what came in a file of the page: a picture is made anew, anything else is kept as it is.
   * `stillMay` is asked before anything is there. AppError invalid-input for pictures that cannot
   * be read, too-large when page or strategy hold enough.
   */
  add(page: FilePlace, given: NewFile): Promise<PageFile>
  /** Makes the file of one page a file of another, too. AppError too-large. */
  copy(file: StoredFile, to: FilePlace, person: Person): Promise<PageFile>
  /** AppError not-found when it is not the page's. */
  get(page: FilePlace, id: FileId): Promise<StoredFile>
  /** What a person has added to pages anywhere. */
  by(person: PersonId): Promise<readonly PageFile[]>
}

interface NewFile {
  readonly incoming: Incoming
  /** As its sender calls it. */
  readonly name: string
  readonly person: Person
  readonly stillMay: () => Promise<void>
}

interface Kept {
  readonly incoming: Incoming
  readonly name: string
  readonly type: StoredFile['type']
  readonly width: number | null
  readonly height: number | null
}

export function createFiles(deps: {
  readonly catalogue: Catalogue
  readonly files: FileStore
  readonly makePicture: MakePicture
  readonly clock: () => number
}): Files {
  const { catalogue, files, makePicture, clock } = deps

  const place = (page: FilePlace) =>
    ({ partition: filesPartition(page.strategy), collection: 'files' }) as const

  /** AppError too-large when so many bytes more are too many. */
  async function requireRoom(page: FilePlace, size: number): Promise<void> {
    const all = (await listRecords(catalogue, place(page), storedFile)).map(({ value }) => value)
    if (all.filter((one) => one.page === page.id).length >= filesPerPage) {
      throw full('page', `A page can have ${filesPerPage} files, and this one has them.`)
    }
    if (all.reduce((sum, one) => sum + one.size, size) > bytesPerStrategy) {
      throw full('strategy', 'The files of this strategy take up all the room there is for them.')
    }
  }

  async function store(page: FilePlace, kept: Kept, person: Person): Promise<PageFile> {
    const { incoming, name, type, width, height } = kept
    await requireRoom(page, incoming.size)
    const id = newId(fileId)
    const value: StoredFile = {
      id,
      page: page.id,
      kind: type === 'application/octet-stream' ? 'attachment' : 'image',
      name,
      size: incoming.size,
      width,
      height,
      type,
      createdAt: new Date(clock()).toISOString(),
      createdBy: person.id,
    }
    const { partition, collection } = place(page)
    await incoming.keep(id)
    try {
      await catalogue.transact(partition, [{ do: 'put', collection, id, value, expects: 0 }])
    } catch (error) {
      await files.remove(id)
      throw error
    }
    return value
  }

  /** The picture that came in, made anew; null when none did. */
  async function picture({ incoming, name }: NewFile): Promise<Kept | null> {
    const kind = pictureKind(await headOf(incoming))
    if (kind === null) return null
    const made = await makePicture(await wholeOf(incoming), kind)
    const { bytes, type, width, height } = made
    return {
      incoming: await files.receive(oneOf(bytes)),
      name: fileName(name, type === 'image/png' ? '.png' : '.webp'),
      type,
      width,
      height,
    }
  }

  return {
    async add(page, given) {
      const { incoming, name, person, stillMay } = given
      const asItIs = {
        incoming,
        name: fileName(name),
        type: 'application/octet-stream',
        width: null,
        height: null,
      } as const
      await requireRoom(page, 0)
      const kept = (await picture(given)) ?? asItIs
      try {
        await stillMay()
        return await store(page, kept, person)
      } finally {
        await kept.incoming.drop()
      }
    },

    async copy(file, to, person) {
      await requireRoom(to, file.size)
      const bytes = await files.read(file.id)
      if (bytes === null) throw notFound()
      const incoming = await files.receive(bytes)
      try {
        return await store(to, { ...file, incoming }, person)
      } finally {
        await incoming.drop()
      }
    },

    async get(page, id) {
      const found = await getRecord(catalogue, place(page), id, storedFile)
      if (!found || found.value.page !== page.id) throw notFound()
      return found.value
    },

    async by(person) {
      const found: PageFile[] = []
      for (const partition of await catalogue.partitions()) {
        const strategy = strategyOf(partition)
        if (strategy === null) continue
        const all = { partition: filesPartition(strategy), collection: 'files' } as const
        for (const { value } of await listRecords(catalogue, all, pageFile)) {
          if (value.createdBy === person) found.push(value)
        }
      }
      return found
    },
  }
}

const full = (what: 'page' | 'strategy', message: string) =>
  new AppError('too-large', message, { details: { full: what } })

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function headOf(incoming: Incoming): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let read = 0
  for await (const piece of incoming.read()) {
    pieces.push(piece)
    read += piece.length
    if (read >= headBytes) break
  }
  return Buffer.concat(pieces)
}

async function wholeOf(incoming: Incoming): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of incoming.read()) pieces.push(piece)
  return Buffer.concat(pieces)
}
