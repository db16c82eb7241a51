import type { ThreadsReply, ThreadView } from '../net/thread-queries.ts'

/** The page's threads with one as the server has it now; an older answer changes nothing. */
export function withThread(
  reply: ThreadsReply | undefined,
  thread: ThreadView,
): ThreadsReply | undefined {
  if (reply === undefined) return undefined
  const before = reply.threads.find(({ id }) => id === thread.id)
  if (before !== undefined && before.revision > thread.revision) return reply
  return {
    ...reply,
    threads:
      before === undefined
        ? [...reply.threads, thread]
        : reply.threads.map((one) => (one === before ? thread : one)),
  }
}
