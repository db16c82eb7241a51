/** One file of an edition as an answer: in the smallest encoding, or “still the same”. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { encodingFor } from './accepted.ts'
import type { Headers } from './published-headers.ts'
import type { ReadyFile } from './ready-file.ts'

/**
 * Sends the file, or 304 where the browser has it. `headers` are set as they are; another status
 * than 200 is never answered with 304.
 */
export async function sendFile(
  file: ReadyFile,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  { headers, status = 200 }: { readonly headers: Headers; readonly status?: number },
): Promise<void> {
  const encoding = file.packable ? encodingFor(asText(request.headers['accept-encoding'])) : null
  const etag = file.etag(encoding)
  const all: Record<string, string | number> = { ...headers, ETag: etag }
  if (file.packable) all['Vary'] = varying(headers['Vary'])
  if (status === 200 && isSame(request.headers['if-none-match'], etag)) {
    response.writeHead(304, all).end()
    return
  }
  const ready = file.as(encoding)
  const body = ready instanceof Uint8Array ? ready : await ready
  all['Content-Type'] = file.type
  all['Content-Length'] = body.length
  if (encoding !== null) all['Content-Encoding'] = encoding
  response.writeHead(status, all)
  if (request.method === 'HEAD') response.end()
  else response.end(body)
}

const varying = (also: string | undefined) =>
  also === undefined ? 'Accept-Encoding' : `Accept-Encoding, ${also}`

const asText = (header: string | string[] | undefined) =>
  typeof header === 'string' ? header : header?.join(', ')

/** Proxies that pack anew make strong tags weak; the text is the same. */
function isSame(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((one) => {
    const tag = one.trim().replace(/^W\//, '')
    return tag === etag || tag === '*'
  })
}
