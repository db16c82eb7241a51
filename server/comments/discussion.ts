/** Saying something about a page: who may say what, in whose name, and when it was. */
import type * as Y from 'yjs'
import { AppError } from '#contract/errors.ts'
import {
  type CommentId,
  commentId,
  newId,
  type PageId,
  type Seq,
  type ThreadId,
  threadId,
} from '#contract/ids.ts'
import {
  type Comment,
  mostComments,
  type ReactionName,
  reactionNames,
  type Spot,
  type ThreadAnchor,
} from '#contract/threads.ts'
import { linesIn } from '#contract/thread-shape.ts'
import { happeningIn } from './happenings.ts'
import {
  type Changed,
  commentOf,
  type KeptThread,
  noRoom,
  sentBy,
  type Speaker,
  type StoredThread,
  withComment,
} from './kept-thread.ts'
import { readSpot, type SpotText } from './spot.ts'
import type { Threads } from './threads.ts'

/** Longest passage that other words may be proposed for, in UTF-16 units. */
const longestPassage = 20_000
/** Earlier words of a comment that are kept. */
const mostEdits = 50

export interface Discussion {
  /**
   * Begins a thread. AppError invalid-input for a spot that is none, a proposal that has no passage
   * or changes nothing, and where nothing is said at all; too-large, too-many-requests.
   */
  begin(
    speaker: Speaker,
    given: {
      readonly text?: string | undefined
      readonly spot?: Spot | undefined
      readonly proposal?: string | undefined
      readonly key?: string | undefined
    },
    stillMay: () => Promise<void>,
  ): Promise<StoredThread>
  /** Answers. AppError not-found, too-large, too-many-requests; conflict for a key of another. */
  add(
    speaker: Speaker,
    thread: ThreadId,
    given: { readonly text: string; readonly key?: string | undefined },
  ): Promise<StoredThread>
  /** AppError not-found; forbidden for anybody else's; conflict for one that was deleted. */
  change(speaker: Speaker, place: CommentPlace, text: string): Promise<StoredThread>
  /** AppError not-found; forbidden for anybody else's. */
  remove(speaker: Speaker, place: CommentPlace): Promise<StoredThread>
  /** With a reason, or shows it again. AppError not-found; conflict for one that was deleted. */
  hide(speaker: Speaker, place: CommentPlace, reason: string | null): Promise<StoredThread>
  /** AppError not-found; conflict for a comment that was deleted. */
  react(
    speaker: Speaker,
    place: CommentPlace,
    given: { readonly name: ReactionName; readonly on: boolean },
  ): Promise<StoredThread>
}

interface CommentPlace {
  readonly thread: ThreadId
  readonly comment: CommentId
}

