/** Answering a form: a page that is nobody else's, or the way to one. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface FormAnswer {
  readonly status: number
  readonly html: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a page. To HEAD only what stands above it. */
export function answer(
  { method }: Pick<IncomingMessage, 'method'>,
  response: ServerResponse,
  { headers = {}, html, status }: FormAnswer,
): void {
  const bytes = Buffer.from(html)
  forNobodyElse(response)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.statusCode = status
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Length', bytes.length)
  response.end(method === 'HEAD' ? undefined : bytes)
}

/** Sends the browser on to another page, which it is to GET. `to`: relative to the present one. */
export function seeOther(response: ServerResponse, to: string): void {
  forNobodyElse(response)
  response.statusCode = 303
  response.setHeader('Location', to)
  response.setHeader('Content-Length', 0)
  response.end()
}

function forNobodyElse(response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('X-Robots-Tag', 'noindex')
}
