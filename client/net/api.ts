/**
 * Calls of the HTTP API, typed by the contract's table of endpoints. Only the types of that table
 * are imported: its schemas would bring the validator into the first load, and the server has
 * validated what it sends. A path or method that differs from the contract does not compile.
 */
import type { z } from 'zod'
import type { EndpointName, endpoints } from '#contract/api.ts'
import { askForConfirmation } from './confirmation.ts'
import { Failure } from './failure.ts'
import { addressOf } from './place.ts'

type Endpoints = typeof endpoints
type Routes = { readonly [K in EndpointName]: `${Endpoints[K]['method']} ${Endpoints[K]['path']}` }

const routes: Routes = {
  getSetup: 'GET /api/setup',
  setUp: 'POST /api/setup',
  signIn: 'POST /api/session',
  getSession: 'GET /api/session',
  signOut: 'DELETE /api/session',
  listTokens: 'GET /api/tokens',
  makeToken: 'POST /api/tokens',
  deleteToken: 'DELETE /api/tokens/:id',
  confirmPassword: 'POST /api/session/confirm',
  listSessions: 'GET /api/sessions',
  endSession: 'DELETE /api/sessions/:id',
  endOtherSessions: 'DELETE /api/sessions',
  changeMe: 'PATCH /api/me',
  changeMyEmail: 'PUT /api/me/email',
  changeMyPassword: 'PUT /api/me/password',
  getMyData: 'GET /api/me/data',
  lookAtLink: 'POST /api/links/look',
  useLink: 'POST /api/links/use',
  getOrganisation: 'GET /api/organisation',
  changeOrganisation: 'PATCH /api/organisation',
  getHealth: 'GET /api/health',
  listRoles: 'GET /api/roles',
  listPeople: 'GET /api/people',
  addPerson: 'POST /api/people',
  changePerson: 'PATCH /api/people/:id',
  setPersonRole: 'PUT /api/people/:id/role',
  setPersonActive: 'PUT /api/people/:id/active',
  pseudonymisePerson: 'POST /api/people/:id/pseudonym',
  makePersonLink: 'POST /api/people/:id/link',
  endPersonSessions: 'DELETE /api/people/:id/sessions',
  importPeople: 'POST /api/people/import',
  listUnits: 'GET /api/units',
  addUnit: 'POST /api/units',
  renameUnit: 'PATCH /api/units/:id',
  removeUnit: 'POST /api/units/:id/merge',
  listInvitations: 'GET /api/invitations',
  makeInvitation: 'POST /api/invitations',
  listStrategyInvitations: 'GET /api/strategies/:id/invitations',
  makeStrategyInvitation: 'POST /api/strategies/:id/invitations',
  endInvitation: 'DELETE /api/invitations/:id',
  renewCode: 'POST /api/invitations/:id/code',
  lookAtInvitation: 'POST /api/join/look',
  join: 'POST /api/join',
  acceptInvitation: 'POST /api/join/accept',
  listStrategies: 'GET /api/strategies',
  makeStrategy: 'POST /api/strategies',
  getStrategy: 'GET /api/strategies/:id',
  changeStrategy: 'PATCH /api/strategies/:id',
  listMembers: 'GET /api/strategies/:id/members',
  setMember: 'PUT /api/strategies/:id/members/:person',
  removeMember: 'DELETE /api/strategies/:id/members/:person',
  listPages: 'GET /api/strategies/:id/pages',
  makePage: 'POST /api/strategies/:id/pages',
  getPage: 'GET /api/pages/:id',
  listTrash: 'GET /api/strategies/:id/trash',
  findPages: 'GET /api/pages',
  changePage: 'PATCH /api/pages/:id',
  movePage: 'PUT /api/pages/:id/place',
  trashPage: 'PUT /api/pages/:id/trash',
  restorePage: 'DELETE /api/pages/:id/trash',
  setPageSource: 'PUT /api/pages/:id/source',
  listBacklinks: 'GET /api/pages/:id/backlinks',
  listScales: 'GET /api/pages/:id/scales',
  answerScale: 'PUT /api/pages/:id/scales/:scale',
  addFile: 'POST /api/pages/:id/files',
  copyFile: 'POST /api/pages/:id/files/copy',
  getFile: 'GET /api/pages/:id/files/:file',
  listTemplates: 'GET /api/templates',
  previewTemplate: 'GET /api/templates/:template/:language',
  saveTemplate: 'POST /api/pages/:id/template',
  changeTemplate: 'PATCH /api/templates/:template',
  getDesk: 'GET /api/desk',
  setFavourite: 'PUT /api/pages/:id/favourite',
  visitPage: 'PUT /api/pages/:id/visit',
  visitStrategy: 'PUT /api/strategies/:id/visit',
  setStage: 'PUT /api/strategies/:id/stages/:stage',
  getStrategyHome: 'GET /api/strategies/:id/home',
  listGoals: 'GET /api/strategies/:id/goals',
  getHistory: 'GET /api/pages/:id/history',
  getHistoryAfter: 'GET /api/pages/:id/history/after/:seq',
  getHistoryFacts: 'GET /api/pages/:id/history/facts',
  getPageAt: 'GET /api/pages/:id/history/at/:seq',
  getPageChanges: 'GET /api/pages/:id/history/changes/:from/:to',
  listVersions: 'GET /api/pages/:id/versions',
  makeVersion: 'POST /api/pages/:id/versions',
  changeVersion: 'PATCH /api/pages/:id/versions/:version',
  removeVersion: 'DELETE /api/pages/:id/versions/:version',
  restoreMoment: 'POST /api/pages/:id/restores',
  redactHistory: 'POST /api/pages/:id/redactions',
  getPageParticipation: 'GET /api/pages/:id/participation',
  getStrategyParticipation: 'GET /api/strategies/:id/participation',
  getPageContent: 'GET /api/pages/:id/content',
  getPageAccess: 'GET /api/pages/:id/access',
  changePageAccess: 'PATCH /api/pages/:id/access',
  listThreads: 'GET /api/pages/:id/threads',
  beginThread: 'POST /api/pages/:id/threads',
  addComment: 'POST /api/pages/:id/threads/:thread/comments',
  changeComment: 'PATCH /api/pages/:id/threads/:thread/comments/:comment',
  removeComment: 'DELETE /api/pages/:id/threads/:thread/comments/:comment',
  hideComment: 'PUT /api/pages/:id/threads/:thread/comments/:comment/hidden',
  react: 'PUT /api/pages/:id/threads/:thread/comments/:comment/reactions',
  endThread: 'PUT /api/pages/:id/threads/:thread/ending',
  acceptProposal: 'POST /api/pages/:id/threads/:thread/acceptance',
  exportThreads: 'GET /api/pages/:id/threads/export/:format',
  exportPage: 'GET /api/pages/:id/export/:extent/:format',
  exportStrategy: 'GET /api/strategies/:id/export/:extent/:format',
  listEditions: 'GET /api/strategies/:id/editions',
  askApproval: 'POST /api/strategies/:id/approvals',
  checkPages: 'POST /api/strategies/:id/checks',
  getApproval: 'GET /api/strategies/:id/approvals/:approval',
  answerApproval: 'PUT /api/strategies/:id/approvals/:approval/answer',
  cancelApproval: 'DELETE /api/strategies/:id/approvals/:approval',
  publishEdition: 'POST /api/strategies/:id/approvals/:approval/edition',
  withdrawEdition: 'POST /api/strategies/:id/editions/:edition/withdrawal',
  cancelEdition: 'DELETE /api/strategies/:id/editions/:edition',
  setPublication: 'PUT /api/strategies/:id/publication',
  previewApproval: 'GET /api/strategies/:id/approvals/:approval/preview/:file',
  previewApprovalFile: 'GET /api/strategies/:id/approvals/:approval/preview/files/:file',
  exportEdition: 'GET /api/strategies/:id/editions/:edition/export/:format',
  setConsent: 'PUT /api/strategies/:id/consent',
  listFeedback: 'GET /api/strategies/:id/feedback',
  answerFeedback: 'PUT /api/strategies/:id/feedback/:feedback/fate',
  removeFeedback: 'POST /api/strategies/:id/feedback/removals',
  getReadings: 'GET /api/strategies/:id/readings',
  getContributions: 'GET /api/strategies/:id/contributions',
  listNotices: 'GET /api/notices',
  countNotices: 'GET /api/notices/unread',
  readNotices: 'PUT /api/notices/read',
  getWishes: 'GET /api/notices/settings',
  setWishes: 'PATCH /api/notices/settings',
  getPageWatch: 'GET /api/pages/:id/watch',
  watchPage: 'PUT /api/pages/:id/watch',
  watchStrategy: 'PUT /api/strategies/:id/watch',
  stopMail: 'POST /api/notices/stop/:code',
}

