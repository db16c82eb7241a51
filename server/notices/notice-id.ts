/** Ids of notices follow from what they tell to whom, so that telling it again changes nothing. */
import { createHash } from 'node:crypto'
import { type NoticeId, noticeId } from '#contract/ids.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const idLength = 20

/** The same for the same parts, and for no others. */
export function noticeIdOf(...parts: readonly string[]): NoticeId {
  const bytes = createHash('sha256').update(parts.join(' ')).digest().subarray(0, idLength)
  let id = ''
  for (const byte of bytes) id += alphabet[byte & 31]
  return noticeId.parse(id)
}
