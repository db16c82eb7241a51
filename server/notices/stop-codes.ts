/**
 * The codes in the links that stop e-mail: what they stop, whose, and a signature by a secret of
 * that person's. They go on being good, because e-mail lies about for years; all they can do is to
 * stop e-mail.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type PersonId, personId } from '#contract/ids.ts'
import { noticeKinds } from '#contract/notices.ts'
import { z } from 'zod'

/** A kind of notice, or everything that comes at once or in the digest. */
export const stoppable = [...noticeKinds, 'at-once', 'digest'] as const
export type Stoppable = (typeof stoppable)[number]

export interface Stop {
  readonly what: Stoppable
  readonly person: PersonId
}

/** A new secret of a person's: 256 random bits. */
export const newStopKey = (): string => randomBytes(32).toString('base64url')

/** The code, safe in a URL: `mention.PERSON.SIGNATURE`. */
export function stopCode(key: string, { what, person }: Stop): string {
  return `${what}.${person}.${signature(key, { what, person })}`
}

const parts = z.tuple([z.enum(stoppable), personId, z.string()])

/** What a code says that nobody has checked, and its signature; null for what is no code. */
export function readStopCode(code: string): { stop: Stop; signed: string } | null {
  const read = parts.safeParse(code.split('.'))
  if (!read.success) return null
  const [what, person, signed] = read.data
  return { stop: { what, person }, signed }
}

/** Is it this person's signature? Takes as long whether or not. */
export function isSigned(key: string, stop: Stop, signed: string): boolean {
  const own = Buffer.from(signature(key, stop))
  const given = Buffer.from(signed)
  return own.length === given.length && timingSafeEqual(own, given)
}

const signature = (key: string, { what, person }: Stop): string =>
  createHmac('sha256', key).update(`stop ${what} ${person}`).digest('base64url')
