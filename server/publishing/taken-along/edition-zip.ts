/** An edition as a zip of plain files, for any web server, a library of documents or a disk. */
import { zip, type Zippable } from 'fflate'
import type { Site } from '../site/site.ts'

/** Packed already; packing again only takes time. */
const packed = /^(?:image\/(?:webp|png)|application\/pdf)$/
const nameShape = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)*$/
/** Names that Windows gives to its devices. */
const devices = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)/

/**
 * May a file be unpacked under this name on any system, within the folder that it is unpacked in?
 */
export const isPlainName = (name: string) =>
  nameShape.test(name) && !name.includes('..') && !devices.test(name) && name.length <= 200

/**
 * The files of the site, with the same edition as PDF. The same site at the same time gives the same
 * bytes. Throws when a file has a name that is none.
 */
export async function editionZip(site: Site, pdf: Uint8Array, at: Date): Promise<Uint8Array> {
  const files: Zippable = {}
  // What no browser would show is not of the site, so no page can have taken this name.
  const all = new Map([
    ...[...site].map(([name, { bytes, type }]) => [name, { bytes, type }] as const),
    ['edition.pdf', { bytes: pdf, type: 'application/pdf' }] as const,
  ])
  for (const [name, { bytes, type }] of all) {
    if (!isPlainName(name)) throw new Error(`No file may be called ${JSON.stringify(name)}.`)
    files[name] = [
      bytes,
      { level: packed.test(type) ? 0 : 9, mtime: at, os: 3, attrs: 0o644 << 16 },
    ]
  }
  return new Promise((resolve, reject) => {
    zip(files, (error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
}
