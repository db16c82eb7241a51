/** What becomes of a thread: who may say so, and with what reason. */
import { AppError } from '#contract/errors.ts'
import type { ThreadId } from '#contract/ids.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Ending, Fate } from '#contract/threads.ts'
import { type Doer, happeningIn } from './happenings.ts'
import {
  beginnerOf,
  type Changed,
  type KeptThread,
  type Speaker,
  type StoredThread,
} from './kept-thread.ts'
import type { Threads } from './threads.ts'

/** Shorter than this says nothing, in UTF-16 units. */
const shortestReason = 3
/** Endings that can be taken back. */
const mostReopened = 50

/** What whoever began a thread may say of it: it has served its purpose, or is taken back. */
const ownFates: readonly Fate[] = ['answered', 'declined']

export interface GivenEnding {
  readonly fate: Fate
  readonly reason: string
  readonly into?: ThreadId | undefined
}

export interface Endings {
  /**
   * Ends a thread. The very same ending again changes nothing. AppError not-found; forbidden;
   * conflict for one that has ended; invalid-input without a reason, or where `into` is no other
   * thread of the page.
   */
  end(speaker: Speaker, thread: ThreadId, given: GivenEnding): Promise<StoredThread>
  /** Takes an ending back; an open thread stays so. AppError not-found, forbidden, conflict. */
  reopen(speaker: Speaker, thread: ThreadId): Promise<StoredThread>
}

export function createEndings(deps: {
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly threads: Threads
}): Endings {
  const { clock, threads } = deps
  const now = () => new Date(clock()).toISOString()

  return {
    end: (speaker, thread, given) =>
      threads.change(speaker.page.id, thread, (known, all) => {
        requireMayEnd(speaker, known, given)
        const { fate, into = null, reason } = given
        if (known.ending) {
          const { by, ...before } = known.ending
          const isSame = before.fate === fate && before.reason === reason && before.into === into
          if (isSame && by === speaker.person.id) return null
          throw new AppError('conflict', 'What became of this has been said already.', {
            details: { thread: 'ended' },
          })
        }
        if (known.accepting) {
          throw new AppError('conflict', 'These words are being put into the text.', {
            details: { thread: 'accepting' },
          })
        }
        if (into !== null) requireOther(known, all, { fate, into })
        const by = speaker.person.id
        return endedAs(speaker, known, { fate, reason, by, at: now(), into, seq: null })
      }),

    reopen: (speaker, thread) =>
      threads.change(speaker.page.id, thread, (known) => {
        requireMayReopen(speaker, known)
        if (!known.ending) return null
        if (known.reopened.length >= mostReopened) {
          throw new AppError('conflict', 'This was ended and opened again too often.', {
            details: { reopened: 'too-many' },
          })
        }
        const at = now()
        const back = { ending: known.ending, by: speaker.person.id, at }
        const value = { ...known, ending: null, reopened: [...known.reopened, back] }
        const what = { what: 'reopened', at, after: value, before: known } as const
        return { value, happening: happeningIn(speaker, what) }
      }),
  }
}

/** The thread, ended, and what is told of it. */
export function endedAs(doer: Doer, known: KeptThread, ending: Ending): Changed {
  const value = { ...known, ending }
  const { at, fate } = ending
  const what = { what: 'ended', at, fate, after: value, before: known } as const
  return { value, happening: happeningIn(doer, what) }
}

/** AppError forbidden, invalid-input. */
function requireMayEnd({ person, role }: Speaker, known: KeptThread, given: GivenEnding): void {
  const isOwn = beginnerOf(known) === person.id && ownFates.includes(given.fate)
  if (isOwn && given.into === undefined) return
  if (!mayInStrategy(role, 'thread.decide')) throw forbidden()
  if (given.reason.length < shortestReason) {
    throw new AppError('invalid-input', 'Say why, in a sentence.', {
      details: { reason: 'missing' },
    })
  }
}

function requireMayReopen({ person, role }: Speaker, known: KeptThread): void {
  const may = beginnerOf(known) === person.id || mayInStrategy(role, 'thread.decide')
  if (!may) throw forbidden()
}

/** The thread that another one is merged with is there, and is not merged with that one itself. */
function requireOther(
  known: KeptThread,
  all: readonly StoredThread[],
  { fate, into }: { readonly fate: Fate; readonly into: ThreadId },
): void {
  if (fate !== 'merged') throw wrong('not-merged')
  const next = new Map(all.map(({ value }) => [value.id, value.ending?.into ?? null]))
  if (!next.has(into)) throw wrong('unknown')
  for (let at: ThreadId | null = into; at !== null; at = next.get(at) ?? null) {
    if (at === known.id) throw wrong('itself')
  }
}

const wrong = (into: 'not-merged' | 'unknown' | 'itself') =>
  new AppError('invalid-input', 'A thread is merged with another one of its page.', {
    details: { into },
  })

const forbidden = () => new AppError('forbidden', 'Your role does not allow this.')
