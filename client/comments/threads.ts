/** What is known of threads by looking at them: whose they are, what waits, what is marked. */
import type { PersonId, ThreadId } from '#contract/ids.ts'
import type { Mark } from '../net/marked-text.ts'
import type { Speaker, ThreadView } from '../net/thread-queries.ts'

export const filters = ['open', 'all', 'mine', 'unanswered', 'managers', 'proposals'] as const
export type Filter = (typeof filters)[number]

/** Is this one of the filters? */
export function isFilter(text: string | null): text is Filter {
  return filters.some((one) => one === text)
}

/** Who began the thread. */
export function beganBy({ comments }: ThreadView): PersonId | undefined {
  return comments[0]?.by
}

/** The answers that are still to be read. */
export function answersOf({ comments }: ThreadView): ThreadView['comments'] {
  return comments.slice(1)
}

/** Does nobody but who began it have said anything? */
export function isUnanswered(thread: ThreadView): boolean {
  const author = beganBy(thread)
  return thread.ending === null && thread.comments.every(({ by }) => by === author)
}

/** Does the thread pass the filter? `mine`: I said something in it. */
export function passes(
  thread: ThreadView,
  filter: Filter,
  me: PersonId,
  speakers: ReadonlyMap<PersonId, Speaker>,
): boolean {
  switch (filter) {
    case 'open':
      return thread.ending === null
    case 'all':
      return true
    case 'mine':
      return thread.comments.some(({ by }) => by === me)
    case 'unanswered':
      return isUnanswered(thread)
    case 'managers':
      return thread.comments.some(({ by }) => speakers.get(by)?.manager === true)
    case 'proposals':
      return thread.proposal !== null && thread.ending === null
  }
}

/** What is marked in the text for the threads. */
export function marksOf(threads: readonly ThreadView[]): readonly Mark[] {
  return threads.flatMap(({ id, anchor, ending, proposal }): Mark[] => {
    if (anchor === null) return []
    const { first, last, kind } = anchor
    const proposed = ending === null ? (proposal?.to ?? null) : null
    return [{ thread: id, kind, first, last, look: ending === null ? 'open' : 'ended', proposed }]
  })
}

/** Is what the thread is about gone from the text? */
export function isGone({ anchor, id }: ThreadView, lost: ReadonlySet<ThreadId>): boolean {
  return anchor !== null && (anchor.lastThere !== null || lost.has(id))
}
