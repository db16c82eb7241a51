import type { PageId, Seq } from '#contract/ids.ts'
import type { Entry, UpdateLog } from '../storage/storage.ts'

/** Entries that are taken together: reading them takes a few milliseconds. */
const together = 1_000

/** Entries of a page in pieces, so that nobody waits long for what goes on beside. */
export async function* inPieces(
  log: UpdateLog,
  page: PageId,
  from: Seq,
  to: Seq,
): AsyncIterable<readonly Entry[]> {
  let piece: Entry[] = []
  for await (const entry of log.read(page, from, to)) {
    piece.push(entry)
    if (piece.length < together) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}
