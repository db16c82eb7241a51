/**
 * The hash chain of a page: one link of 32 bits per group commit.
 *
 *     link = 24 bits of SHA-256 over page, place of the group's first entry and all its entries,
 *            8 bits that mix those with the link before
 *
 * The first part tells on its own whether a group is what was appended, also behind a gap, where
 * the link before is unknown. The second part ties each group to the one before; the last link of
 * a page is kept with its head. Together they notice loss and spoilt bits, which is all they are
 * for: they overlook a spoilt group once in 16 million times, and each further byte would be paid
 * by every keystroke of a person who writes alone (a group is one entry then; 6 % more disk per
 * byte, measured). They are no proof against somebody who can write to the folder; no length would
 * be, for they can compute links too.
 */
import { createHash } from 'node:crypto'
import type { PageId, Seq } from '#contract/ids.ts'
import { linkLength } from './entry-bytes.ts'

/** What stands before a page's first entry, and before the first one behind a lost tail. */
export const firstLink = Buffer.alloc(linkLength)

const headerLength = 26

function digestOf(page: PageId, first: Seq, values: readonly Buffer[]): Buffer {
  const hash = createHash('sha256')
  const head = Buffer.allocUnsafe(headerLength + 4 * values.length)
  head.write(page, 0, 20, 'latin1')
  head.writeUIntBE(first, 20, 6)
  // Lengths first: otherwise two entries could trade bytes at their border unnoticed.
  let at = headerLength
  for (const value of values) at = head.writeUInt32LE(value.length, at)
  hash.update(head)
  for (const value of values) hash.update(value)
  return hash.digest()
}

function tie(digest: Buffer, before: Buffer): number {
  let mixed = digest[3] ?? 0
  for (const byte of before) mixed = (mixed * 31 + byte) & 0xff
  return mixed
}

/** The link that ends a group whose bare values are given in order. */
export function linkOf(
  before: Buffer,
  page: PageId,
  first: Seq,
  values: readonly Buffer[],
): Buffer {
  const digest = digestOf(page, first, values)
  return Buffer.of(digest[0] ?? 0, digest[1] ?? 0, digest[2] ?? 0, tie(digest, before))
}

/**
 * Some link before with which the group gets the given one: what stood before a group behind a gap
 * nobody knows, and nobody asks.
 */
export function linkBefore(
  link: Buffer,
  page: PageId,
  first: Seq,
  values: readonly Buffer[],
): Buffer {
  const digest = digestOf(page, first, values)
  const before = Buffer.alloc(linkLength)
  // The last byte is added as it is: one of its 256 values gives the sum that is due.
  before[3] = ((link[3] ?? 0) - tie(digest, before)) & 0xff
  return before
}

/** Whether `link` ends the group; `before` is null where the link before is unknown. */
export function isLinkOf(
  link: Buffer,
  before: Buffer | null,
  page: PageId,
  first: Seq,
  values: readonly Buffer[],
): boolean {
  const digest = digestOf(page, first, values)
  if (digest.compare(link, 0, 3, 0, 3) !== 0) return false
  return before === null || link[3] === tie(digest, before)
}
