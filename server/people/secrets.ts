/** Random secrets of sessions and tokens. Only their hash is ever stored. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits in 43 characters that are safe in a cookie, a header and a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 of a secret, in hex. Enough for what is random; passwords take `passwords.ts`. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Are they the same? Takes as long whether or not. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)))
}
