/** One line per endpoint of `contract/api.ts`: which feature answers it. */
import { type EndpointName, endpoints } from '#contract/api.ts'
import { AppError } from '#contract/errors.ts'
import { SCHEMA_VERSION } from '#contract/page-schema.ts'
import type { Router } from 'express'
import type { Pages } from '../pages/pages.ts'
import type { Strategies } from '../pages/strategies.ts'
import type { PageGrant, StrategyGrant } from '../people/access.ts'
import type { Members } from '../people/members.ts'
import type { People } from '../people/people.ts'
import { sessionLifeMs, type Sessions } from '../people/sessions.ts'
import type { SignedInNow, SignIn } from '../people/sign-in.ts'
import type { Tokens } from '../people/tokens.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { type EndpointDeps, type Handler, mount } from './endpoint.ts'

export interface RouteDeps extends EndpointDeps {
  readonly people: People
  readonly sessions: Sessions
  readonly tokens: Tokens
  readonly signIn: SignIn
  readonly members: Members
  readonly strategies: Strategies
  readonly pages: Pages
  readonly rooms: Rooms
  readonly log: UpdateLog
  readonly note: (event: string, details: Readonly<Record<string, string>>) => void
}

type Handlers = { readonly [Name in EndpointName]: Handler<(typeof endpoints)[Name]> }

/** Puts every endpoint on the router. */
export function mountRoutes(router: Router, deps: RouteDeps): void {
  const handlers = createHandlers(deps)
  const mountOne = <Name extends EndpointName>(name: Name) =>
    mount<(typeof endpoints)[Name]>(router, endpoints[name], handlers[name], deps)
  for (const name of Object.keys(endpoints) as EndpointName[]) mountOne(name)
}

function createHandlers(deps: RouteDeps): Handlers {
  const { access, cookie, log, members, note, pages, people, rooms, sessions } = deps
  const { signIn, strategies, tokens } = deps

  const entered = (now: SignedInNow, setCookie: (line: string) => void) => {
    setCookie(cookie.set(now.secret, sessionLifeMs))
    return { person: now.person, organisation: now.organisation }
  }
  const organisation = async () => {
    const found = await people.organisation()
    if (!found) throw new AppError('not-set-up', 'The organisation has not been set up yet.')
    return found
  }
  const pageView = async ({ page, role }: Pick<PageGrant, 'page' | 'role'>) => ({
    ...page,
    role,
    schema: SCHEMA_VERSION,
    epoch: (await log.head(page.id)).epoch,
  })
  const strategyView = ({ strategy, role }: Pick<StrategyGrant, 'strategy' | 'role'>) => ({
    ...strategy,
    role,
  })

  return {
    getSetup: async () => ({ needed: await signIn.setupNeeded() }),
    setUp: async ({ body, address, setCookie }) =>
      entered(await signIn.setUp(body, address), setCookie),
    signIn: async ({ body, address, setCookie }) =>
      entered(await signIn.signIn(body, address), setCookie),
    getSession: async ({ grant }) => ({
      person: grant.person,
      organisation: await organisation(),
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
    listPeople: async () => ({ people: [...(await people.list())] }),
    addPerson: async ({ grant, body }) => {
      const added = await people.add(body)
      note('person added', { by: grant.person.id, person: added.id, role: added.role })
      return added
    },
    listStrategies: async ({ grant }) => ({
      strategies: (await access.readable(grant.person)).map(strategyView),
    }),
    makeStrategy: async ({ grant, body }) => {
      const language = body.language ?? (await organisation()).language
      const made = await strategies.make(grant.person, { ...body, language })
      return strategyView({ strategy: made, role: 'facilitator' })
    },
    getStrategy: ({ grant }) => strategyView(grant),
    changeStrategy: async ({ grant, body }) =>
      strategyView({ ...grant, strategy: await strategies.change(grant.strategy, body) }),
    listMembers: async ({ grant }) => ({ members: [...(await members.list(grant.strategy))] }),
    setMember: async ({ grant, params, body }) => {
      const set = await members.set(grant.strategy, params.person, body.role)
      note('role given', { by: grant.person.id, strategy: grant.strategy.id, ...set })
      return set
    },
    removeMember: async ({ grant, params: { person } }) => {
      await members.remove(grant.strategy, person)
      note('role taken', { by: grant.person.id, strategy: grant.strategy.id, person })
    },
    listPages: async ({ grant }) => ({ pages: [...(await pages.list(grant.strategy))] }),
    makePage: async ({ grant, body }) => {
      const language = body.language ?? grant.strategy.language
      const { person, role } = grant
      const page = await pages.add(grant.strategy, { ...body, person, language })
      return pageView({ page, role })
    },
    getPage: ({ grant }) => pageView(grant),
    renamePage: async ({ grant, body }) =>
      pageView({ ...grant, page: await pages.rename(grant.page, body.title, grant.person) }),
    getPageContent: async ({ grant }) => ({
      schema: SCHEMA_VERSION,
      ...(await rooms.read(grant.page.id)),
    }),
  }
}
