/** Bodies and answers that are bytes: taken in with limits, given out so that nothing in them runs. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError, notFound } from '#contract/errors.ts'
import type { PersonId } from '#contract/ids.ts'
import type { Request, Response } from 'express'
import type { ByteRange, FileStore, Incoming } from '../storage/storage.ts'
import type { RateLimit } from './rate-limit.ts'

/** One person may send so many at once, and everybody together. */
const atOnceEach = 6
const atOnceAll = 60
/** Whoever sends nothing for so long has gone. */
const idleMs = 30_000
/** What still comes after a refusal is thrown away for so long, so that the answer arrives. */
const drainMs = 5_000

/** What a handler gives out. */
export interface GivenBytes {
  readonly type: string
  readonly size: number
  /** Stays the same as long as the bytes do. */
  readonly etag: string
  /** Offered for download under this name; null: shown. */
  readonly saveAs: string | null
  /** What is shown is called so by whoever saves it all the same. */
  readonly name?: string
  /**
   * The content policy of a page of our own that is shown with what belongs to it. Asked for anew
   * each time, for it may be another by then.
   */
  readonly policy?: string
  /** Null when they are gone. */
  read(range?: ByteRange): Promise<AsyncIterable<Uint8Array> | null>
}

/**
 * Takes the body in; whoever gets it keeps or drops it. AppError too-large beyond `most` bytes,
 * too-many-requests, invalid-input when there is nothing or not all of it arrives.
 */
export type TakeBytes = (request: Request, person: PersonId, most: number) => Promise<Incoming>

export function createTakeBytes(deps: {
  readonly files: FileStore
  readonly perPerson: RateLimit
}): TakeBytes {
  const { files, perPerson } = deps
  const sending = new Map<PersonId, number>()
  let all = 0

  return async (request, person, most) => {
    perPerson.take(person)
    const mine = sending.get(person) ?? 0
    if (mine >= atOnceEach || all >= atOnceAll) {
      throw new AppError('too-many-requests', 'Several files are on their way. Try again soon.', {
        details: { retryAfter: '2' },
      })
    }
    sending.set(person, mine + 1)
    all += 1
    try {
      const incoming = await files.receive(bodyOf(request, most))
      if (incoming.size > 0) return incoming
      await incoming.drop()
      throw new AppError('invalid-input', 'The file is empty.', { details: { reason: 'empty' } })
    } finally {
      all -= 1
      const left = (sending.get(person) ?? 1) - 1
      if (left === 0) sending.delete(person)
      else sending.set(person, left)
      drain(request)
    }
  }
}

async function* bodyOf(request: Request, most: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers['content-length']) > most) throw tooLarge(most)
  const idle = setTimeout(() => request.destroy(), idleMs)
  let size = 0
  try {
    // Leaving the loop must not close the connection: the refusal goes out on it.
    const pieces: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
    for await (const piece of pieces) {
      idle.refresh()
      size += piece.length
      if (size > most) throw tooLarge(most)
      yield piece
    }
  } catch (error) {
    if (error instanceof AppError || !request.destroyed) throw error
    throw notWhole(error)
  } finally {
    clearTimeout(idle)
  }
  if (!request.complete) throw notWhole()
}

/** Reads on for a while after a refusal, and then hangs up. */
function drain(request: Request): void {
  if (request.complete || request.destroyed) return
  const late = setTimeout(() => request.destroy(), drainMs)
  request.once('close', () => clearTimeout(late)).once('end', () => clearTimeout(late))
  request.resume()
}

const tooLarge = (most: number) =>
  new AppError('too-large', `A file may have ${most / 1_000_000} MB at most.`)

const notWhole = (cause?: unknown) =>
  new AppError('invalid-input', 'Not all of the file arrived.', {
    details: { reason: 'incomplete' },
    cause,
  })

/**
 * Sends bytes. Whatever is in them, a browser runs none of it: they have no origin, nothing may be
 * loaded by them, and their type is the one that we say. What is shown never changes, so a browser
 * may keep it for whoever is signed in now; what is saved is asked for anew.
 */
export async function sendBytes(
  given: GivenBytes,
  request: Request,
  response: Response,
): Promise<void> {
  const { name, policy, saveAs, size, type } = given
  const etag = `"${given.etag}"`
  const range = rangeOf(request, etag, size)
  const whole = range === null || range === 'beyond'
  const wanted = request.method !== 'HEAD' && range !== 'beyond'
  const bytes = wanted ? await given.read(whole ? undefined : range) : null
  if (wanted && bytes === null) throw notFound()
  response.set({
    'Content-Type': type,
    'Content-Security-Policy': policy ?? "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control':
      saveAs === null && policy === undefined
        ? 'private, max-age=31536000, immutable'
        : 'private, no-cache',
    Vary: 'Cookie, Authorization',
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Content-Disposition': disposition(saveAs, name),
  })
  if (request.fresh) {
    response.status(304).end()
    return
  }
  if (range === 'beyond') {
    response.status(416).set('Content-Range', `bytes */${size}`).end()
    return
  }
  if (range !== null) {
    response.status(206).set('Content-Range', `bytes ${range.from}-${range.to}/${size}`)
  }
  response.set('Content-Length', String(range === null ? size : range.to - range.from + 1))
  if (bytes === null) {
    response.end()
    return
  }
  try {
    await pipeline(Readable.from(bytes), response)
  } catch (error) {
    // Whoever goes away in the middle is no fault of ours.
    if (!isGone(error)) throw error
  }
}

const isGone = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'

/** One part of what is there; several at once, and what is not a range, get everything. */
function rangeOf(request: Request, etag: string, size: number): ByteRange | 'beyond' | null {
  const condition = request.headers['if-range']
  if (condition !== undefined && condition !== etag) return null
  const asked = request.range(size)
  if (asked === -1) return 'beyond'
  if (asked === undefined || asked === -2 || asked.type !== 'bytes' || asked.length !== 1) {
    return null
  }
  const [only] = asked
  return only === undefined ? null : { from: only.start, to: only.end }
}

/** Every name is written as percent signs, letters and digits: nothing of it can be a header. */
function disposition(saveAs: string | null, shown: string | undefined): string {
  const name = saveAs ?? shown
  if (name === undefined) return 'inline'
  const written = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${saveAs === null ? 'inline' : 'attachment'}; filename*=UTF-8''${written}`
}
