/** Sites of editions, drawn and kept ready. */
import type { Edition } from '#contract/editions.ts'
import type { FileId } from '#contract/ids.ts'
import type { EditionContent } from '../../publishing/editions/edition-content.ts'
import type { Editions } from '../../publishing/editions/editions.ts'
import { renderSite } from '../../publishing/site/render-site.ts'
import type { Site, SiteOf } from '../../publishing/site/site.ts'
import type { FileStore } from '../../storage/storage.ts'
import { createKept } from './kept.ts'
import { ReadyFile } from './ready-file.ts'
import type { Shelf } from './shelves.ts'
import { type Around, type Drawing, drawingOf, type SitePlace } from './site-of.ts'

const mostBytes = 128 * 1024 * 1024
const mostFileBytes = 64 * 1024 * 1024

export interface ReadySite {
  readonly around: Around
  readonly content: EditionContent
  readonly files: ReadonlyMap<string, ReadyFile>
}

export interface Sites {
  /** The pages as they are to be today. StorageFailed. */
  site(shelf: Shelf, edition: Edition, place: Exclude<SitePlace, 'taken'>): Promise<ReadySite>
  /** Draws anew, and keeps nothing. StorageFailed. */
  draw(content: EditionContent, around: Around, previous: EditionContent | null): Promise<Site>
  /** The bytes of an edition's pictures and attached files, by the pieces' ids. */
  filesOf(content: EditionContent): Promise<SiteOf['files']>
}

export interface SitesDeps {
  readonly editions: Pick<Editions, 'content'>
  readonly files: Pick<FileStore, 'read'>
}

export function createSites({ editions, files }: SitesDeps): Sites {
  const kept = createKept<ReadySite>(mostBytes, ({ files: all }) =>
    [...all.values()].reduce((sum, { room }) => sum + room, 0),
  )

  // A shelf never changes, so what is to be drawn of it is found out once.
  const drawings = new WeakMap<Shelf, Map<string, Drawing>>()

  function drawing(shelf: Shelf, edition: Edition, place: SitePlace, key: string): Drawing {
    const ofShelf = drawings.get(shelf) ?? new Map<string, Drawing>()
    drawings.set(shelf, ofShelf)
    const known = ofShelf.get(key) ?? drawingOf(shelf, edition, place)
    ofShelf.set(key, known)
    return known
  }

  // The same pictures stand at the edition's own address, at the current one, and on paper.
  const keptFiles = createKept<SiteOf['files']>(mostFileBytes, (all) =>
    [...all.values()].reduce((sum, { bytes }) => sum + bytes.length, 0),
  )

  function filesOf(content: EditionContent): Promise<SiteOf['files']> {
    const copies = content.files.map(({ kept: copy }) => copy).join(' ')
    const which = `${content.strategy} ${content.number}`
    return keptFiles.get(which, copies, () => readFiles(content))
  }

  async function readFiles(content: EditionContent): Promise<SiteOf['files']> {
    const found = new Map<FileId, { type: string; name: string; bytes: Uint8Array }>()
    for (const { file, kept: copy, name, type } of content.files) {
      const bytes = await files.read(copy)
      if (bytes === null) continue
      const parts: Uint8Array[] = []
      for await (const part of bytes) parts.push(part)
      found.set(file, { type, name, bytes: Buffer.concat(parts) })
    }
    return found
  }

  async function draw(
    content: EditionContent,
    around: Around,
    previous: EditionContent | null,
  ): Promise<Site> {
    return renderSite({ ...around, content, previous, files: await filesOf(content) })
  }

  return {
    draw,
    filesOf,
    site(shelf, edition, place) {
      const key = `${edition.id} ${place}`
      const { around, previous, signature } = drawing(shelf, edition, place, key)
      return kept.get(key, signature, async () => {
        const [content, before] = await Promise.all([
          editions.content(edition),
          previous && editions.content(previous),
        ])
        const site = await draw(content, around, before)
        return { around, content, files: readyFiles(site) }
      })
    },
  }
}

export function readyFiles(site: Site): ReadonlyMap<string, ReadyFile> {
  return new Map([...site].map(([name, file]) => [name, new ReadyFile(file)]))
}
