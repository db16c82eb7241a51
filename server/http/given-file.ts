import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { GivenBytes } from './bytes.ts'

/** What was made for somebody: to be saved under a name, or shown. */
export function givenFile(
  bytes: Uint8Array,
  { saveAs, type }: { readonly saveAs?: string; readonly type: string },
): GivenBytes {
  return {
    type,
    saveAs: saveAs ?? null,
    size: bytes.length,
    etag: createHash('sha256').update(bytes).digest('base64url'),
    async read({ from, to } = { from: 0, to: bytes.length - 1 }) {
      return Readable.from([bytes.subarray(from, to + 1)])
    },
  }
}
