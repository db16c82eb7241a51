/**
 * Pictures made anew from what people send: turned upright, no larger than a page needs, in sRGB,
 * and without anything that was in the file beside the picture itself (where it was taken, with
 * which camera, a second file behind the first).
 */
import { AppError } from '#contract/errors.ts'
import type { Metadata, Sharp, SharpOptions } from 'sharp'
import type { PictureKind } from './file-kind.ts'
import { createQueue } from './queue.ts'

/** The longer side of what is made, at most; pixels. */
const longestSide = 2_400
/** What is larger is not opened: a small file can hold a picture that fills the memory. */
const pixelsAtMost = 64_000_000
/** All frames of an animation together. What has more becomes a still picture. */
const movingPixelsAtMost = 40_000_000
const framesAtMost = 400
/** An animation that is larger than this is no better than a film, and is made still, too. */
const movingBytesAtMost = 8_000_000
/** Below so many pixels PNG may be the smaller one. */
const tinyPixels = 250_000
const secondsAtMost = 30
/** So many are opened at once; the others wait. */
const atOnce = 2

export interface Picture {
  readonly bytes: Uint8Array
  readonly type: 'image/webp' | 'image/png'
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** AppError invalid-input, with the `reason` in its details, for what cannot be read. */
export type MakePicture = (bytes: Uint8Array, kind: PictureKind) => Promise<Picture>

type Library = Awaited<ReturnType<typeof load>>

/** Which of the library's readers may open what; others stay shut. */
const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].map(
  (name) => `VipsForeignLoad${name}`,
)

/** The library is loaded with the first picture. */
export function createPictures(): MakePicture {
  let loading: Promise<Library> | null = null
  const queue = createQueue(atOnce)

  return (bytes, kind) =>
    queue(async () => {
      if (kind === 'heic') throw unreadable('heic')
      const sharp = await (loading ??= load())
      try {
        return await make(sharp, bytes, kind)
      } catch (error) {
        if (error instanceof AppError) throw error
        throw unreadable('damaged', error)
      }
    })
}

async function load() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: loaders })
  return sharp
}

async function make(sharp: Library, bytes: Uint8Array, kind: PictureKind): Promise<Picture> {
  const open = (options: SharpOptions = {}) =>
    sharp(bytes, { failOn: 'error', limitInputPixels: pixelsAtMost, ...options }).timeout({
      seconds: secondsAtMost,
    })
  const about = await sharp(bytes, { limitInputPixels: false }).metadata()
  const { width, height } = about
  if (width * height > pixelsAtMost) throw unreadable('too-many-pixels')
  if (isMoving(about)) {
    const moving = await animation(open({ animated: true }))
    if (moving.bytes.length <= movingBytesAtMost) return moving
  }
  const upright = open()
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  // Photographs take more than a byte for a pixel where nothing is lost; drawings far less.
  const isDrawn =
    (kind === 'png' || kind === 'gif') && bytes.length <= Math.max(20_000, width * height)
  return isDrawn ? smallest(sharp, upright) : encoded(upright.webp({ quality: 82 }), 'image/webp')
}

/** Several frames that are not too much to be made anew. */
function isMoving({ format, pages = 1, width, height, pageHeight = height }: Metadata): boolean {
  const moves = (format === 'gif' || format === 'webp') && pages > 1 && pages <= framesAtMost
  return moves && width * pageHeight * pages <= movingPixelsAtMost
}

const animation = (moving: Sharp): Promise<Picture> =>
  encoded(
    moving
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 75, effort: 2 }),
    'image/webp',
  )

/** Drawings and screenshots are sharper without loss, and mostly smaller; photographs are not. */
async function smallest(sharp: Library, picture: Sharp): Promise<Picture> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const raw = () => sharp(data, { raw: { width, height, channels } })
  const lossy = await encoded(raw().webp({ quality: 82 }), 'image/webp')
  const lossless = await encoded(raw().webp({ lossless: true }), 'image/webp')
  const best = lossless.bytes.length <= lossy.bytes.length ? lossless : lossy
  if (width * height > tinyPixels) return best
  const png = await encoded(raw().png({ compressionLevel: 9 }), 'image/png')
  return png.bytes.length < best.bytes.length ? png : best
}

async function encoded(picture: Sharp, type: Picture['type']): Promise<Picture> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  return { bytes: data, type, width: info.width, height: info.pageHeight ?? info.height }
}

const reasons = {
  heic: 'Pictures in the format HEIC cannot be read here: save it as JPEG.',
  damaged: 'The picture cannot be read; perhaps it is damaged.',
  'too-many-pixels': 'The picture has too many pixels.',
} as const

function unreadable(reason: keyof typeof reasons, cause?: unknown): AppError {
  return new AppError('invalid-input', reasons[reason], { details: { reason }, cause })
}
