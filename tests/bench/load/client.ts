/** A person in a page: connects, says what it has, and is told the rest. */
import { type Incoming, Protocol, type Dialect } from './protocol.ts'
import { type Address, LoadSocket } from './socket.ts'

/** A page of a server that is being measured. */
export interface Target {
  readonly dialect: Dialect
  readonly page: string
  readonly address: Address
}

/** Nothing known yet. */
export const emptyVector = new Uint8Array([0])

const patience = 60_000

export class Client {
  readonly protocol: Protocol
  readonly socket: LoadSocket
  /** Told of every message after the first sync. Without it messages are only counted. */
  listen: ((incoming: Incoming) => void) | null = null
  refused: string | null = null

  private constructor(protocol: Protocol, socket: LoadSocket) {
    this.protocol = protocol
    this.socket = socket
  }

  /**
   * Connects and syncs; `first` is told of the messages until then. Resolves when both sides have
   * said what they have, so that what is written now is judged at once.
   */
  static async open(
    target: Target,
    stateVector: Uint8Array = emptyVector,
    first?: (incoming: Incoming) => void,
  ): Promise<Client> {
    const { dialect, page, address } = target
    const protocol = new Protocol(dialect, page)
    const waiting: Incoming[] = []
    let wake = () => {}
    const socket = await LoadSocket.open(address, (message) => {
      waiting.push(...protocol.read(message))
      wake()
    })
    const client = new Client(protocol, socket)
    const greeting = protocol.greeting()
    if (greeting !== null) socket.write(greeting)
    if (dialect !== 'relay') {
      socket.write(protocol.step1(stateVector))
      const late = setTimeout(() => socket.destroy(), patience)
      let answered = false
      let asked = false
      while (!answered || !asked) {
        const incoming = waiting.shift()
        if (incoming === undefined) {
          if (socket.closed) throw new Error(`${address.path}: closed before the first sync`)
          await new Promise<void>((resolve) => {
            wake = resolve
            socket.onClose = resolve
          })
          continue
        }
        if (incoming.is === 'step2') answered = true
        if (incoming.is === 'step1') {
          asked = true
          socket.write(protocol.nothingMore())
        }
        first?.(incoming)
      }
      clearTimeout(late)
      for (const incoming of waiting) first?.(incoming)
    }
    socket.onClose = null
    socket.onMessage = null
    return client
  }

  /** From now on every message is read. */
  hear(listen: (incoming: Incoming) => void): void {
    this.socket.onMessage = (message) => {
      for (const incoming of this.protocol.read(message)) listen(incoming)
    }
  }
}

/** Opens many, some at a time: `make` is called with 0 to count - 1. */
export async function openMany(count: number, make: (index: number) => Promise<Client>) {
  const clients: Client[] = []
  const together = 25
  for (let from = 0; from < count; from += together) {
    const size = Math.min(together, count - from)
    clients.push(...(await Promise.all(Array.from({ length: size }, (_, i) => make(from + i)))))
  }
  return clients
}
