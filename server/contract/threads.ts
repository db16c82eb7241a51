/**
 * Threads: what people say about a page, beside its text. A thread never changes the page; it is a
 * record of the page's own partition, written by the server with who and when.
 */
import { z } from 'zod'
import { commentId, idPattern, pageId, personId, threadId } from './ids.ts'
import {
  fates,
  longestComment,
  longestProposal,
  longestReason,
  proposedPattern,
  reactionNames,
} from './thread-shape.ts'

export {
  type Fate,
  fates,
  longestComment,
  longestProposal,
  mentionPattern,
  type ReactionName,
  reactionNames,
} from './thread-shape.ts'

/** Yjs clocks: what is named by them keeps its name for ever. */
const yjsNumber = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
export const yjsId = z.object({ client: yjsNumber, clock: yjsNumber })
export type YjsId = z.infer<typeof yjsId>

/** What a thread is about, as its author's browser names it; of a block both are the block's id. */
export const spot = z.object({
  /** The first and the last character, both included; or of a node that is one piece, its own. */
  first: yjsId,
  last: yjsId,
})
export type Spot = z.infer<typeof spot>

/** Where a thread is in the text. The server keeps it up as editors write the text anew. */
export const threadAnchor = spot.extend({
  kind: z.enum(['text', 'block']),
  /** What stood there when the thread was begun; at most 500 characters. */
  quote: z.string(),
  /** The entry after which it stood there. */
  seq: z.int(),
  /**
   * Of a passage that is gone from the text: the last entry after which any of it was there; null
   * = it is there.
   */
  lastThere: z.int().nullable(),
})
export type ThreadAnchor = z.infer<typeof threadAnchor>

/** Most comments in one thread, and most threads on one page. */
export const mostComments = 500
export const mostThreads = 5_000

/** What a comment says: plain text, line breaks and mentions; no other control characters. */
export const commentText = z
  .string()
  .overwrite((text) => text.replaceAll('\r\n', '\n'))
  .normalize('NFC')
  .trim()
  .min(1)
  .max(longestComment)
  .regex(/^(?:[^\p{Cs}\p{Cc}]|[\t\n])*$/u)

/** A sentence why. */
export const reasonText = z.string().normalize('NFC').trim().max(longestReason)

export const comment = z.object({
  id: commentId,
  by: personId,
  at: z.iso.datetime(),
  /** Empty when it was deleted. */
  text: z.string(),
  /** When its author changed it last, and what it said before, the oldest first. */
  edits: z.array(z.object({ at: z.iso.datetime(), before: z.string() })).max(50),
  /** By its author: the words are gone, the place stays. */
  deletedAt: z.iso.datetime().nullable(),
  /** By a facilitator: only its author and facilitators see the words. */
  hidden: z.object({ by: personId, at: z.iso.datetime(), reason: z.string() }).nullable(),
  reactions: z.array(z.object({ name: z.enum(reactionNames), by: z.array(personId) })),
})
export type Comment = z.infer<typeof comment>

/** How a thread ended. */
export const ending = z.object({
  fate: z.enum(fates),
  /** Why, in a sentence; only who began the thread may leave it out. */
  reason: z.string(),
  by: personId,
  at: z.iso.datetime(),
  /** The thread that it was merged with, on the same page. */
  into: threadId.nullable(),
  /** The entry that put a proposal in. */
  seq: z.int().nullable(),
})
export type Ending = z.infer<typeof ending>

/** Words that somebody proposes instead of a passage. */
export const proposal = z.object({
  /** What stood in the passage when it was proposed. */
  from: z.string(),
  /** What would stand there; empty = nothing. */
  to: z.string(),
})
export type Proposal = z.infer<typeof proposal>

/** The words of a proposal, as they would stand in the text. */
export const proposedText = z.string().normalize('NFC').max(longestProposal).regex(proposedPattern)

export const thread = z.object({
  id: threadId,
  page: pageId,
  /** Null = about the whole page. */
  anchor: threadAnchor.nullable(),
  proposal: proposal.nullable(),
  /** The page's last entry when it was begun: its moment in the history. */
  seq: z.int(),
  comments: z.array(comment).min(1).max(mostComments),
  /** Null = open. */
  ending: ending.nullable(),
  /** Endings that were taken back, the oldest first, with who did and when. */
  reopened: z.array(z.object({ ending, by: personId, at: z.iso.datetime() })).max(50),
})
export type Thread = z.infer<typeof thread>

const place = { page: pageId, thread: threadId }

/** What one person said, proposed and decided anywhere. */
export const ownWords = z.object({
  comments: z.array(
    z.object({
      ...place,
      at: z.iso.datetime(),
      text: z.string(),
      /** What it said before, the oldest first. */
      before: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
      /** The words that were proposed with it. What stood there is not the person's own. */
      proposal: z.string().nullable(),
      deletedAt: z.iso.datetime().nullable(),
    }),
  ),
  reactions: z.array(z.object({ ...place, name: z.enum(reactionNames) })),
  endings: z.array(
    z.object({ ...place, ...ending.pick({ at: true, fate: true, reason: true }).shape }),
  ),
})
export type OwnWords = z.infer<typeof ownWords>

/**
 * Chosen by the browser for everything it sends, so that what is sent twice, because an answer was
 * lost, is done once.
 */
export const sendKey = z.string().regex(idPattern)
