/** Pictures for tests, made when they are asked for. */
import sharp from 'sharp'

type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif'

/** A picture with a red left half and a blue right half. */
export function picture(
  format: Format,
  { width = 64, height = 48 }: { readonly width?: number; readonly height?: number } = {},
) {
  const right = { width: Math.ceil(width / 2), height, channels: 3, background: 'blue' } as const
  return sharp({ create: { width, height, channels: 3, background: 'red' } })
    .composite([{ input: { create: right }, gravity: 'east' }])
    .toFormat(format)
}

/** A GIF of so many frames, each another shade of grey. */
export async function animation(frames: number, width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(frames * width * height * 3)
  for (let frame = 0; frame < frames; frame += 1) {
    const size = width * height * 3
    pixels.fill((frame * 37) % 256, frame * size, (frame + 1) * size)
  }
  const raw = { width, height: frames * height, channels: 3, pageHeight: height } as const
  return sharp(pixels, { raw }).gif().toBuffer()
}
