/** The pages of a strategy: made, listed, renamed, read, narrowed and locked. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import { pageId, personId, strategyId } from '../ids.ts'
import { strategyRoles } from '../permissions.ts'
import * as r from '../records.ts'

/** A page as its readers see it. Who is named in its narrowing is for facilitators alone. */
const page = r.page.omit({ narrowed: true }).extend({
  narrowed: z.boolean(),
  /** Guiding questions, and those that are answered; null while nobody knows. */
  progress: z.object({ questions: z.int(), answered: z.int(), words: z.int() }).nullable(),
  /** When a person wrote in it last. */
  changedAt: z.iso.datetime().nullable(),
  /** Changes of its source since it was last made to follow it; null = it has no source. */
  behind: z.int().nullable(),
})
/** A page where it is only named. */
export const named = r.page.pick({
  id: true,
  strategy: true,
  title: true,
  language: true,
  parent: true,
})
const title = z.string().normalize('NFC').trim().max(500)

const pageView = page.extend({
  /** The same page in other languages, its source among them, as far as I may read them. */
  versions: z.array(named.extend({ behind: z.int().nullable() })),
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
    summary: 'The pages of a strategy that I may read, in their order; not those in the trash.',
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
      title: title.optional(),
      /** One that comes with Talkoot by its name, or one of the organisation's own by its id. */
      template: z.string().max(60).optional(),
      language: r.language.optional(),
      parent: pageId.nullable().optional(),
      /**
       * A version of this page in `language`. It begins with the source's template in that
       * language, or as a copy of the source's text.
       */
      versionOf: z.object({ page: pageId, begin: z.enum(['template', 'copy']) }).optional(),
    }),
    status: 201,
    reply: pageView,
  }),
  listTrash: define({
    method: 'GET',
    path: '/api/strategies/:id/trash',
    summary: 'The pages in the trash that I may read, those trashed last first.',
    access: { by: 'strategy', action: 'page.create' },
    params: one,
    body: nothing,
    status: 200,
    reply: z.object({ pages: z.array(page) }),
  }),
  findPages: define({
    method: 'GET',
    path: '/api/pages',
    summary: 'Every page that I may read, in every strategy, to go to or to mention.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ pages: z.array(named) }),
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
  changePage: define({
    method: 'PATCH',
    path: '/api/pages/:id',
    summary:
      'Change what is given: the title (an entry in the page’s log in my name), owner, deputy, next review, status, language.',
    access: { by: 'page', action: 'page.write' },
    params: onePage,
    body: z.object({
      title: title.optional(),
      owner: personId.nullable().optional(),
      deputy: personId.nullable().optional(),
      reviewOn: r.day.nullable().optional(),
      status: z.enum(r.pageStatuses).optional(),
      language: r.language.optional(),
    }),
    status: 200,
    reply: pageView,
  }),
  movePage: define({
    method: 'PUT',
    path: '/api/pages/:id/place',
    summary:
      'Put a page, with those under it, elsewhere in its strategy: under which page, and before which one there (null: at the end).',
    access: { by: 'page', action: 'page.write' },
    params: onePage,
    body: z.object({ parent: pageId.nullable(), before: pageId.nullable() }),
    status: 200,
    reply: pageView,
  }),
  trashPage: define({
    method: 'PUT',
    path: '/api/pages/:id/trash',
    summary:
      'Put a page, with those under it, into the trash. Nothing is lost; nobody writes there.',
    access: { by: 'page', action: 'page.write' },
    params: onePage,
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  restorePage: define({
    method: 'DELETE',
    path: '/api/pages/:id/trash',
    summary: 'Take a page out of the trash, with those that went there with it.',
    access: { by: 'page', action: 'page.restore' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: pageView,
  }),
  setPageSource: define({
    method: 'PUT',
    path: '/api/pages/:id/source',
    summary:
      'Say of which page this is a version in another language, and that it follows it up to now; null: of none.',
    access: { by: 'page', action: 'page.write' },
    params: onePage,
    body: z.object({ source: pageId.nullable() }),
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
