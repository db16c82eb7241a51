/** What was said about a page, at the moments of its history. */
import type { PersonId, Seq, ThreadId } from '#contract/ids.ts'
import type { Fate } from '#contract/threads.ts'
import type { ThreadView } from '../../net/thread-queries.ts'
import type { Moments } from '../moments.ts'

export interface Said {
  /** Nothing else has the same. */
  readonly key: string
  readonly what: 'begun' | 'proposed' | 'answered' | 'ended' | 'accepted' | 'reopened'
  readonly thread: ThreadId
  /** The last moment of the page by then; the page shows it from then on. */
  readonly seq: Seq
  /** When it was, milliseconds since 1970. */
  readonly at: number
  readonly by: PersonId
  /** The words as they are stored; empty where they are gone, hidden, or there are none. */
  readonly text: string
  /** Of what ended. */
  readonly fate: Fate | null
  /** Of a thread whose passage is gone from the text: the last moment at which it was there. */
  readonly lastThere: Seq | null
}

/** All of it in the order in which it happened. */
export function saidOn(
  threads: readonly ThreadView[],
  moments: Pick<Moments, 'head' | 'within' | 'timeOf'>,
): readonly Said[] {
  if (moments.head === 0) return []
  const seqAt = (time: number) => lastBefore(time, moments)
  return threads
    .flatMap((thread) => eventsOf(thread, (seq) => moments.within(seq), seqAt))
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq)
}

function eventsOf(
  thread: ThreadView,
  within: (seq: Seq) => Seq,
  seqAt: (time: number) => Seq,
): Said[] {
  const { id, anchor, comments, ending, proposal, reopened } = thread
  const lastThere = anchor?.lastThere ?? null
  const event = (
    what: Said['what'],
    at: string,
    by: PersonId,
    rest: Partial<Pick<Said, 'seq' | 'text' | 'fate'>> & { readonly n?: number },
  ): Said => {
    const { n = 0, seq, text = '', fate = null } = rest
    const time = Date.parse(at)
    return {
      key: `${id} ${what} ${n}`,
      what,
      thread: id,
      seq: seq === undefined ? seqAt(time) : within(seq),
      at: time,
      by,
      text,
      fate,
      lastThere,
    }
  }
  const ends = [...reopened.map((one) => one.ending), ...(ending === null ? [] : [ending])]
  return [
    ...comments.map(({ at, by, text }, n) =>
      n > 0
        ? event('answered', at, by, { n, text })
        : event(proposal === null ? 'begun' : 'proposed', at, by, {
            seq: thread.seq,
            // Whoever proposes words may leave it at that.
            text: text === '' && proposal !== null ? proposal.to : text,
          }),
    ),
    ...ends.map(({ at, by, fate, reason, seq }, n) =>
      seq === null
        ? event('ended', at, by, { n, text: reason, fate })
        : event('accepted', at, by, { n, text: reason, fate, seq }),
    ),
    ...reopened.map(({ at, by }, n) => event('reopened', at, by, { n })),
  ]
}

/** The last moment that was not after a time; the first one before all of them. */
function lastBefore(time: number, moments: Pick<Moments, 'head' | 'timeOf'>): Seq {
  let least = 1
  let most = moments.head
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (moments.timeOf(middle) <= time) least = middle
    else most = middle - 1
  }
  return least
}
