/** Sends files to pages. With XMLHttpRequest: `fetch` does not say how far a body has come. */
import type { PageFile } from '#contract/records.ts'
import { failureOf } from './api.ts'
import { Failure } from './failure.ts'
import { addressOf } from './place.ts'

export interface SendingOptions {
  /** Told which share of the file has left, from 0 to 1. */
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/**
 * Puts a file into a page. Rejects with a `Failure` that carries the server's code, `unreachable`
 * when no answer came, and `unexpected` when the signal stopped it.
 */
export function sendFile(page: string, file: File, options: SendingOptions): Promise<PageFile> {
  const { onProgress, signal } = options
  const stopped = () => new Failure('unexpected', 'The sending was stopped.')
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open('POST', addressOf(`/api/pages/${encodeURIComponent(page)}/files`))
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-File-Name', encodeURIComponent(wellFormed(file.name)))
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.upload.onload = () => onProgress(1)
    request.onabort = () => reject(stopped())
    request.onerror = () => reject(new Failure('unreachable', 'The server was not reached.'))
    request.onload = () => {
      if (request.status === 201) {
        resolve(JSON.parse(request.responseText))
        return
      }
      const wait = request.getResponseHeader('retry-after')
      const headers: HeadersInit = wait === null ? {} : { 'retry-after': wait }
      const answer = new Response(request.responseText, { status: request.status, headers })
      failureOf(answer).then(reject, reject)
    }
    request.onloadend = () => signal.removeEventListener('abort', abort)
    signal.addEventListener('abort', abort)
    if (signal.aborted) reject(stopped())
    else request.send(file)
  })
}

/** Without halves of characters, which cannot be encoded. */
const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, '')
