import type { sessionEndpoints } from '#contract/api/session.ts'
import { AppError } from '#contract/errors.ts'
import type { Cookie } from '../../people/cookie.ts'
import type { Identity, SessionIdentity } from '../../people/identify.ts'
import type { MyData } from '../../people/my-data.ts'
import type { MyPassword } from '../../people/my-password.ts'
import type { People } from '../../people/people.ts'
import type { Sessions } from '../../people/sessions.ts'
import type { SignIn } from '../../people/sign-in.ts'
import type { Tokens } from '../../people/tokens.ts'
import type { Enter } from '../enter.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Moments } from '../moments.ts'
import type { Note } from '../note.ts'

/** Setting up, signing in and out, one's own sessions, tokens and person, one-time links. */
export function sessionRoutes(deps: {
  readonly cookie: Cookie
  readonly device: Cookie
  readonly moments: Pick<Moments, 'now'>
  readonly enter: Enter
  readonly myData: MyData
  readonly myPassword: MyPassword
  readonly note: Note
  readonly people: People
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly tokens: Tokens
}): HandlersOf<typeof sessionEndpoints> {
  const { cookie, device, moments, myData, myPassword, note, people, sessions, signIn, tokens } =
    deps
  const { enter, remember } = deps.enter

  return {
    getSetup: async () => ({ needed: await signIn.setupNeeded() }),
    setUp: async (call) => enter(await signIn.setUp(call.body, call.address), call),
    signIn: async (call) => {
      const { body, address, cookies } = call
      return enter(await signIn.signIn(body, address, device.read(cookies)), call)
    },
    getSession: async ({ grant }) => ({
      moment: moments.now(),
      person: grant.person,
      organisation: await people.founded(),
    }),
    signOut: async ({ grant, setCookie }) => {
      await sessions.end(sessionOf(grant.identity).id)
      setCookie(cookie.clear())
    },
    confirmPassword: async ({ grant, body, address, cookies, setCookie }) => {
      const given = { password: body.password, secret: cookie.read(cookies) }
      const { secret, lifeMs } = await myPassword.confirm(grant.identity, given, address)
      setCookie(cookie.set(secret, lifeMs))
    },

    listSessions: async ({ grant: { identity, person } }) => ({
      sessions: (await sessions.list(person.id)).map((one) => ({
        ...one,
        current: one.id === identity.id,
      })),
    }),
    endSession: async ({ grant: { identity, person }, params, setCookie }) => {
      await sessions.endOwn(person.id, params.id)
      if (params.id === identity.id) setCookie(cookie.clear())
      note('session ended', { person: person.id, session: params.id })
    },
    endOtherSessions: async ({ grant: { identity, person } }) => {
      await sessions.endAll(person.id, sessionOf(identity).id)
      note('other sessions ended', { person: person.id })
    },

    listTokens: async ({ grant }) => ({ tokens: [...(await tokens.list(grant.person.id))] }),
    makeToken: async ({ grant, body, stillMay }) => {
      const made = await tokens.make(grant.person.id, body.name, stillMay)
      note('token made', { person: grant.person.id, token: made.token.id })
      return { ...made.token, token: made.secret }
    },
    deleteToken: async ({ grant, params }) => {
      await tokens.end(grant.person.id, params.id)
      note('token revoked', { person: grant.person.id, token: params.id })
    },

    changeMe: async ({ grant: { person }, body: { name, language } }) => {
      const changed = await people.change(person.id, { name, language })
      if (changed.name !== person.name) note('own name changed', { person: person.id })
      return changed
    },
    changeMyEmail: async ({ grant: { person }, body: { email } }) => {
      const changed = await people.change(person.id, { email })
      note('own e-mail address changed', { person: person.id })
      return changed
    },
    changeMyPassword: async (call) => {
      const { grant, body, address, setCookie } = call
      const { secret, lifeMs, proof } = await myPassword.change(grant.identity, body, address)
      setCookie(cookie.set(secret, lifeMs))
      await remember(grant.person, proof, call)
    },
    getMyData: ({ grant }) => myData(grant.person),

    lookAtLink: async ({ body, address }) => {
      const { name, email } = await signIn.lookAtLink(body.code, address)
      const organisation = (await people.founded()).name
      return { organisation, name, email, needs: email === null ? 'nothing' : 'password' }
    },
    useLink: async (call) => enter(await signIn.useLink(call.body, call.address), call),
  }
}

/** AppError forbidden for a token: it is no session. */
function sessionOf(identity: Identity): SessionIdentity {
  if (identity.by === 'session') return identity
  throw new AppError('forbidden', 'A token has no session; revoke it under /api/tokens.')
}
