/** Pages as files that other programs open, with what their reader may see of them. */
import type { ExportExtent, ExportFormat } from '#contract/api/export.ts'
import { AppError, notFound } from '#contract/errors.ts'
import type { FileId, PageId } from '#contract/ids.ts'
import type { Page, Person } from '#contract/records.ts'
import type { Files } from '../pages/files.ts'
import { fileName } from '../pages/file-name.ts'
import type { Access, PageGrant, StrategyGrant } from '../people/access.ts'
import type { People } from '../people/people.ts'
import { bookletOf, picturesIn, type WrittenPage } from '../publishing/booklets.ts'
import { docxOf } from '../publishing/docx/booklet-docx.ts'
import { htmlOf } from '../publishing/html/booklet-html.ts'
import { markdownOf } from '../publishing/markdown/booklet-markdown.ts'
import type { PdfMaker } from '../publishing/pdf/pdf-maker.ts'
import type { Booklet, BookletPicture, Pictures } from '../publishing/piece.ts'
import { contentOf } from '../rooms/content.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { FileStore } from '../storage/storage.ts'
import type { GivenBytes } from './bytes.ts'
import { givenFile } from './given-file.ts'
import type { RateLimit } from './rate-limit.ts'
import { readablePage } from './readable-pages.ts'

export interface Asked {
  readonly extent: ExportExtent
  readonly format: ExportFormat
}

export interface ExportBooklets {
  /** AppError too-many-requests. */
  page(grant: PageGrant, asked: Asked): Promise<GivenBytes>
  /** All pages that the reader may read. AppError not-found when there are none. */
  strategy(grant: StrategyGrant, asked: Asked): Promise<GivenBytes>
}

export interface ExportBookletsDeps {
  readonly access: Access
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly files: Pick<Files, 'get'>
  readonly fileStore: Pick<FileStore, 'read'>
  readonly pdfs: Pick<PdfMaker, 'make'>
  readonly people: Pick<People, 'founded' | 'list'>
  /** Files that a person may have made. */
  readonly exportsPerPerson: RateLimit
  /** Where Talkoot is reached, as the server's setting says; null = it does not. */
  readonly publicUrl: URL | null
  readonly rooms: Pick<Rooms, 'peek'>
}

const types: Readonly<Record<ExportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
}

export function createExportBooklets(deps: ExportBookletsDeps): ExportBooklets {
  const { access, clock, exportsPerPerson, files, fileStore, pdfs, people, publicUrl, rooms } = deps

  async function written(page: Page): Promise<WrittenPage> {
    return { page, content: await rooms.peek(page.id, contentOf) }
  }

  async function picture(page: Page, id: FileId): Promise<BookletPicture | null> {
    try {
      const { type } = await files.get(page, id)
      const bytes = type === 'application/octet-stream' ? null : await fileStore.read(id)
      if (type === 'application/octet-stream' || bytes === null) return null
      const pieces: Uint8Array[] = []
      for await (const piece of bytes) pieces.push(piece)
      return { type, bytes: Buffer.concat(pieces) }
    } catch (error) {
      // Taken out since: its place says so.
      if (error instanceof AppError && error.code === 'not-found') return null
      throw error
    }
  }

  /** A picture may be another page's, which is not for every reader of this one. */
  async function picturesFor(person: Person, booklet: Booklet): Promise<Pictures> {
    const pictures = new Map<FileId, BookletPicture>()
    for (const [file, id] of picturesIn(booklet)) {
      const of = await readablePage(access, person, id)
      const found = of && (await picture(of.page, file))
      if (found) pictures.set(file, found)
    }
    return pictures
  }

  async function made(
    { person, strategy }: StrategyGrant,
    pages: readonly [WrittenPage, ...WrittenPage[]],
    { extent, format }: Asked,
    whole: boolean,
  ): Promise<GivenBytes> {
    const organisation = await people.founded()
    const names = new Map((await people.list()).map(({ id, name }) => [id, name]))
    const booklet = bookletOf({
      extent,
      organisation: organisation.name,
      strategy: whole ? strategy : null,
      strategyName: strategy.name,
      pages,
      nameOf: (id) => names.get(id) ?? null,
      now: clock(),
    })
    const reached = publicUrl?.href ?? organisation.address
    const root = reached?.replace(/\/$/, '') ?? null
    const pageAddress = (id: PageId) => root && `${root}/pages/${id}`
    const fileAddress = (id: PageId, file: FileId) =>
      root && `${root}/api/pages/${id}/files/${file}`
    const bytes = await rendered(booklet, { fileAddress, format, pageAddress, person })
    return givenFile(bytes, {
      type: types[format],
      saveAs: fileName(booklet.title, `.${format}`),
    })
  }

  async function rendered(
    booklet: Booklet,
    given: Pick<Asked, 'format'> & {
      readonly fileAddress: (page: PageId, file: FileId) => string | null
      readonly pageAddress: (page: PageId) => string | null
      readonly person: Person
    },
  ): Promise<Uint8Array> {
    const { fileAddress, format, pageAddress, person } = given
    switch (format) {
      case 'md':
        return Buffer.from(markdownOf(booklet, pageAddress, fileAddress))
      case 'html': {
        const pictures = await picturesFor(person, booklet)
        return Buffer.from(htmlOf(booklet, pictures, pageAddress))
      }
      case 'docx':
        return docxOf(booklet, await picturesFor(person, booklet), pageAddress)
      case 'pdf':
        return pdfs.make(booklet, await picturesFor(person, booklet))
    }
  }

  return {
    async page(grant, asked) {
      exportsPerPerson.take(grant.person.id)
      return made(grant, [await written(grant.page)], asked, false)
    },

    async strategy(grant, asked) {
      exportsPerPerson.take(grant.person.id)
      const all: WrittenPage[] = []
      for (const { page } of await access.pages(grant)) all.push(await written(page))
      const [first, ...rest] = all
      if (first === undefined) throw notFound()
      return made(grant, [first, ...rest], asked, true)
    },
  }
}
