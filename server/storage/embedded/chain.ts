/**
 * The hash chain of a page: one link per group commit, over the link before, the page, the place
 * of the group's first entry and every entry of the group.
 *
 * A link keeps 32 of SHA-256's bits. The chain is there to notice loss and spoilt bits, which it
 * overlooks once in four billion times, and each further byte would be paid by every keystroke of
 * a person who writes alone (there a group is one entry: 6 % more disk per byte, measured). It is
 * no proof against somebody who can write to the folder; no length would be, for they can compute
 * links too.
 */
import { createHash } from 'node:crypto'
import type { PageId, Seq } from '#contract/ids.ts'
import { linkLength } from './entry-bytes.ts'

/** What stands before a page's first entry. */
export const firstLink = Buffer.alloc(linkLength)

/** The link that ends a group whose bare values are given in order. */
export function linkOf(
  before: Buffer,
  page: PageId,
  first: Seq,
  values: readonly Buffer[],
): Buffer {
  const hash = createHash('sha256')
  const head = Buffer.allocUnsafe(linkLength + 20 + 6 + 4 * values.length)
  before.copy(head, 0, 0, linkLength)
  head.write(page, linkLength, 20, 'latin1')
  head.writeUIntBE(first, linkLength + 20, 6)
  // Lengths first: otherwise two entries could trade bytes at their border unnoticed.
  let at = linkLength + 26
  for (const value of values) at = head.writeUInt32LE(value.length, at)
  hash.update(head)
  for (const value of values) hash.update(value)
  return hash.digest().subarray(0, linkLength)
}
