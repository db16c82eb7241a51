/** Setting up, signing in and out, one's own sessions and tokens, one-time links. */
import { z } from 'zod'
import { desk } from '../desk.ts'
import { approvalAnswer, consent, feedback, reading } from '../editions.ts'
import { define, none, nothing } from '../endpoint.ts'
import { approvalId, sessionId, strategyId, tokenId } from '../ids.ts'
import * as n from '../notices.ts'
import * as r from '../records.ts'
import { ownWords } from '../threads.ts'

/** Long enough to be hard to guess; a whole sentence fits. The server also refuses common ones. */
export const password = z.string().min(12).max(256)

/** The code in a link: of an invitation, or a one-time link. Dashes and case are the reader's. */
export const code = z.string().min(1).max(100)

/** Who is signed in, and where. */
export const signedIn = z.object({
  person: r.person,
  organisation: r.organisation,
  /** From when on to listen to `/api/events`, so that nothing is missed in between. */
  moment: z.string(),
})

/** What somebody said of editions: as a reader, and when approval was asked for. */
const myReadership = z.object({
  /** What I wrote while I was signed in; what others said of it is theirs. */
  feedback: z.array(feedback.omit({ fate: true, person: true })),
  /** The newest edition of each strategy that I said to have read. */
  readings: z.array(reading.omit({ person: true }).extend({ strategy: strategyId })),
  /** Where I agree to be named. */
  consents: z.array(consent.omit({ person: true }).extend({ strategy: strategyId })),
  /** Where I was asked to approve, and what I answered. */
  approvals: z.array(
    z.object({
      strategy: strategyId,
      approval: approvalId,
      askedAt: z.iso.datetime(),
      role: z.string(),
      answer: approvalAnswer.nullable(),
    }),
  ),
  /** Where I asked others to approve, and what I wrote to them. */
  asked: z.array(
    z.object({
      ...{ strategy: strategyId, approval: approvalId },
      ...{ askedAt: z.iso.datetime(), note: z.string() },
    }),
  ),
})
export type MyReadership = z.infer<typeof myReadership>

export const sessionEndpoints = {
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
    reply: signedIn,
  }),
  signIn: define({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in; sets the session cookie.',
    access: { by: 'anyone' },
    params: none,
    body: z.object({ email: z.string().max(254), password: z.string().max(256) }),
    status: 201,
    reply: signedIn,
  }),
  getSession: define({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: signedIn,
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
    confirm: true,
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
  confirmPassword: define({
    method: 'POST',
    path: '/api/session/confirm',
    summary: 'Give the password once more, for what takes one given lately.',
    access: { by: 'signed-in' },
    params: none,
    body: z.object({ password: z.string().max(256) }),
    status: 204,
    reply: nothing,
  }),
  listSessions: define({
    method: 'GET',
    path: '/api/sessions',
    summary: 'My sessions, the one used last first.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ sessions: z.array(r.session.extend({ current: z.boolean() })) }),
  }),
  endSession: define({
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'End one of my sessions; its sockets are closed.',
    access: { by: 'signed-in' },
    params: z.object({ id: sessionId }),
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  endOtherSessions: define({
    method: 'DELETE',
    path: '/api/sessions',
    summary: 'End all my sessions but this one.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  changeMe: define({
    method: 'PATCH',
    path: '/api/me',
    summary: 'Change my name, or the language I am spoken to in.',
    access: { by: 'signed-in' },
    params: none,
    body: z.object({ name: r.displayName.optional(), language: r.language.nullable().optional() }),
    status: 200,
    reply: r.person,
  }),
  changeMyEmail: define({
    method: 'PUT',
    path: '/api/me/email',
    summary: 'Change the e-mail address I sign in with.',
    access: { by: 'signed-in' },
    confirm: true,
    params: none,
    body: z.object({ email: z.email().max(254) }),
    status: 200,
    reply: r.person,
  }),
  changeMyPassword: define({
    method: 'PUT',
    path: '/api/me/password',
    summary: 'Change my password. All my other sessions end; this one goes on under a new cookie.',
    access: { by: 'signed-in' },
    params: none,
    body: z.object({ current: z.string().max(256), password }),
    status: 204,
    reply: nothing,
  }),
  getMyData: define({
    method: 'GET',
    path: '/api/me/data',
    summary: 'All that Talkoot holds about me, to keep or to take elsewhere.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({
      madeAt: z.iso.datetime(),
      person: r.person,
      unit: z.string().nullable(),
      sessions: z.array(r.session),
      tokens: z.array(r.token),
      /** Strategies in which I have a role by name. */
      roles: z.array(z.object({ strategy: z.string(), ...r.membership.shape })),
      invitations: z.array(r.invitation),
      /** Where I have written. Titles of pages that are not for me any more are null. */
      pages: z.array(
        z.object({
          id: z.string(),
          title: z.string().nullable(),
          entries: z.int(),
          first: z.iso.datetime(),
          last: z.iso.datetime(),
        }),
      ),
      /** Pictures and attachments that I added; titles of their pages as above. */
      files: z.array(r.pageFile.omit({ createdBy: true }).extend({ title: z.string().nullable() })),
      /** What I have answered on scales. */
      answers: z.array(r.scaleAnswer.omit({ person: true })),
      /** What I said and proposed beside pages, how I reacted, what I decided. */
      said: ownWords,
      desk,
      /** What I was told, and what I want to be told. */
      notices: z.array(n.notice),
      wishes: n.wishes,
      readership: myReadership,
    }),
  }),
  lookAtLink: define({
    method: 'POST',
    path: '/api/links/look',
    summary: 'What a one-time link is for. Using it up takes another call.',
    access: { by: 'anyone' },
    params: none,
    body: z.object({ code }),
    status: 200,
    reply: z.object({
      organisation: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      /** A new password, or nothing: guests are signed in straight away. */
      needs: z.enum(['password', 'nothing']),
    }),
  }),
  useLink: define({
    method: 'POST',
    path: '/api/links/use',
    summary:
      'Use a one-time link: sets the password where one is needed, ends all sessions and tokens before, signs in.',
    access: { by: 'anyone' },
    params: none,
    body: z.object({ code, password: password.optional() }),
    status: 201,
    reply: signedIn,
  }),
} as const
