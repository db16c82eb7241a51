/** What people are to be told of, kept until they are. */
import { newId, noticeId } from '#contract/ids.ts'
import type { News } from '#contract/notices.ts'
import type { Change } from './storage.ts'

/** News without the id that it gets here. */
export type Untold = News extends infer One ? (One extends News ? Omit<One, 'id'> : never) : never

/**
 * The change that has people told. It belongs into the very transaction that makes it happen, in
 * `editionsPartition` or `readersPartition`; after that the bus is to say `publishing`. A kill in
 * between tells nobody twice and nobody never.
 */
export function toldLater(untold: Untold): Change {
  const value = { ...untold, id: newId(noticeId) }
  return { do: 'put', collection: 'outbox', id: value.id, value, expects: 0 }
}
