/** What a file is, by its first bytes. What it is called and said to be counts for nothing. */

/** The kinds of pictures that are made anew. `heic` is known and cannot be read. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' | 'heic'

/** So many bytes are enough to tell. */
export const headBytes = 64

/**
 * The kind of picture that begins so; null: none that we show, and so an attachment. SVG and HTML
 * are text in which programs may hide, and are never shown.
 */
export function pictureKind(head: Uint8Array): PictureKind | null {
  const text = Buffer.from(head.subarray(0, headBytes)).toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^GIF8[79]a/.test(text)) return 'gif'
  if (/^RIFF[^]{4}WEBP/.test(text)) return 'webp'
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'tiff'
  const brands = /^[^]{4}ftyp([^]{4})[^]{4}([^]*)/.exec(text)
  if (brands === null) return null
  const [, major = '', others = ''] = brands
  if (/avi[fs]/.test(major + others)) return 'avif'
  return /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(major) ? 'heic' : null
}
