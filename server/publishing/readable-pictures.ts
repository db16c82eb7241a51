/** Pictures for paper: no larger than paper shows, photographs as JPEG. */
import sharp from 'sharp'
import type { FileId } from '#contract/ids.ts'
import type { Pictures } from './piece.ts'

/** Over the width of a page that is 250 dots an inch. */
const widest = 1600
const tallest = 2400

export interface Ready {
  readonly path: string
  readonly width: number
  readonly height: number
  readonly type: 'jpg' | 'png'
  readonly file: FileId
  readonly bytes: Buffer
}

/** Those that can be read. A broken one is left out: the sheet says that it is not there. */
export async function readablePictures(pictures: Pictures): Promise<readonly Ready[]> {
  const ready: Ready[] = []
  for (const [file, { bytes }] of pictures) {
    const one = await readable(bytes, ready.length).catch(() => null)
    if (one !== null) ready.push({ file, ...one })
  }
  return ready
}

async function readable(bytes: Uint8Array, place: number): Promise<Omit<Ready, 'file'>> {
  const picture = sharp(bytes)
  const { width, height } = await picture.metadata()
  const fits = picture.resize(widest, tallest, { fit: 'inside', withoutEnlargement: true })
  const { isOpaque } = await picture.stats()
  const [type, drawn] = isOpaque
    ? (['jpg', fits.jpeg({ quality: 88, chromaSubsampling: '4:4:4' })] as const)
    : (['png', fits.png()] as const)
  return { path: `/picture-${place}.${type}`, type, width, height, bytes: await drawn.toBuffer() }
}
