/** What people say about a page: threads of comments, proposals, and what became of them. */
import { z } from 'zod'
import { define, nothing } from '../endpoint.ts'
import { commentId, pageId, personId, strategyId, threadId, unitId } from '../ids.ts'
import * as t from '../threads.ts'

const onePage = z.object({ id: pageId })
const oneThread = onePage.extend({ thread: threadId })
const oneComment = oneThread.extend({ comment: commentId })
const count = z.int().min(0)

/** A comment as its reader may see it: the words of a hidden one only for its author and facilitators. */
const commentView = t.comment.omit({ edits: true }).extend({
  /** When it was changed last; null = never. */
  editedAt: z.iso.datetime().nullable(),
  /** What it said before, the oldest first; empty where its words may not be seen. */
  before: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
})

/** A thread, with what its reader may do. */
export const threadView = t.thread.omit({ comments: true }).extend({
  comments: z.array(commentView).min(1),
  /** Raised with every change of it. */
  revision: z.int(),
})

/** Who is named in threads, as they are now. */
const speaker = z.object({
  id: personId,
  name: z.string(),
  unit: z.string().nullable(),
  guest: z.boolean(),
  manager: z.boolean(),
})

export const threadEndpoints = {
  listThreads: define({
    method: 'GET',
    path: '/api/pages/:id/threads',
    summary: 'Every thread of the page, ended ones too, in the order in which they were begun.',
    access: { by: 'page', action: 'page.read' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: z.object({
      threads: z.array(threadView),
      people: z.array(speaker),
      /** Units that are mentioned. */
      units: z.array(z.object({ id: unitId, name: z.string() })),
      /** What I may do here. */
      may: z.object({ comment: z.boolean(), decide: z.boolean(), hide: z.boolean() }),
    }),
  }),
  beginThread: define({
    method: 'POST',
    path: '/api/pages/:id/threads',
    summary:
      'Say something about a passage, a block or, without `spot`, the whole page; with `proposal` the words that I would have instead of the passage.',
    access: { by: 'page', action: 'page.comment' },
    params: onePage,
    body: z.object({
      text: t.commentText.optional(),
      spot: t.spot.optional(),
      /** Takes a `spot` of text, within one block; `text` may then be left out. */
      proposal: t.proposedText.optional(),
      key: t.sendKey.optional(),
    }),
    status: 201,
    reply: threadView,
  }),
  addComment: define({
    method: 'POST',
    path: '/api/pages/:id/threads/:thread/comments',
    summary: 'Answer in a thread. In one that has ended, too: it stays ended.',
    access: { by: 'page', action: 'page.comment' },
    params: oneThread,
    body: z.object({ text: t.commentText, key: t.sendKey.optional() }),
    status: 201,
    reply: threadView,
  }),
  changeComment: define({
    method: 'PATCH',
    path: '/api/pages/:id/threads/:thread/comments/:comment',
    summary: 'Say it in other words; only its author. What it said before stays to be read.',
    access: { by: 'page', action: 'page.comment' },
    params: oneComment,
    body: z.object({ text: t.commentText }),
    status: 200,
    reply: threadView,
  }),
  removeComment: define({
    method: 'DELETE',
    path: '/api/pages/:id/threads/:thread/comments/:comment',
    summary: 'Take my words away, also those from before; that I said something stays.',
    access: { by: 'page', action: 'page.comment' },
    params: oneComment,
    body: nothing,
    status: 200,
    reply: threadView,
  }),
  hideComment: define({
    method: 'PUT',
    path: '/api/pages/:id/threads/:thread/comments/:comment/hidden',
    summary:
      'Hide a comment from all but its author and facilitators, saying why; null shows it again.',
    access: { by: 'page', action: 'comment.hide' },
    params: oneComment,
    body: z.object({ reason: t.reasonText.min(3).nullable() }),
    status: 200,
    reply: threadView,
  }),
  react: define({
    method: 'PUT',
    path: '/api/pages/:id/threads/:thread/comments/:comment/reactions',
    summary: 'Answer a comment by a sign, or take mine back.',
    access: { by: 'page', action: 'page.comment' },
    params: oneComment,
    body: z.object({ name: z.enum(t.reactionNames), on: z.boolean() }),
    status: 200,
    reply: threadView,
  }),
  endThread: define({
    method: 'PUT',
    path: '/api/pages/:id/threads/:thread/ending',
    summary:
      'Say what became of a thread, and why; who began it may end it as answered without a reason. null opens it again, which those may who may end it.',
    access: { by: 'page', action: 'page.comment' },
    params: oneThread,
    body: z.object({
      ending: z
        .object({
          fate: z.enum(t.fates),
          reason: t.reasonText,
          /** The thread that it is merged with. */
          into: threadId.optional(),
        })
        .nullable(),
    }),
    status: 200,
    reply: threadView,
  }),
  acceptProposal: define({
    method: 'POST',
    path: '/api/pages/:id/threads/:thread/acceptance',
    summary:
      'Put the proposed words into the text, in the name of who proposed them. `replacing` is what stands in the passage as I see it: conflict, with what stands there in details.passage, when it is something else now.',
    access: { by: 'page', action: 'page.write' },
    params: oneThread,
    body: z.object({ replacing: z.string().max(20_000), reason: t.reasonText.optional() }),
    status: 200,
    reply: threadView,
  }),
  exportThreads: define({
    method: 'GET',
    path: '/api/pages/:id/threads/export/:format',
    summary: 'The page’s discussion as Markdown (`md`) or as a table (`csv`).',
    access: { by: 'page', action: 'page.read' },
    givesBytes: true,
    params: onePage.extend({ format: z.enum(['md', 'csv']) }),
    body: nothing,
    status: 200,
    reply: nothing,
  }),
  getContributions: define({
    method: 'GET',
    path: '/api/strategies/:id/contributions',
    summary: 'What became of all that was said on the pages of a strategy that I may read.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: z.object({ id: strategyId }),
    body: nothing,
    status: 200,
    reply: z.object({
      threads: count,
      proposals: count,
      /** Those of them that have ended, proposals included, by how; a fate that nothing had is 0. */
      ended: z.record(z.enum(t.fates), count),
      /** Open ones that nobody but who began them has said anything to. */
      unanswered: count,
      /** Open ones by page, only pages that have some. */
      open: z.array(z.object({ page: pageId, title: z.string(), open: count, unanswered: count })),
    }),
  }),
} as const
