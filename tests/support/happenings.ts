/** Threads as they are stored, with what is to be told of them: for tests of notices alone. */
import {
  commentId,
  newId,
  noticeId,
  pageId,
  type PersonId,
  strategyId,
  threadId,
} from '#contract/ids.ts'
import type { Happening } from '#contract/notices.ts'
import type { Comment, Thread } from '#contract/threads.ts'
import type { Bus } from '../../server/bus/bus.ts'
import { threadsPartition } from '../../server/storage/records.ts'
import type { Storage } from '../../server/storage/storage.ts'

export interface Stage {
  readonly storage: Pick<Storage, 'catalogue'>
  readonly bus: Bus
}

/** A comment that somebody makes. */
export const aComment = (by: PersonId, text: string, more: Partial<Comment> = {}): Comment => ({
  id: newId(commentId),
  by,
  at: '2026-03-02T08:00:00.000Z',
  text,
  edits: [],
  deletedAt: null,
  hidden: null,
  reactions: [],
  ...more,
})

/** A thread about a whole page. */
export const aThread = (page: string, comments: Comment[], more: Partial<Thread> = {}): Thread => ({
  id: newId(threadId),
  page: pageId.parse(page),
  anchor: null,
  proposal: null,
  seq: 1,
  comments,
  ending: null,
  reopened: [],
  ...more,
})

/** What happened in a thread: by default that its last comment was said. */
export function aHappening(
  thread: Thread,
  strategy: string,
  more: Partial<Happening> = {},
): Happening {
  const [first, ...others] = thread.comments
  const last = others.at(-1) ?? first
  if (!first || !last) throw new Error('a thread without a comment')
  return {
    id: newId(noticeId),
    at: last.at,
    by: last.by,
    strategy: strategyId.parse(strategy),
    page: thread.page,
    thread: thread.id,
    comment: last.id,
    what: others.length === 0 ? 'begun' : 'said',
    fate: null,
    people: [],
    units: [],
    begunBy: first.by,
    takePart: [...new Set(thread.comments.filter((one) => one !== last).map(({ by }) => by))],
    ...more,
  }
}

/** Stores them in one transaction, as the server does, and says so unless it was killed. */
export async function store(
  { storage, bus }: Stage,
  thread: Thread,
  happenings: readonly Happening[],
  said = true,
): Promise<void> {
  await storage.catalogue.transact(threadsPartition(thread.page), [
    { do: 'put', collection: 'threads', id: thread.id, value: thread },
    ...happenings.map(
      (value) => ({ do: 'put', collection: 'outbox', id: value.id, value }) as const,
    ),
  ])
  if (said) bus.publish({ kind: 'threads', page: thread.page })
}
