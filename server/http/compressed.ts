/** Answers that lie ready packed with brotli. */
import { promisify } from 'node:util'
import { brotliDecompress, gzip } from 'node:zlib'
import type { Request, Response } from 'express'

/** What a handler gives out. */
export interface GivenPacked {
  readonly type: string
  /** Stays the same as long as the bytes do. */
  readonly etag: string
  /** Asked only when the caller has something else. Packed with brotli. */
  readonly packed: () => Promise<Uint8Array>
}

const unpack = promisify(brotliDecompress)
const zip = promisify(gzip)
/** Unpacked once for this answer alone, so rather quickly than well. */
const quick = { level: 4 }

/**
 * Sends bytes as the caller takes them: with brotli as they are, with gzip otherwise, or plain. A
 * browser keeps them for whoever is signed in, and asks each time whether they are still the same.
 */
export async function sendPacked(
  given: GivenPacked,
  request: Request,
  response: Response,
): Promise<void> {
  const encoding = request.acceptsEncodings('br', 'gzip', 'identity') || 'identity'
  response.set({
    'Content-Type': given.type,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept-Encoding, Cookie, Authorization',
    ETag: `"${given.etag}-${encoding}"`,
  })
  if (request.fresh) {
    response.status(304).end()
    return
  }
  const packed = await given.packed()
  const plain = encoding === 'br' ? null : await unpack(packed)
  const bytes = plain === null ? packed : encoding === 'gzip' ? await zip(plain, quick) : plain
  if (encoding !== 'identity') response.set('Content-Encoding', encoding)
  response.set('Content-Length', String(bytes.byteLength)).end(bytes)
}
