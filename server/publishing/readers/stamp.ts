/**
 * The stamp of a form: when it was made, signed, so that nobody can say it for themselves. Programs
 * that send a form at once, or for days, are told apart from people by it.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Nobody reads, writes and sends within less, milliseconds. */
const leastMs = 2_000
const mostMs = 24 * 3_600_000

/** `TIME.NONCE.SIGNATURE`. `key`: of the publication; `now` in milliseconds since 1970. */
export function newStamp(key: string, now: number): string {
  const said = `${now}.${randomBytes(16).toString('base64url')}`
  return `${said}.${signed(key, 'stamp', said).toString('base64url')}`
}

export type Stamp =
  /** `nonce` is this form's alone. */
  | { readonly is: 'good'; readonly nonce: string }
  /** The same one is good a little later. */
  | { readonly is: 'too-quick' }
  /** Too old, or none of ours. */
  | { readonly is: 'over' }

export function readStamp(key: string, stamp: string, now: number): Stamp {
  const [, said = '', time = '', nonce = '', signature = ''] =
    /^(([0-9]{1,16})\.([\w-]{22}))\.([\w-]{43})$/.exec(stamp) ?? []
  const own = signed(key, 'stamp', said)
  const given = Buffer.from(signature, 'base64url')
  if (said === '' || given.length !== own.length || !timingSafeEqual(own, given)) {
    return { is: 'over' }
  }
  const age = now - Number(time)
  if (age > mostMs) return { is: 'over' }
  // Less than nothing: the clock has been set back.
  return age < leastMs ? { is: 'too-quick' } : { is: 'good', nonce }
}

/**
 * The code of what is sent: 128 bits that nobody guesses, and the same when the same form is sent
 * with the same words again, so that pressing twice does not write twice.
 */
export function codeOf(key: string, nonce: string, ...said: readonly string[]): string {
  return signed(key, 'code', JSON.stringify([nonce, ...said]))
    .subarray(0, 16)
    .toString('base64url')
}

/** What is stored of a code. */
export const hashOfCode = (code: string): string =>
  createHash('sha256').update(code).digest('base64url')

const signed = (key: string, what: 'stamp' | 'code', said: string): Buffer =>
  createHmac('sha256', key).update(`${what} ${said}`).digest()
