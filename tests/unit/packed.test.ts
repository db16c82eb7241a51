import { deflateRawSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { messageType } from '#contract/wire.ts'
import { unpackingSocket } from '../../client/net/packed.ts'

/** What the browser's class does with a listener. */
class Socket extends EventTarget {
  #listener: ((event: MessageEvent) => void) | null = null
  readonly close = vi.fn<() => void>()

  get onmessage() {
    return this.#listener
  }
  set onmessage(listener: ((event: MessageEvent) => void) | null) {
    this.#listener = listener
  }
  arrive(bytes: readonly number[]): void {
    const data = new Uint8Array(bytes).buffer
    this.#listener?.(new MessageEvent('message', { data }))
  }
}

const packed = (...bytes: number[]) => [
  messageType.packed,
  ...deflateRawSync(new Uint8Array(bytes)),
]

function opened() {
  const Unpacking = unpackingSocket(Socket as unknown as typeof WebSocket)
  const socket = new Unpacking('ws://here.example') as unknown as Socket
  const heard: number[][] = []
  socket.onmessage = ({ data }) => void heard.push([...new Uint8Array(data)])
  return { socket, heard }
}

test('[W235] what comes packed is heard as it was, and everything in the order in which it came', async () => {
  const { socket, heard } = opened()
  socket.arrive([0, 1])
  // Nothing waits before the first packed one.
  expect(heard).toEqual([[0, 1]])
  const long = Array.from({ length: 50_000 }, (_, n) => n % 251)
  socket.arrive(packed(...long))
  socket.arrive([0, 2])
  socket.arrive(packed(0, 3))
  socket.arrive([102, 4])
  expect(heard).toHaveLength(1)
  await vi.waitFor(() => expect(heard).toHaveLength(5))
  expect(heard).toEqual([[0, 1], long, [0, 2], [0, 3], [102, 4]])
  socket.arrive([0, 5])
  await vi.waitFor(() => expect(heard.at(-1)).toEqual([0, 5]))
  expect(socket.close).not.toHaveBeenCalled()
})

test('[W235] what cannot be unpacked ends the connection, and whoever does not listen hears nothing', async () => {
  const report = vi.fn<(error: unknown) => void>()
  vi.stubGlobal('reportError', report)
  const { socket, heard } = opened()
  socket.arrive([messageType.packed, 0xff, 0xff, 0xff])
  await vi.waitFor(() => expect(socket.close).toHaveBeenCalledOnce())
  expect(report).toHaveBeenCalledOnce()
  const other = opened()
  other.socket.arrive(packed(0, 6))
  other.socket.onmessage = null
  other.socket.arrive([0, 7])
  const later = opened()
  later.socket.arrive(packed(0, 8))
  await vi.waitFor(() => expect(later.heard).toEqual([[0, 8]]))
  expect(other.heard).toEqual([])
  expect(heard).toEqual([])
  vi.unstubAllGlobals()
})
