/** Reads numbers and runs of bytes one after the other; `ok` turns false at the end of the bytes. */
export class Cursor {
  readonly #bytes: Buffer
  readonly #end: number
  at: number
  ok = true

  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes
    this.at = at
    this.#end = end
  }

  get more(): boolean {
    return this.ok && this.at < this.#end
  }

  number(): number {
    let value = 0
    for (let power = 1; power < 2 ** 56; power *= 128) {
      const byte = this.at < this.#end ? (this.#bytes[this.at++] ?? 0) : -1
      if (byte < 0) break
      value += (byte & 0x7f) * power
      if (byte < 0x80) return value
    }
    this.ok = false
    return 0
  }

  run(length: number): Buffer {
    if (!this.ok || this.at + length > this.#end) {
      this.ok = false
      return Buffer.alloc(0)
    }
    this.at += length
    return this.#bytes.subarray(this.at - length, this.at)
  }
}
