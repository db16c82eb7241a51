/** Pictures: known by what is in them, made anew, and refused when they cannot be. */
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp, type RunningApp, throwReported } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { fileAt, send, trySending } from '../support/page-files.ts'
import { animation, picture } from '../support/pictures.ts'
import { Wiki } from '../support/wiki.ts'

let app: RunningApp
let wiki: Wiki
let page: string
beforeAll(async () => {
  app = await launchApp('', { storage: memoryStorage() })
  wiki = await Wiki.begin(app)
  page = await wiki.page()
})
afterAll(async () => {
  throwReported(app)
  await app.close()
})

const aino = () => wiki.aino.browser

/** What is served for a picture that was sent. */
async function served(bytes: Uint8Array, name?: string, type?: string) {
  const file = await send(aino(), page, bytes, name, type)
  const { bytes: made, headers } = await aino().get(fileAt(page, file.id))
  return { file, made, headers, about: await sharp(made).metadata() }
}

/** The colour at a place, red, green, blue. */
async function colourAt(made: Uint8Array, left: number, top: number): Promise<readonly number[]> {
  const at = sharp(made).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw()
  return [...(await at.toBuffer())]
}

const near = (found: readonly number[], due: readonly number[]) =>
  due.every((value, i) => Math.abs((found[i] ?? 0) - value) < 30)

test.for(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
  '[F33] a picture in %s is made anew, whatever it is called and said to be',
  async (format) => {
    const bytes = await picture(format).toBuffer()
    for (const [name, type] of [
      [`Ünsere Mitte.${format}`, `image/${format}`],
      ['page.html', 'text/html'],
      ['picture.svg', 'image/svg+xml'],
    ] as const) {
      const { file, made, headers, about } = await served(bytes, name, type)
      expect(file).toMatchObject({ kind: 'image', width: 64, height: 48, size: made.length })
      expect(file.name).toMatch(/^(Ünsere Mitte|page|picture)\.(webp|png)$/)
      expect(headers.get('content-type')).toBe(`image/${about.format}`)
      expect(['webp', 'png']).toContain(about.format)
      expect(near(await colourAt(made, 5, 20), [254, 0, 0])).toBe(true)
      expect(near(await colourAt(made, 60, 20), [0, 0, 254])).toBe(true)
    }
  },
)

