/**
 * Codes of invitations and one-time links: short enough to be typed from a wall, random enough not
 * to be guessed (59 bits; guessing is slowed down besides). Only their hash is ever stored.
 */
import { randomInt } from 'node:crypto'
import { hashOf } from './secrets.ts'

// Without 0/o, 1/i/l: on a screen at the back of a hall they are the same.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 3
const perGroup = 4

/** A new random code, as it is shown: `abcd-efgh-jkmn`. */
export function newCode(): string {
  const group = () =>
    Array.from({ length: perGroup }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** What is stored of a code, and looked up: case, dashes and spaces do not matter. */
export function hashOfCode(code: string): string {
  return hashOf(
    code
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{Pd}]/gu, ''),
  )
}
