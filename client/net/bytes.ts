/** Answers of the HTTP API that are no JSON but bytes, which may take a while to come. */
import type { EndpointName } from '#contract/api.ts'
import { failureOf, type Input, pathOf } from './api.ts'
import { Failure } from './failure.ts'
import { addressOf } from './place.ts'

/** Longest silence before and within an answer, milliseconds. */
const patience = 30_000
/** The same for what the server has to make first. */
const longPatience = 180_000

/** A file as the server gives it. */
export interface GivenFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Fetches bytes; `onProgress` is told how many have come. Rejects with a `Failure` as `call` does,
 * `unreachable` too when the answer breaks off.
 */
export async function fetchBytes<K extends EndpointName>(
  name: K,
  input: Input<K>,
  signal: AbortSignal,
  onProgress: (received: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  return (await fetchAnswer(name, input, signal, patience, onProgress)).bytes
}

/**
 * Fetches a file that the server makes, with the name it gives it. Rejects as `fetchBytes` does, and
 * with `unexpected` where an answer is no file: something between here and the server spoke instead.
 */
export async function fetchFile<K extends EndpointName>(
  name: K,
  input: Input<K>,
  signal: AbortSignal,
): Promise<GivenFile> {
  const { bytes, headers } = await fetchAnswer(name, input, signal, longPatience)
  const written = /filename\*=UTF-8''([^;]+)/i.exec(headers.get('content-disposition') ?? '')?.[1]
  if (written === undefined) throw new Failure('unexpected', 'The answer is no file.')
  return { name: decodeURIComponent(written), type: headers.get('content-type') ?? '', bytes }
}

async function fetchAnswer<K extends EndpointName>(
  name: K,
  input: Input<K>,
  signal: AbortSignal,
  atMost: number,
  onProgress: (received: number) => void = () => {},
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly headers: Headers }> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), atMost)
  try {
    const response = await fetch(addressOf(pathOf(name, input)), {
      credentials: 'same-origin',
      signal: AbortSignal.any([signal, silence.signal]),
    })
    if (!response.ok) throw await failureOf(response)
    const pieces: Uint8Array<ArrayBuffer>[] = []
    let received = 0
    for (const reader = response.body?.getReader(); reader !== undefined;) {
      const { done, value } = await reader.read()
      if (done) break
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), patience)
      pieces.push(value)
      received += value.length
      onProgress(received)
    }
    return { bytes: joined(pieces, received), headers: response.headers }
  } catch (cause) {
    if (signal.aborted || cause instanceof Failure) throw cause
    throw new Failure('unreachable', 'The server was not reached.', { cause })
  } finally {
    clearTimeout(timer)
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
