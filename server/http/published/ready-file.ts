/** A file of a site, ready to be sent: packed once, known by what is in it. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { SiteFile } from '../../publishing/site/site.ts'
import type { Encoding } from './accepted.ts'

const packable = /^(?:text\/|image\/svg\+xml|application\/(?:\w+\+)?(?:json|xml))/
/** Smaller ones fit into one packet as they are. */
const leastPacked = 500
const pack = {
  br: (bytes: Uint8Array) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes, { level: 9 }),
} as const

export class ReadyFile {
  readonly type: string
  /** Its name changes with its bytes. */
  readonly hashed: boolean
  /** Whether it is sent in other encodings, too. */
  readonly packable: boolean
  readonly bytes: Uint8Array
  readonly #sum: string
  readonly #packed = new Map<Encoding, Promise<Uint8Array>>()

  constructor({ type, hashed, bytes }: SiteFile) {
    this.type = type
    this.hashed = hashed
    this.bytes = bytes
    this.packable = packable.test(type) && bytes.length >= leastPacked
    this.#sum = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  }

  /** How much room it takes, roughly, with what is packed of it. */
  get room(): number {
    return this.bytes.length * (this.packable ? 1.5 : 1)
  }

  /** The ETag of what `as` gives. */
  etag(encoding: Encoding | null): string {
    return `"${this.#sum}${encoding === null ? '' : `-${encoding}`}"`
  }

  as(encoding: Encoding | null): Promise<Uint8Array> | Uint8Array {
    if (encoding === null) return this.bytes
    const known = this.#packed.get(encoding)
    if (known) return known
    const packing = pack[encoding](this.bytes)
    this.#packed.set(encoding, packing)
    packing.catch(() => this.#packed.delete(encoding))
    return packing
  }
}