/** An endpoint without path parameters takes none; its empty schema would forbid the body too. */
type PathValues<P> = string extends keyof P ? unknown : P

/** What goes into an endpoint: its path parameters and, where it takes one, its body. */
export type Input<K extends EndpointName> = PathValues<z.input<Endpoints[K]['params']>> &
  (z.input<Endpoints[K]['body']> extends infer B
    ? [B] extends [undefined]
      ? { readonly body?: undefined }
      : undefined extends B
        ? { readonly body?: B }
        : { readonly body: B }
    : never)

/** What an endpoint answers. */
export type Reply<K extends EndpointName> = z.output<Endpoints[K]['reply']>

/** Longest wait for the beginning of an answer to a question, milliseconds. */
const patience = 8_000
/** The same for what is gathered from every page there is. */
const longPatience = 600_000

/**
 * Calls an endpoint. Rejects with a `Failure` that carries the server's code, or `unreachable`
 * when no answer came: to a question, within eight seconds. A change is waited for as long as the
 * connection stands, since it may have been made. Where the server wants the password once more,
 * the person is asked for it and the call is repeated; who declines gets the refusal.
 */
export async function call<K extends EndpointName>(
  name: K,
  input: Input<K>,
  signal?: AbortSignal,
): Promise<Reply<K>> {
  try {
    return await request(name, input, signal)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'confirmation-needed') throw error
    if (!(await askForConfirmation())) throw error
    return await request(name, input, signal)
  }
}

