/** Approving, publishing, and what readers say. */
import { z } from 'zod'
import {
  approval,
  approvalAsked,
  approvalStates,
  edition,
  editionStates,
  feedback,
  finding,
  mostFeedback,
  pageChange,
  plainText,
  publicationSettings,
} from '../editions.ts'
import { longestLinkPassword, shortestLinkPassword } from '../edition-shape.ts'
import { define, nothing } from '../endpoint.ts'
import { approvalId, editionId, feedbackId, pageId, personId, strategyId, unitId } from '../ids.ts'
import { day } from '../records.ts'
import { fates } from '../threads.ts'

const oneStrategy = z.object({ id: strategyId })
const oneApproval = z.object({ id: strategyId, approval: approvalId })
const oneEdition = z.object({ id: strategyId, edition: editionId })
const people = z.array(z.object({ id: personId, name: z.string() }))
const read = { by: 'strategy', action: 'strategy.read' } as const
const manage = { by: 'strategy', action: 'edition.manage' } as const

export const approvalView = approval.extend({
  state: z.enum(approvalStates),
  /** Pages that were written on since; those that the asker may not read are never here. */
  changedSince: z.array(pageId),
})
export type ApprovalView = z.infer<typeof approvalView>

export const editionView = edition.extend({
  number: z.string(),
  state: z.enum(editionStates),
  /** Its address on this server, from the root: `/published/viestinta/1.0/`. */
  path: z.string(),
  /** Of the current one: pages whose draft is another one by now. */
  changedSince: z.array(pageId),
})
export type EditionView = z.infer<typeof editionView>

export const publicationView = publicationSettings.extend({
  /** Does the link ask for a password? */
  hasPassword: z.boolean(),
  /** Is there a link that works? */
  hasLink: z.boolean(),
})
export type PublicationView = z.infer<typeof publicationView>

export const feedbackView = feedback.extend({
  number: z.string(),
  pageTitle: z.string().nullable(),
  personName: z.string().nullable(),
  byName: z.string().nullable(),
  /** May I say what became of it? */
  mine: z.boolean(),
})
export type FeedbackView = z.infer<typeof feedbackView>

/** What `exportEdition` makes. `paste`: HTML without a frame, to paste into another system. */
export const editionFormats = ['zip', 'pdf', 'paste'] as const

/** From asking for approval to withdrawing. */
export const editionEndpoints = {
  listEditions: define({
    method: 'GET',
    path: '/api/strategies/:id/editions',
    summary:
      'Editions, newest first, and the approvals that are under way or ended, newest first, with pages that I may read.',
    access: read,
    params: oneStrategy,
    body: nothing,
    status: 200,
    reply: z.object({
      editions: z.array(editionView),
      /** Only those whose pages I may all read. */
      approvals: z.array(approvalView),
      /** Null until the strategy has been given an address. */
      publication: publicationView.nullable(),
      /** An address that is free, for a strategy without one. */
      suggestedSlug: z.string(),
      people,
      /** Do I agree to be named in “how this was made”? */
      named: z.boolean(),
    }),
  }),
  askApproval: define({
    method: 'POST',
    path: '/api/strategies/:id/approvals',
    summary: 'Freeze pages as they are now and ask people to approve them.',
    access: manage,
    params: oneStrategy,
    body: approvalAsked,
    status: 201,
    reply: approvalView,
  }),
  checkPages: define({
    method: 'POST',
    path: '/api/strategies/:id/checks',
    summary: 'What stands in the way of publishing these pages as they are now.',
    access: read,
    params: oneStrategy,
    body: z.object({ pages: z.array(pageId).min(1).max(200) }),
    status: 200,
    reply: z.object({ findings: z.array(finding) }),
  }),
  getApproval: define({
    method: 'GET',
    path: '/api/strategies/:id/approvals/:approval',
    summary: 'What is asked, what stands in the way, and what changed since the last edition.',
    access: read,
    params: oneApproval,
    body: nothing,
    status: 200,
    reply: z.object({
      approval: approvalView,
      /** As it is now: comments that were answered since are not counted. */
      findings: z.array(finding),
      /** Null: nothing was published before. */
      since: z.object({ number: z.string(), changes: z.array(pageChange) }).nullable(),
      /** Am I asked? */
      asked: z.boolean(),
      people,
    }),
  }),
  answerApproval: define({
    method: 'PUT',
    path: '/api/strategies/:id/approvals/:approval/answer',
    summary:
      'Approve or return, by whoever is asked. Where something stands in the way, approving takes a reason, which is published.',
    access: read,
    params: oneApproval,
    body: z.discriminatedUnion('what', [
      z.object({ what: z.literal('approved'), despite: plainText(1000), named: z.boolean() }),
      z.object({ what: z.literal('returned'), reason: plainText(1000).min(1) }),
    ]),
    status: 200,
    reply: approvalView,
  }),
  cancelApproval: define({
    method: 'DELETE',
    path: '/api/strategies/:id/approvals/:approval',
    summary: 'Ask no longer. What was said stays to be read.',
    access: manage,
    params: oneApproval,
    body: nothing,
    status: 200,
    reply: approvalView,
  }),
  publishEdition: define({
    method: 'POST',
    path: '/api/strategies/:id/approvals/:approval/edition',
    summary: 'Publish what everybody approved, now or later.',
    access: manage,
    confirm: true,
    params: oneApproval,
    body: z.object({
      /** 1.1 → 2.0 or 1.2. The first one is 1.0. */
      step: z.enum(['major', 'minor']),
      changeNote: plainText(2000),
      validFrom: day,
      /** Null = now. */
      publishAt: z.iso.datetime().nullable(),
    }),
    status: 201,
    reply: editionView,
  }),
  withdrawEdition: define({
    method: 'POST',
    path: '/api/strategies/:id/editions/:edition/withdrawal',
    summary: 'Take an edition back: a notice with the reason stays at its address.',
    access: manage,
    confirm: true,
    params: oneEdition,
    body: z.object({ reason: plainText(1000).min(1) }),
    status: 200,
    reply: editionView,
  }),
  cancelEdition: define({
    method: 'DELETE',
    path: '/api/strategies/:id/editions/:edition',
    summary: 'Do not publish a scheduled edition. What was approved can be published again.',
    access: manage,
    params: oneEdition,
    body: nothing,
    status: 204,
    reply: nothing,
  }),
} as const

