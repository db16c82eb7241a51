/** What goes over a socket: y-websocket's messages, and how each server wraps them. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { clientFrame } from './socket.ts'

/**
 * `y-websocket` is the plain protocol, which Talkoot speaks too; `hocuspocus` puts the page's name
 * before every message and wants a token first; `relay` is the bare relay's list of messages.
 */
export type Dialect = 'y-websocket' | 'hocuspocus' | 'relay'

export type Incoming =
  | { readonly is: 'step1' | 'step2' | 'update' | 'awareness'; readonly body: Uint8Array }
  /** The first `count` updates are on disk, or so the server says. */
  | { readonly is: 'saved'; readonly count: number }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'other' }

const other: Incoming = { is: 'other' }
const nothing = new Uint8Array([0, 0])

export class Protocol {
  readonly dialect: Dialect
  readonly #prefix: Uint8Array

  constructor(dialect: Dialect, page: string) {
    this.dialect = dialect
    this.#prefix =
      dialect === 'hocuspocus'
        ? encoding.encode((encoder) => encoding.writeVarString(encoder, page))
        : new Uint8Array()
  }

  update(update: Uint8Array): Buffer {
    return this.#sync(2, update)
  }

  step1(stateVector: Uint8Array): Buffer {
    return this.#sync(0, stateVector)
  }

  /** "You have everything that I have." */
  nothingMore(): Buffer {
    return this.#sync(1, nothing)
  }

  awareness(client: number, clock: number, state: string): Buffer {
    const body = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    })
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, body)
    })
  }

  /** What has to be said before anything else, or null. */
  greeting(): Buffer | null {
    if (this.dialect !== 'hocuspocus') return null
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'token')
    })
  }

  /** The messages of one frame. */
  read(message: Uint8Array): Incoming[] {
    const decoder = decoding.createDecoder(message)
    if (this.dialect === 'relay') {
      const messages: Incoming[] = []
      while (decoding.hasContent(decoder)) {
        messages.push(readOne(decoding.createDecoder(decoding.readVarUint8Array(decoder))))
      }
      return messages
    }
    if (this.dialect === 'hocuspocus') decoding.readVarString(decoder)
    return [readOne(decoder)]
  }

  #sync(type: 0 | 1 | 2, body: Uint8Array): Buffer {
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, type)
      encoding.writeVarUint8Array(encoder, body)
    })
  }

  #frame(write: (encoder: encoding.Encoder) => void): Buffer {
    return clientFrame(
      encoding.encode((encoder) => {
        encoding.writeUint8Array(encoder, this.#prefix)
        write(encoder)
      }),
    )
  }
}

function readOne(decoder: decoding.Decoder): Incoming {
  switch (decoding.readVarUint(decoder)) {
    case 0:
    // Hocuspocus' own question, which it does not want a question back for.
    // falls through
    case 4: {
      const type = decoding.readVarUint(decoder)
      const is = type === 0 ? 'step1' : type === 1 ? 'step2' : 'update'
      return { is, body: decoding.readVarUint8Array(decoder) }
    }
    case 1:
      return { is: 'awareness', body: decoding.readVarUint8Array(decoder) }
    case 100:
      return { is: 'saved', count: decoding.readVarUint(decoder) }
    case 101: {
      const count = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      return { is: 'refused', why: `frame ${count}: ${decoding.readVarString(decoder)}` }
    }
    default:
      return other
  }
}
