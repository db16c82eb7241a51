/** The pages of a strategy: made, listed, renamed, read, narrowed and locked. */
import { z } from 'zod'
import { define, nothing } from '../endpoint.ts'
import { pageId, strategyId } from '../ids.ts'
import { strategyRoles } from '../permissions.ts'
import * as r from '../records.ts'

/** A page as its readers see it. Who is named in its narrowing is for facilitators alone. */
const page = r.page.omit({ narrowed: true }).extend({ narrowed: z.boolean() })

const pageView = page.extend({
  /** What the caller may do on this page. */
  role: z.enum(strategyRoles),
  mayReadHistory: z.boolean(),
  /** The page schema of the server. A client that knows an older one only reads. */
  schema: z.int(),
  /** Raised when the page was restored from a backup or found damaged. */
  epoch: z.int(),
})
const pageAccess = r.page.pick({ narrowed: true, locked: true })
const one = z.object({ id: strategyId })
const onePage = z.object({ id: pageId })

export const pageEndpoints = {
  listPages: define({
    method: 'GET',
    path: '/api/strategies/:id/pages',
    summary: 'The pages of a strategy that I may read, in their order.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: one,
    body: nothing,
    status: 200,
    reply: z.object({ pages: z.array(page) }),
  }),
  makePage: define({
    method: 'POST',
    path: '/api/strategies/:id/pages',
    summary: 'Add a page, empty or from a template.',
    access: { by: 'strategy', action: 'page.create' },
    params: one,
    body: z.object({
      title: z.string().normalize('NFC').trim().max(500).optional(),
      template: z.string().max(60).optional(),
      language: r.language.optional(),
    }),
    status: 201,
    reply: pageView,
  }),
  getPage: define({
    method: 'GET',
    path: '/api/pages/:id',
    summary: 'One page: its record, and what I may do with it.',
    access: { by: 'page', action: 'page.read' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: pageView,
  }),
  renamePage: define({
    method: 'PATCH',
    path: '/api/pages/:id',
    summary: 'Change the title; makes an entry in the page’s log in my name.',
    access: { by: 'page', action: 'page.write' },
    params: onePage,
    body: z.object({ title: z.string().normalize('NFC').trim().max(500) }),
    status: 200,
    reply: pageView,
  }),
  getPageContent: define({
    method: 'GET',
    path: '/api/pages/:id/content',
    summary: 'The page’s text now, as a tree of nodes and as plain text. Nothing deleted is in it.',
    access: { by: 'page', action: 'page.read' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: z.object({ schema: z.int(), seq: z.int(), content: z.json(), text: z.string() }),
  }),
  getPageAccess: define({
    method: 'GET',
    path: '/api/pages/:id/access',
    summary: 'Who may do less on a page than in its strategy, and whether it is locked.',
    access: { by: 'page', action: 'page.manage' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: pageAccess,
  }),
  changePageAccess: define({
    method: 'PATCH',
    path: '/api/pages/:id/access',
    summary: 'Narrow a page, lock it, or open it again. Open sockets follow within two seconds.',
    access: { by: 'page', action: 'page.manage' },
    params: onePage,
    body: z.object({
      narrowed: r.narrowing.nullable().optional(),
      locked: z.boolean().optional(),
    }),
    status: 200,
    reply: pageAccess,
  }),
} as const
