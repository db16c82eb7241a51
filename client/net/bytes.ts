/** Answers of the HTTP API that are no JSON but bytes, which may take a while to come. */
import type { EndpointName } from '#contract/api.ts'
import { failureOf, type Input, pathOf } from './api.ts'
import { Failure } from './failure.ts'
import { addressOf } from './place.ts'

/** Longest silence before and within an answer, milliseconds. */
const patience = 30_000

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
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), patience)
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
    return joined(pieces, received)
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
