/** Editions on paper and as files to be taken along, made when somebody asks first, and kept. */
import { createHash } from 'node:crypto'
import type { Edition } from '#contract/editions.ts'
import type { Editions } from '../../publishing/editions/editions.ts'
import type { PdfMaker } from '../../publishing/pdf/pdf-maker.ts'
import { editionBooklet, picturesAmong } from '../../publishing/taken-along/edition-booklet.ts'
import { editionPaste } from '../../publishing/taken-along/edition-paste.ts'
import { editionZip } from '../../publishing/taken-along/edition-zip.ts'
import { createKept } from './kept.ts'
import { ReadyFile } from './ready-file.ts'
import { dayOf, type Shelf } from './shelves.ts'
import { drawingOf } from './site-of.ts'
import type { Sites } from './sites.ts'

const mostBytes = 64 * 1024 * 1024

export interface Papers {
  /** All of these StorageFailed. */
  pdf(shelf: Shelf, edition: Edition): Promise<ReadyFile>
  zip(shelf: Shelf, edition: Edition): Promise<ReadyFile>
  paste(shelf: Shelf, edition: Edition): Promise<ReadyFile>
}

export function createPapers(deps: {
  readonly editions: Pick<Editions, 'content'>
  readonly pdfs: Pick<PdfMaker, 'make'>
  readonly sites: Pick<Sites, 'draw' | 'filesOf' | 'site'>
}): Papers {
  const { editions, pdfs, sites } = deps
  const kept = createKept<ReadyFile>(mostBytes, ({ room }) => room)
  const ready = (type: string, bytes: Uint8Array) => new ReadyFile({ type, bytes, hashed: false })

  async function makePdf({ names }: Shelf, edition: Edition): Promise<ReadyFile> {
    const content = await editions.content(edition)
    const redactedOn = edition.redactions.map(({ at }) => dayOf(at))
    const booklet = editionBooklet({ content, names, redactedOn })
    const pictures = picturesAmong(await sites.filesOf(content))
    return ready('application/pdf', await pdfs.make(booklet, pictures))
  }

  function pdf(shelf: Shelf, edition: Edition): Promise<ReadyFile> {
    // On paper stands what was approved and who agrees to be named; not where the edition stands.
    const told = JSON.stringify([edition.sha256, edition.redactions, [...shelf.names]])
    const signature = createHash('sha256').update(told).digest('base64url')
    return kept.get(`${edition.id} pdf`, signature, () => makePdf(shelf, edition))
  }

  return {
    pdf,

    zip(shelf, edition) {
      const { around, previous, signature } = drawingOf(shelf, edition, 'taken')
      return kept.get(`${edition.id} zip`, signature, async () => {
        const [content, before, paper] = await Promise.all([
          editions.content(edition),
          previous && editions.content(previous),
          pdf(shelf, edition),
        ])
        const site = await sites.draw(content, around, before)
        const at = new Date(edition.publishedAt ?? edition.publishAt)
        return ready('application/zip', await editionZip(site, paper.bytes, at))
      })
    },

    async paste(shelf, edition) {
      const { content, files } = await sites.site(shelf, edition, 'number')
      const html = editionPaste(content, (name) => {
        const part = files.get(`paste/${name}.html`)
        return part ? Buffer.from(part.bytes).toString('utf8') : null
      })
      return ready('text/html; charset=utf-8', Buffer.from(html))
    },
  }
}
