/** Brings the past back on a copy of the page, so that the page itself is held up by nothing. */
import * as Y from 'yjs'
import { notFound } from '#contract/errors.ts'
import { pageRoot } from '#contract/page-schema.ts'
import type { Chronicle, Place } from '../history/chronicle.ts'
import { restoreInto, type Wanted } from '../history/restore.ts'
import { applyExactly } from '../rooms/apply.ts'
import { contentOf } from '../rooms/content.ts'
import type { YjsId } from './questions.ts'

/**
 * The update that makes of the page, as the Chronicle ends, what is wanted; null when that changes
 * nothing. AppError not-found for a part that never was.
 */
export function restoring(
  chronicle: Chronicle,
  wanted: Wanted,
  part: YjsId | null,
): Uint8Array | null {
  const place = part === null ? undefined : placeOf(chronicle, part)
  const copy = new Y.Doc()
  applyExactly(copy, [Y.encodeStateAsUpdate(chronicle.doc)])
  copy.clientID = freshClient(copy)
  const made: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => made.push(update))
  const before = JSON.stringify(contentOf(copy))
  restoreInto(chronicle, wanted, copy.getXmlFragment(pageRoot), place)
  // The same words may have been written twice: that they are other ones nobody can see.
  const isSame = JSON.stringify(contentOf(copy)) === before
  copy.destroy()
  return isSame ? null : Y.mergeUpdates(made)
}

function placeOf(chronicle: Chronicle, { client, clock }: YjsId): Place {
  if (clock >= Y.getState(chronicle.doc.store, client)) throw notFound()
  return chronicle.placeOf(client, clock)
}

/** Whoever wrote on the page once is in the Chronicle, also when nothing is left of it. */
function freshClient({ store }: Y.Doc): number {
  const ids = new Uint32Array(1)
  do crypto.getRandomValues(ids)
  while (ids[0] === 0 || store.clients.has(ids[0] ?? 0))
  return ids[0] ?? 0
}