async function request<K extends EndpointName>(
  name: K,
  input: Input<K>,
  signal?: AbortSignal,
): Promise<Reply<K>> {
  const [method] = split(routes[name])
  const path = pathOf(name, input)
  const { body } = input
  const end = new AbortController()
  const onAbort = () => end.abort()
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted === true) end.abort()
  const options: RequestInit = { method, credentials: 'same-origin', signal: end.signal }
  if (body !== undefined) {
    options.body = JSON.stringify(body)
    options.headers = { 'content-type': 'application/json' }
  }
  let response: Response
  const within = name === 'getMyData' ? longPatience : patience
  // A server may take the request and never answer: what is remembered is better than that.
  const timer = method === 'GET' ? setTimeout(onAbort, within) : undefined
  try {
    response = await fetch(addressOf(path), options)
  } catch (cause) {
    if (signal?.aborted === true) throw cause
    throw new Failure('unreachable', 'The server was not reached.', { cause })
  } finally {
    clearTimeout(timer)
  }
  if (!response.ok) throw await failureOf(response)
  if (response.status === 204) return undefined as Reply<K>
  return response.json()
}

/** The path of an endpoint with its parameters filled in. */
export function pathOf<K extends EndpointName>(name: K, input: Input<K>): string {
  const [, template] = split(routes[name])
  const values = new Map<string, unknown>(Object.entries(input))
  return template.replace(/:([a-z]+)/g, (_, key: string) =>
    encodeURIComponent(String(values.get(key))),
  )
}

function split(route: string): [method: string, path: string] {
  const at = route.indexOf(' ')
  return [route.slice(0, at), route.slice(at + 1)]
}

/** What an answer that is no success says. */
export async function failureOf(response: Response): Promise<Failure> {
  const text = await response.text()
  let reply: {
    error?: {
      code?: Failure['code'] | 'internal'
      message?: string
      details?: Record<string, string>
    }
  }
  try {
    reply = JSON.parse(text)
  } catch (cause) {
    // A proxy in front of a server that is down answers with a page of its own.
    const code = response.status >= 502 && response.status <= 504 ? 'unreachable' : 'unexpected'
    return new Failure(code, `The server answered ${response.status}.`, { cause })
  }
  const { code = 'unexpected', message = '', details = {} } = reply.error ?? {}
  const wait = response.headers.get('retry-after')
  // A fault of the server's own: its id is in the message, its cause in the server's log.
  return new Failure(code === 'internal' ? 'unexpected' : code, message, {
    details: wait === null ? details : { retryAfter: wait, ...details },
  })
}
