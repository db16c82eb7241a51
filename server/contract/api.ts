/**
 * Every HTTP endpoint: method, path, what may come in, what goes out, and which right it takes.
 * Server routes, the client's functions and OpenAPI are derived from this one table.
 *
 * No request has an author, a time or a number in it: the server sets those.
 */
import { z } from 'zod'
import { pageId, personId, strategyId, tokenId } from './ids.ts'
import type { OrganisationAction, StrategyAction } from './permissions.ts'
import { organisationRoles, strategyRoles } from './permissions.ts'
import * as r from './records.ts'

/** What it takes to call an endpoint; `strategy` and `page` name the path parameter `:id`. */
export type Access =
  | { readonly by: 'anyone' }
  | { readonly by: 'signed-in' }
  | { readonly by: 'organisation'; readonly action: OrganisationAction }
  | { readonly by: 'strategy'; readonly action: StrategyAction }
  | { readonly by: 'page'; readonly action: StrategyAction }

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Parameters as `:name`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params: z.ZodType
  readonly body: z.ZodType
  /** Status of success. */
  readonly status: 200 | 201 | 204
  readonly reply: z.ZodType
}

const nothing = z.undefined()
const none = z.object({})
const define = <const E extends Endpoint>(endpoint: E): E => endpoint

const password = z.string().min(12).max(256)
const session = z.object({
  person: r.person,
  organisation: r.organisation,
})
const pageView = r.page.extend({
  /** What the caller may do in this page's strategy. */
  role: z.enum(strategyRoles),
  /** The page schema of the server. A client that knows an older one only reads. */
  schema: z.int(),
  /** Raised when the page was restored from a backup or found damaged. */
  epoch: z.int(),
})
const strategyView = r.strategy.extend({ role: z.enum(strategyRoles) })
const one = z.object({ id: strategyId })
const onePage = z.object({ id: pageId })

export const endpoints = {
  getSetup: define({
    method: 'GET',
    path: '/api/setup',
    summary: 'Does the organisation still have to be set up?',
    access: { by: 'anyone' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ needed: z.boolean() }),
  }),
  setUp: define({
    method: 'POST',
    path: '/api/setup',
    summary: 'Set up the organisation and its first administrator with the one-time token.',
    access: { by: 'anyone' },
    params: none,
    body: z.object({
      token: z.string().min(1).max(200),
      organisation: r.displayName,
      language: r.language,
      person: z.object({ name: r.displayName, email: z.email().max(254), password }),
    }),
    status: 201,
    reply: session,
  }),
  signIn: define({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in; sets the session cookie.',
    access: { by: 'anyone' },
    params: none,
    body: z.object({ email: z.string().max(254), password: z.string().max(256) }),
    status: 201,
    reply: session,
  }),
  getSession: define({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: session,
  }),
  signOut: define({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out: ends the session and closes its sockets.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  listTokens: define({
    method: 'GET',
    path: '/api/tokens',
    summary: 'My bearer tokens, without their secrets.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ tokens: z.array(r.token) }),
  }),
  makeToken: define({
    method: 'POST',
    path: '/api/tokens',
    summary: 'Make a bearer token for the API and the socket. The secret is shown this once.',
    access: { by: 'signed-in' },
    params: none,
    body: z.object({ name: r.displayName.default('API') }).prefault({}),
    status: 201,
    reply: r.token.extend({ token: z.string() }),
  }),
  deleteToken: define({
    method: 'DELETE',
    path: '/api/tokens/:id',
    summary: 'Revoke one of my tokens; its sockets are closed.',
    access: { by: 'signed-in' },
    params: z.object({ id: tokenId }),
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  listPeople: define({
    method: 'GET',
    path: '/api/people',
    summary: 'The people of the organisation.',
    access: { by: 'organisation', action: 'people.read' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ people: z.array(r.person) }),
  }),
  addPerson: define({
    method: 'POST',
    path: '/api/people',
    summary: 'Add a person with a first password.',
    access: { by: 'organisation', action: 'people.manage' },
    params: none,
    body: z.object({
      name: r.displayName,
      email: z.email().max(254),
      password,
      role: z.enum(organisationRoles).default('member'),
    }),
    status: 201,
    reply: r.person,
  }),
  listStrategies: define({
    method: 'GET',
    path: '/api/strategies',
    summary: 'The strategies I may read.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ strategies: z.array(strategyView) }),
  }),
  makeStrategy: define({
    method: 'POST',
    path: '/api/strategies',
    summary: 'Make a strategy with the six required pages.',
    access: { by: 'organisation', action: 'strategy.create' },
    params: none,
    body: z.object({
      name: r.displayName,
      language: r.language.optional(),
      everyone: z.enum(strategyRoles).nullable().default('editor'),
    }),
    status: 201,
    reply: strategyView,
  }),
  getStrategy: define({
    method: 'GET',
    path: '/api/strategies/:id',
    summary: 'One strategy.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: one,
    body: nothing,
    status: 200,
    reply: strategyView,
  }),
  changeStrategy: define({
    method: 'PATCH',
    path: '/api/strategies/:id',
    summary: 'Rename a strategy or change what every member may do in it.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: one,
    body: z.object({
      name: r.displayName.optional(),
      everyone: z.enum(strategyRoles).nullable().optional(),
    }),
    status: 200,
    reply: strategyView,
  }),
  listMembers: define({
    method: 'GET',
    path: '/api/strategies/:id/members',
    summary: 'Who has which role in the strategy by name.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: one,
    body: nothing,
    status: 200,
    reply: z.object({ members: z.array(r.membership) }),
  }),
  setMember: define({
    method: 'PUT',
    path: '/api/strategies/:id/members/:person',
    summary: 'Give a person a role in the strategy. Open sockets follow within two seconds.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: z.object({ id: strategyId, person: personId }),
    body: z.object({ role: z.enum(strategyRoles) }),
    status: 200,
    reply: r.membership,
  }),
  removeMember: define({
    method: 'DELETE',
    path: '/api/strategies/:id/members/:person',
    summary: 'Take a person’s role away. Open sockets follow within two seconds.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: z.object({ id: strategyId, person: personId }),
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  listPages: define({
    method: 'GET',
    path: '/api/strategies/:id/pages',
    summary: 'The pages of a strategy in their order.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: one,
    body: nothing,
    status: 200,
    reply: z.object({ pages: z.array(r.page) }),
  }),
  makePage: define({
    method: 'POST',
    path: '/api/strategies/:id/pages',
    summary: 'Add a page, empty or from a template.',
    access: { by: 'strategy', action: 'page.create' },
    params: one,
    body: z.object({
      title: z.string().trim().max(500).optional(),
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
    body: z.object({ title: z.string().trim().max(500) }),
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
  z.object({ kind: z.literal('strategies') }),
  z.object({ kind: z.literal('pages'), strategy: strategyId }),
  z.object({ kind: z.literal('rights') }),
])
export type ServerEvent = z.infer<typeof serverEvent>
