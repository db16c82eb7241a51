/** Makes the digest of a page from its text as it is stored now, its log, and answers to scales. */
import type { PageId } from '#contract/ids.ts'
import type { Digest } from '#contract/records.ts'
import { contentOf } from '../rooms/content.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Beginnings } from './beginnings.ts'
import { digestOf } from './digest-of.ts'
import { lastOf, type Tails, type Written } from './tails.ts'

/** `before` is the digest that is stored. AppError not-found for a page without entries. */
export type MakeDigest = (page: PageId, before: Digest | null) => Promise<Digest>

export function createMakeDigest(deps: {
  /** Ids of the scales on a page that somebody has answered. */
  readonly answered: (page: PageId) => Promise<ReadonlySet<string>>
  readonly beginnings: Beginnings
  readonly peek: Rooms['peek']
  readonly tails: Tails
}): MakeDigest {
  const { answered, beginnings, peek, tails } = deps
  return async (page, before) => {
    const { content, seq } = await peek(page, (doc, at) => ({ content: contentOf(doc), seq: at }))
    const known = { begun: await beginnings.of(page), answered: await answered(page) }
    const changed = changedBy(await tails.of(page), before)
    return { page, seq, changed, ...digestOf(content, known) }
  }
}

/** Further back than the tail goes what was known stays known. */
function changedBy(written: readonly Written[], before: Digest | null): Digest['changed'] {
  const last = written.at(-1)
  const known = before?.changed ?? null
  if (last === undefined) return known
  const by = [...new Set([...lastOf(written), ...(known?.by ?? [])])].slice(0, 10)
  return { at: new Date(last.at).toISOString(), by }
}
