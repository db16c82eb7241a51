import { messageType, syncType } from '#contract/wire.ts'

/** What a page's socket is about to send that the server will acknowledge. */
export type CountedFrame = 'step2' | 'update'

/**
 * A WebSocket class that reports every update and step-2 frame handed to an open socket, in the
 * order in which the server counts them. y-websocket takes it as its polyfill.
 */
export function countingSocket(
  onFrame: (frame: CountedFrame, socket: WebSocket) => void,
): typeof WebSocket {
  return class CountingSocket extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      if (!(data instanceof Uint8Array) || data[0] !== messageType.sync) return
      if (data[1] === syncType.step2) onFrame('step2', this)
      else if (data[1] === syncType.update) onFrame('update', this)
    }
  }
}
