/**
 * Every HTTP endpoint: method, path, what may come in, what goes out, and which right it takes.
 * Server routes, the client's functions and OpenAPI are derived from this one table.
 *
 * No request has an author, a time or a number in it: the server sets those.
 */
import { z } from 'zod'
import { deskEndpoints } from './api/desk.ts'
import { exportEndpoints } from './api/export.ts'
import { fileEndpoints } from './api/files.ts'
import { historyEndpoints } from './api/history.ts'
import { invitationEndpoints } from './api/invitations.ts'
import { noticeEndpoints } from './api/notices.ts'
import { organisationEndpoints } from './api/organisation.ts'
import { pageEndpoints } from './api/pages.ts'
import { peopleEndpoints } from './api/people.ts'
import { processEndpoints } from './api/process.ts'
import { editionEndpoints, readerEndpoints, siteEndpoints } from './api/publishing.ts'
import { scaleEndpoints } from './api/scales.ts'
import { sessionEndpoints } from './api/session.ts'
import { strategyEndpoints } from './api/strategies.ts'
import { templateEndpoints } from './api/templates.ts'
import { threadEndpoints } from './api/threads.ts'
import type { Endpoint } from './endpoint.ts'
import { pageId, strategyId } from './ids.ts'

export const endpoints = {
  ...sessionEndpoints,
  ...organisationEndpoints,
  ...peopleEndpoints,
  ...invitationEndpoints,
  ...strategyEndpoints,
  ...pageEndpoints,
  ...processEndpoints,
  ...scaleEndpoints,
  ...fileEndpoints,
  ...templateEndpoints,
  ...deskEndpoints,
  ...historyEndpoints,
  ...threadEndpoints,
  ...noticeEndpoints,
  ...exportEndpoints,
  ...editionEndpoints,
  ...siteEndpoints,
  ...readerEndpoints,
} as const satisfies Record<string, Endpoint>

export type EndpointName = keyof typeof endpoints

/** What every error answer looks like. */
export const errorReply = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.string()).optional(),
  }),
})

/** Server-to-client messages of `/api/events`: what to fetch again. */
export const serverEvent = z.discriminatedUnion('kind', [
  /** More than the server remembers. */
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('strategies') }),
  /** `written`: only what is told of their texts, which changes with every word. */
  z.object({
    kind: z.literal('pages'),
    strategy: strategyId,
    written: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('rights') }),
  /** Answers to the scales of a page. */
  z.object({ kind: z.literal('scales'), page: pageId }),
  /** Versions, restores and redactions of a page. */
  z.object({ kind: z.literal('history'), page: pageId }),
  /** Threads of a page: what was said, decided, or where they are in the text. */
  z.object({ kind: z.literal('threads'), page: pageId }),
  /** Approvals, editions, feedback or how the strategy is published. */
  z.object({ kind: z.literal('publishing'), strategy: strategyId }),
  /** What this person is told. */
  z.object({ kind: z.literal('notices') }),
  /** The organisation's own templates. */
  z.object({ kind: z.literal('templates') }),
  /** What this person has at hand. */
  z.object({ kind: z.literal('desk') }),
  /** People, units, invitations or the organisation's settings. */
  z.object({ kind: z.literal('people') }),
])
export type ServerEvent = z.infer<typeof serverEvent>