export function createDiscussion(deps: {
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly log: { head(page: PageId): Promise<{ readonly seq: Seq }> }
  /** What one person may say, so that nobody floods a page. */
  readonly perPerson: { take(key: string): void }
  readonly rooms: {
    peek<T>(page: PageId, look: (doc: Y.Doc, seq: Seq) => T): Promise<T>
  }
  readonly threads: Threads
}): Discussion {
  const { clock, log, perPerson, rooms, threads } = deps
  const now = () => new Date(clock()).toISOString()

  const seen = async (page: PageId, spot: Spot | undefined) =>
    spot
      ? rooms.peek(page, (doc, seq) => ({ read: readSpot(doc, spot), seq }))
      : { read: null, seq: (await log.head(page)).seq }

  /** Changes one comment; `null` leaves it as it is. */
  const onComment = (
    { page: { id } }: Speaker,
    place: CommentPlace,
    change: (one: Comment, known: KeptThread) => Changed | null,
  ) => threads.change(id, place.thread, (known) => change(commentOf(known, place.comment), known))

  return {
    async begin(speaker, { key, proposal, spot, text }, stillMay) {
      const { page, person } = speaker
      perPerson.take(person.id)
      if (text === undefined && proposal === undefined) throw missing('text')
      if (proposal !== undefined && spot === undefined) throw missing('spot')
      const { read, seq } = await seen(page.id, spot)
      const from = read && proposal !== undefined ? passageOf(read, proposal) : null
      await stillMay()
      const at = now()
      const first = said(speaker, text ?? '', at)
      const sent = key === undefined ? null : sentBy(person.id, key)
      const anchor: ThreadAnchor | null =
        read && spot ? { ...spot, kind: read.kind, quote: read.quote, seq, lastThere: null } : null
      const value: KeptThread = {
        id: newId(threadId),
        page: page.id,
        anchor,
        proposal: from !== null && proposal !== undefined ? { from, to: proposal } : null,
        seq,
        comments: [first],
        ending: null,
        reopened: [],
        sent: sent === null ? [] : [sent],
        accepting: null,
      }
      const what = { what: 'begun', comment: first.id, text: first.text } as const
      const happening = happeningIn(speaker, { ...what, at, after: value, before: null })
      return threads.begin({ value, happening, says: true }, sent)
    },

    async add(speaker, thread, { key, text }) {
      const { page, person } = speaker
      await threads.get(page.id, thread)
      perPerson.take(person.id)
      const sent = key === undefined ? null : sentBy(person.id, key)
      return threads.change(page.id, thread, (known, all) => {
        if (sent !== null) {
          if (known.sent.includes(sent)) return null
          if (all.some(({ value }) => value.sent.includes(sent))) throw keyUsed()
        }
        if (known.comments.length >= mostComments) throw noRoom('thread')
        const at = now()
        const added = said(speaker, text, at)
        const value = {
          ...known,
          comments: [...known.comments, added],
          sent: sent === null ? known.sent : [...known.sent, sent],
        }
        const what = { what: 'said', comment: added.id, text } as const
        const happening = happeningIn(speaker, { ...what, at, after: value, before: known })
        return { value, happening, says: true }
      })
    },

    async change(speaker, place, text) {
      const { page, person } = speaker
      requireOwn(
        speaker,
        commentOf((await threads.get(page.id, place.thread)).value, place.comment),
      )
      perPerson.take(person.id)
      return onComment(speaker, place, (one, known) => {
        requireOwn(speaker, one)
        requireThere(one)
        if (one.text === text) return null
        if (one.edits.length >= mostEdits) throw changedTooOften()
        const at = now()
        const edits = [...one.edits, { at, before: one.text }]
        const value = withComment(known, { ...one, text, edits })
        const what = { what: 'changed', comment: one.id, text, instead: one.text } as const
        const happening = happeningIn(speaker, { ...what, at, after: value, before: known })
        const isNews = happening.people.length + happening.units.length > 0
        return { value, happening: isNews ? happening : null, says: true }
      })
    },

    remove: (speaker, place) =>
      onComment(speaker, place, (one, known) => {
        requireOwn(speaker, one)
        if (one.deletedAt !== null) return null
        const gone = { ...one, text: '', edits: [], reactions: [], deletedAt: now() }
        return { value: withComment(known, gone), happening: null }
      }),

    hide: (speaker, place, reason) =>
      onComment(speaker, place, (one, known) => {
        if ((one.hidden?.reason ?? null) === reason) return null
        if (reason !== null) requireThere(one)
        const hidden = reason === null ? null : { by: speaker.person.id, at: now(), reason }
        return { value: withComment(known, { ...one, hidden }), happening: null }
      }),

    react: (speaker, place, { name, on }) =>
      onComment(speaker, place, (one, known) => {
        requireThere(one)
        const by = one.reactions.find((reaction) => reaction.name === name)?.by ?? []
        if (by.includes(speaker.person.id) === on) return null
        const others = by.filter((id) => id !== speaker.person.id)
        const reactions = reactionNames.flatMap((each) => {
          const theirs =
            each === name
              ? [...others, ...(on ? [speaker.person.id] : [])]
              : (one.reactions.find((reaction) => reaction.name === each)?.by ?? [])
          return theirs.length === 0 ? [] : [{ name: each, by: theirs }]
        })
        return { value: withComment(known, { ...one, reactions }), happening: null }
      }),
  }
}

/** A comment that says something; nothing of it comes from outside but its text. */
function said({ person }: Speaker, text: string, at: string): Comment {
  return {
    id: newId(commentId),
    by: person.id,
    at,
    text,
    edits: [],
    deletedAt: null,
    hidden: null,
    reactions: [],
  }
}

/** What stands where the proposed words would. AppError invalid-input. */
function passageOf({ oneBlock, text }: SpotText, proposal: string): string {
  const wrong = !oneBlock ? 'one-block' : text.length > longestPassage ? 'too-long' : null
  if (wrong !== null) {
    throw new AppError('invalid-input', 'Words are proposed for a passage within one block.', {
      details: { spot: wrong },
    })
  }
  if (linesIn(text) !== linesIn(proposal)) {
    throw new AppError('invalid-input', 'The passage has another number of line breaks.', {
      details: { proposal: 'breaks' },
    })
  }
  if (text === proposal) {
    throw new AppError('invalid-input', 'These words stand there already.', {
      details: { proposal: 'same' },
    })
  }
  return text
}

function requireOwn({ person }: Speaker, { by }: Comment): void {
  if (by === person.id) return
  throw new AppError('forbidden', 'Only whoever said it may do this.')
}

function requireThere({ deletedAt }: Comment): void {
  if (deletedAt === null) return
  throw new AppError('conflict', 'This comment was deleted.', { details: { comment: 'deleted' } })
}

const missing = (what: 'spot' | 'text') =>
  new AppError('invalid-input', 'There is something missing.', { details: { [what]: 'missing' } })

const keyUsed = () =>
  new AppError('conflict', 'This key was used for something else.', { details: { key: 'used' } })

const changedTooOften = () =>
  new AppError('conflict', 'This comment was changed too often.', {
    details: { edits: 'too-many' },
  })
