import type { sessionEndpoints } from '#contract/api/session.ts'
import { AppError } from '#contract/errors.ts'
import type { SessionCookie } from '../../people/cookie.ts'
import type { People } from '../../people/people.ts'
import { sessionLifeMs, type Sessions } from '../../people/sessions.ts'
import type { SignedInNow, SignIn } from '../../people/sign-in.ts'
import type { Tokens } from '../../people/tokens.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'

/** Setting up, signing in and out, one's own sessions and tokens, one-time links. */
export function sessionRoutes(deps: {
  readonly cookie: SessionCookie
  readonly note: Note
  readonly people: People
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly tokens: Tokens
}): Partial<HandlersOf<typeof sessionEndpoints>> {
  const { cookie, note, people, sessions, signIn, tokens } = deps
  const entered = (now: SignedInNow, setCookie: (line: string) => void) => {
    setCookie(cookie.set(now.secret, sessionLifeMs))
    return { person: now.person, organisation: now.organisation }
  }

  return {
    getSetup: async () => ({ needed: await signIn.setupNeeded() }),
    setUp: async ({ body, address, setCookie }) =>
      entered(await signIn.setUp(body, address), setCookie),
    signIn: async ({ body, address, setCookie }) =>
      entered(await signIn.signIn(body, address), setCookie),
    getSession: async ({ grant }) => ({
      person: grant.person,
      organisation: await people.founded(),
    }),
    signOut: async ({ grant, setCookie }) => {
      if (grant.identity.by !== 'session') {
        throw new AppError('forbidden', 'A token has no session; revoke it under /api/tokens.')
      }
      await sessions.end(grant.identity.id)
      setCookie(cookie.clear())
    },
    listTokens: async ({ grant }) => ({ tokens: [...(await tokens.list(grant.person.id))] }),
    makeToken: async ({ grant, body }) => {
      const made = await tokens.make(grant.person.id, body.name)
      note('token made', { person: grant.person.id, token: made.token.id })
      return { ...made.token, token: made.secret }
    },
    deleteToken: async ({ grant, params }) => {
      await tokens.end(grant.person.id, params.id)
      note('token revoked', { person: grant.person.id, token: params.id })
    },
  }
}
