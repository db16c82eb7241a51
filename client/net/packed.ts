/** Packed messages of the page's socket (see the contract's `wire.ts`), taken apart by the browser. */
import { messageType } from '#contract/wire.ts'

const format = 'deflate-raw'

/** Can this browser? */
export const canUnpack = (() => {
  try {
    return new DecompressionStream(format) instanceof DecompressionStream
  } catch {
    return false
  }
})()

/**
 * A WebSocket class whose `onmessage` hears of what was packed as if it had not been, and of
 * everything in the order in which it came: unpacking takes a moment.
 */
export function unpackingSocket(Socket: typeof WebSocket): typeof WebSocket {
  return class UnpackingSocket extends Socket {
    #hears: WebSocket['onmessage'] = null
    /** Resolves when all that has come is unpacked; null: it is. */
    #turn: Promise<void> | null = null

    override get onmessage(): WebSocket['onmessage'] {
      return this.#hears
    }

    override set onmessage(listener: WebSocket['onmessage']) {
      this.#hears = listener
      super.onmessage = listener === null ? null : (event) => this.#take(event)
    }

    #take(event: MessageEvent): void {
      const { data } = event
      const isPacked =
        data instanceof ArrayBuffer && new Uint8Array(data, 0, 1)[0] === messageType.packed
      if (!isPacked && this.#turn === null) {
        this.#hears?.(event)
        return
      }
      const unpacked = isPacked ? unpack(data) : Promise.resolve(data)
      const before = this.#turn ?? Promise.resolve()
      const turn = before
        .then(async () => this.#hears?.(new MessageEvent('message', { data: await unpacked })))
        .catch((error: unknown) => {
          // What came after it builds on it: the page is asked for anew.
          reportError(error)
          this.close()
        })
        .then(() => {
          if (this.#turn === turn) this.#turn = null
        })
      this.#turn = turn
    }
  }
}

function unpack(message: ArrayBuffer): Promise<ArrayBuffer> {
  const inflated = new Blob([new Uint8Array(message, 1)])
    .stream()
    .pipeThrough(new DecompressionStream(format))
  return new Response(inflated).arrayBuffer()
}
