/** A request as a program makes it that keeps to no browser's rules: any method, any header. */
import { type IncomingHttpHeaders, request } from 'node:http'

export interface BareRequest {
  readonly method?: string
  /** Sent as it is. */
  readonly path: string
  /** Null: left out, also `Host`. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly body?: string | Buffer
}

export interface BareAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** `url` is `http://127.0.0.1:<port>`. An upgrade that succeeds is told by 101, and cut off. */
export function bareRequest(url: string, asked: BareRequest): Promise<BareAnswer> {
  const { body, headers = {}, method = 'GET', path } = asked
  const { host, hostname, port } = new URL(url)
  const all: Record<string, string | null> = { Host: host, ...headers }
  const sent = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
  return new Promise((done, fail) => {
    const asking = request({ hostname, port, method, path, headers: sent, setHost: false })
    asking.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const { headers: had, statusCode: status = 0 } = response
        done({ status, headers: had, text: Buffer.concat(parts).toString('utf8') })
      })
    })
    asking.on('upgrade', (response, socket) => {
      socket.destroy()
      done({ status: 101, headers: response.headers, text: '' })
    })
    asking.on('error', fail)
    asking.end(body)
  })
}

/** Headers that ask for a WebSocket. */
export const upgradeHeaders = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
} as const