test('[F33] a picture is turned upright, and loses all that was in the file beside it', async () => {
  const secret = 'Where I live: 60.1699 N 24.9384 E'
  const bytes = await picture('jpeg')
    .withExif({
      IFD0: { Copyright: secret, Artist: secret },
      IFD3: { GPSLatitude: '60/1 10/1 0/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${secret}</a></x:xmpmeta>`)
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 })
    .toBuffer()
  expect(bytes.includes('Where I live')).toBe(true)
  const { file, made, about } = await served(Buffer.concat([bytes, Buffer.from(secret)]))
  expect([file.width, file.height]).toEqual([48, 64])
  expect([about.width, about.height]).toEqual([48, 64])
  expect(near(await colourAt(made, 20, 5), [254, 0, 0])).toBe(true)
  expect(near(await colourAt(made, 20, 60), [0, 0, 254])).toBe(true)
  for (const kind of ['exif', 'xmp', 'icc', 'iptc', 'orientation'] as const) {
    expect([kind, about[kind]]).toEqual([kind, undefined])
  }
  expect(made.includes('Where I live')).toBe(false)
})

test('[F33] large pictures are made smaller, small ones stay as they are', async () => {
  const wide = await served(await picture('jpeg', { width: 5000, height: 1000 }).toBuffer())
  expect([wide.about.width, wide.about.height]).toEqual([2400, 480])
  expect([wide.file.width, wide.file.height]).toEqual([2400, 480])
  const tiny = await served(await picture('png', { width: 1, height: 1 }).toBuffer())
  expect([tiny.about.width, tiny.about.height]).toEqual([1, 1])
})

test('[F33] drawings keep every pixel, and what can be seen through', async () => {
  const lines = Buffer.alloc(300 * 200 * 4)
  for (let i = 0; i < lines.length; i += 4) lines.fill((i / 4) % 3 === 0 ? 255 : 0, i, i + 4)
  const raw = { raw: { width: 300, height: 200, channels: 4 } } as const
  const { made } = await served(await sharp(lines, raw).png().toBuffer())
  const back = await sharp(made).raw().toBuffer()
  expect(
    back.equals(
      await sharp(await sharp(lines, raw).png().toBuffer())
        .raw()
        .toBuffer(),
    ),
  ).toBe(true)
})

test('[F35] an animation stays one, as long as it is not too much', async () => {
  const { about, file } = await served(await animation(12, 80, 60))
  expect(about).toMatchObject({ format: 'webp', pages: 12, width: 80, height: 60 })
  expect([file.width, file.height]).toEqual([80, 60])
  const long = await served(await animation(450, 20, 20))
  expect(long.about.pages ?? 1).toBe(1)
  expect([long.file.width, long.file.height]).toEqual([20, 20])
})

/** A PNG that says it is so large, with next to nothing in it. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(10_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}

test('[F34] what cannot be read is refused with the reason, and leaves nothing', async () => {
  const files = await app.storage.files.ids()
  const jpeg = await picture('jpeg', { width: 400, height: 300 }).toBuffer()
  const gif = await picture('gif').toBuffer()
  const heic = Buffer.concat([
    Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    Buffer.alloc(200),
  ])
  const spoilt: readonly (readonly [string, Buffer, string])[] = [
    ['a bomb', bomb(50_000, 50_000), 'too-many-pixels'],
    ['a bomb that is long and thin', bomb(100, 9_000_000), 'too-many-pixels'],
    ['a cut JPEG', jpeg.subarray(0, jpeg.length / 2), 'damaged'],
    ['a JPEG that ends at once', jpeg.subarray(0, 3), 'damaged'],
    ['a cut GIF', gif.subarray(0, 20), 'damaged'],
    ['a PNG without pixels', bomb(1000, 10_000), 'damaged'],
    ['a GIF that is a script', Buffer.from('GIF89a=1;alert(document.domain)//'), 'damaged'],
    ['a WebP that is not', Buffer.from('RIFF\x10\0\0\0WEBPVP8 garbage'), 'damaged'],
    [
      'a TIFF that is not',
      Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(100, 255)]),
      'damaged',
    ],
    ['an AVIF that is not', Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif'), 'damaged'],
    ['HEIC', heic, 'heic'],
  ]
  for (const [what, bytes, reason] of spoilt) {
    const { error, status } = await trySending(aino(), page, bytes, 'picture.jpg', 'image/jpeg')
    expect([what, status, error?.code, error?.details]).toEqual([
      what,
      400,
      'invalid-input',
      { reason },
    ])
  }
  expect(await app.storage.files.ids()).toEqual(files)
})

test('[F37] of a picture with something behind or inside it only the picture stays', async () => {
  const script = '<script>alert(document.domain)</script>'
  const zip = Buffer.from('PK\x03\x04 a program')
  for (const bytes of [
    Buffer.concat([await picture('gif').toBuffer(), Buffer.from(script), zip]),
    Buffer.concat([await picture('png').toBuffer(), Buffer.from(script), zip]),
    Buffer.concat([await picture('jpeg').toBuffer(), Buffer.from(script), zip]),
    await picture('jpeg')
      .withExif({ IFD0: { ImageDescription: script } })
      .toBuffer(),
    await picture('png')
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${script}</x:xmpmeta>`)
      .toBuffer(),
  ]) {
    const { file, made, headers } = await served(bytes, 'a.html', 'text/html')
    expect(file.kind).toBe('image')
    expect(headers.get('content-type')).toMatch(/^image\/(webp|png)$/)
    for (const part of ['script', 'alert', 'PK\x03\x04']) expect(made.includes(part)).toBe(false)
  }
})

test('[F36] SVG, HTML and all else that is no picture is never shown', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  for (const text of [
    svg,
    `<?xml version="1.0"?>${svg}`,
    '<html><script>alert(1)</script>',
    '%PDF-1.7',
  ]) {
    for (const [name, type] of [
      ['picture.svg', 'image/svg+xml'],
      ['picture.png', 'image/png'],
    ] as const) {
      const file = await send(aino(), page, Buffer.from(text), name, type)
      expect(file).toMatchObject({ kind: 'attachment', width: null, height: null, name })
      const { headers, text: back } = await aino().get(fileAt(page, file.id))
      expect(back).toBe(text)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''picture\./)
    }
  }
})