/** How editions look and are reached. */
export const siteEndpoints = {
  setPublication: define({
    method: 'PUT',
    path: '/api/strategies/:id/publication',
    summary: 'How the strategy is published. The link is given once, when it is made.',
    access: manage,
    confirm: true,
    params: oneStrategy,
    body: publicationSettings.extend({
      /** Null takes the password away; absent leaves it as it is. */
      password: z.string().min(shortestLinkPassword).max(longestLinkPassword).nullable().optional(),
      /** Makes a new link: the one before lets nobody in any more. */
      newLink: z.boolean().default(false),
    }),
    status: 200,
    reply: z.object({
      publication: publicationView,
      /** Path of the link with its code, when one was made. */
      link: z.string().nullable(),
    }),
  }),
  previewApproval: define({
    method: 'GET',
    path: '/api/strategies/:id/approvals/:approval/preview/:file',
    summary: 'A file of the edition as it would be published, marked as a draft.',
    access: read,
    givesBytes: true,
    params: oneApproval.extend({ file: z.string().max(200) }),
    body: nothing,
    status: 200,
    reply: nothing,
  }),
  previewApprovalFile: define({
    method: 'GET',
    path: '/api/strategies/:id/approvals/:approval/preview/files/:file',
    summary: 'A picture or an attached file of the edition as it would be published.',
    access: read,
    givesBytes: true,
    params: oneApproval.extend({ file: z.string().max(200) }),
    body: nothing,
    status: 200,
    reply: nothing,
  }),
  exportEdition: define({
    method: 'GET',
    path: '/api/strategies/:id/editions/:edition/export/:format',
    summary: 'An edition as a zip of plain files, as PDF, or as HTML to paste.',
    access: read,
    givesBytes: true,
    params: oneEdition.extend({ format: z.enum(editionFormats) }),
    body: nothing,
    status: 200,
    reply: nothing,
  }),
} as const

/** What readers say of editions, and who is named in them. */
export const readerEndpoints = {
  setConsent: define({
    method: 'PUT',
    path: '/api/strategies/:id/consent',
    summary:
      'Whether I agree to be named in “how this was made”. Taking it back goes for all editions.',
    access: read,
    params: oneStrategy,
    body: z.object({ named: z.boolean() }),
    status: 200,
    reply: z.object({ named: z.boolean() }),
  }),
  listFeedback: define({
    method: 'GET',
    path: '/api/strategies/:id/feedback',
    summary:
      'What readers wrote, newest first: all of it for facilitators, of their pages for owners and deputies.',
    access: read,
    params: oneStrategy,
    body: nothing,
    status: 200,
    reply: z.object({ feedback: z.array(feedbackView) }),
  }),
  answerFeedback: define({
    method: 'PUT',
    path: '/api/strategies/:id/feedback/:feedback/fate',
    summary: 'Say what became of it: by facilitators, and by who answers for the page.',
    access: read,
    params: z.object({ id: strategyId, feedback: feedbackId }),
    body: z.object({ fate: z.enum(fates), reason: plainText(1000).min(1) }),
    status: 200,
    reply: feedbackView,
  }),
  removeFeedback: define({
    method: 'POST',
    path: '/api/strategies/:id/feedback/removals',
    summary:
      'Remove what readers wrote, for good: all of it or none. Their status pages say so from then on.',
    access: manage,
    params: oneStrategy,
    body: z.object({ feedback: z.array(feedbackId).min(1).max(mostFeedback) }),
    status: 200,
    reply: z.object({
      /** Without those that had been removed before. */
      removed: z.int(),
    }),
  }),
  getReadings: define({
    method: 'GET',
    path: '/api/strategies/:id/readings',
    summary: 'How many have read the current edition, by units of five or more.',
    access: manage,
    params: oneStrategy,
    body: nothing,
    status: 200,
    reply: z.object({
      /** Null: nothing is published. */
      number: z.string().nullable(),
      /** Of everybody; null = fewer than five. */
      read: z.int().nullable(),
      all: z.int(),
      /** Of units with at least five people; `read` null = fewer than five, or all but fewer than five. */
      units: z.array(
        z.object({ unit: unitId, name: z.string(), read: z.int().nullable(), all: z.int() }),
      ),
    }),
  }),
} as const
