/**
 * What the screens read, through TanStack Query. The last answers are remembered per person, so
 * that the shell, opened offline, can show what it knew; signing out wipes them.
 */
import { QueryClient, queryOptions } from '@tanstack/react-query'
import type { EndpointName, ServerEvent } from '#contract/api.ts'
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import { call, type Input, type Reply } from './api.ts'
import { Failure, isUnreachable } from './failure.ts'
import { forgetOtherPages, forgetOtherStrategies, recordName } from './remembered.ts'
import { recall, remember } from './stored.ts'

/** Who is signed in, or null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Reply<'getSession'> | null> => {
    try {
      return await answer('session', 'getSession', {}, signal)
    } catch (error) {
      if (error instanceof Failure && error.code === 'not-signed-in') return null
      throw error
    }
  },
})

/** Does the organisation still have to be set up? */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call('getSetup', {}, signal),
})

/** The strategies that this person may read. */
export const strategiesQuery = (person: PersonId) =>
  queryOptions({
    queryKey: ['strategies'],
    queryFn: async ({ signal }) => {
      const name = recordName(person, 'strategies')
      const onReply = (reply: Reply<'listStrategies'>) => forgetOtherStrategies(person, reply)
      return (await answer(name, 'listStrategies', {}, signal, onReply)).strategies
    },
  })

/** One strategy. */
export const strategyQuery = (person: PersonId, id: StrategyId) =>
  queryOptions({
    queryKey: ['strategies', id],
    queryFn: ({ signal }) => answer(recordName(person, id), 'getStrategy', { id }, signal),
  })

/** The pages of a strategy in their order. */
export const pagesQuery = (person: PersonId, id: StrategyId) =>
  queryOptions({
    queryKey: ['strategies', id, 'pages'],
    queryFn: async ({ signal }) => {
      const name = recordName(person, `${id}.pages`)
      const onReply = (reply: Reply<'listPages'>) => forgetOtherPages(person, id, reply)
      return (await answer(name, 'listPages', { id }, signal, onReply)).pages
    },
  })

/** Who has which role in a strategy by name. */
export const membersQuery = (id: StrategyId) =>
  queryOptions({
    queryKey: ['strategies', id, 'members'],
    queryFn: async ({ signal }) => (await call('listMembers', { id }, signal)).members,
  })

/** The people of the organisation. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await call('listPeople', {}, signal)).people,
})

/** The units of the organisation, by name. */
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: async ({ signal }) => (await call('listUnits', {}, signal)).units,
})

/** The invitations to a strategy, the newest first. */
export const strategyInvitationsQuery = (id: StrategyId) =>
  queryOptions({
    queryKey: ['invitations', id],
    queryFn: async ({ signal }) =>
      (await call('listStrategyInvitations', { id }, signal)).invitations,
  })

/** Who may do less on a page than in its strategy, and whether it is locked; for facilitators. */
export const pageAccessQuery = (id: PageId) =>
  queryOptions({
    queryKey: ['page', id, 'access'],
    queryFn: ({ signal }) => call('getPageAccess', { id }, signal),
  })

/** Where I am signed in, the place used last first. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await call('listSessions', {}, signal)).sessions,
})

/** My bearer tokens. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await call('listTokens', {}, signal)).tokens,
})

/** A page's record and what this person may do with it. */
export const pageQuery = (person: PersonId, id: PageId) =>
  queryOptions({
    queryKey: ['page', id],
    queryFn: ({ signal }) => answer(recordName(person, id), 'getPage', { id }, signal),
  })

/** The query cache; one for the life of the app. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // 'always': the browser's idea of being offline is wrong on local networks.
      queries: { staleTime: 20_000, retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
}

/** Fetches again what an event of the server says has changed. */
export function refresh(queries: QueryClient, event: ServerEvent): void {
  switch (event.kind) {
    case 'strategies':
      void queries.invalidateQueries({ queryKey: ['strategies'] })
      // With it go the organisation's name and languages.
      void queries.invalidateQueries({ queryKey: ['session'] })
      return
    case 'pages':
      for (const part of ['pages', 'home', 'trash', 'goals']) {
        void queries.invalidateQueries({ queryKey: ['strategies', event.strategy, part] })
      }
      void queries.invalidateQueries({ queryKey: ['desk'] })
      void queries.invalidateQueries({ queryKey: ['page'] })
      return
    case 'people':
      for (const key of ['people', 'units', 'invitations', 'organisation', 'roles']) {
        void queries.invalidateQueries({ queryKey: [key] })
      }
      // Whoever came by an invitation has a role in a strategy too.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === 'members' })
      return
    case 'templates':
    case 'desk':
      void queries.invalidateQueries({ queryKey: [event.kind] })
      return
    case 'scales':
      void queries.invalidateQueries({ queryKey: ['scales', event.page] })
      return
    case 'history':
      void queries.invalidateQueries({ queryKey: ['history', event.page] })
      return
    case 'threads':
      void queries.invalidateQueries({ queryKey: ['threads', event.page] })
      void queries.invalidateQueries({ queryKey: ['contributions'] })
      return
    case 'publishing':
      void queries.invalidateQueries({ queryKey: ['publishing', event.strategy] })
      return
    case 'notices':
      void queries.invalidateQueries({ queryKey: ['notices'] })
      return
    case 'rights':
    case 'all':
      void queries.invalidateQueries()
  }
}

/** The server's answer; where it can't be reached, the one remembered from the last time. */
export function answer<K extends EndpointName>(
  name: string,
  endpoint: K,
  input: Input<K>,
  signal: AbortSignal,
  onReply: (reply: Reply<K>) => void = () => {},
): Promise<Reply<K>> {
  return orRemembered(name, call(endpoint, input, signal), onReply)
}

/** The same for an answer that has been asked for. */
export async function orRemembered<T>(
  name: string,
  asked: Promise<T>,
  onReply: (reply: T) => void = () => {},
): Promise<T> {
  try {
    const reply = await asked
    remember(name, JSON.stringify(reply))
    onReply(reply)
    return reply
  } catch (error) {
    const known = isUnreachable(error) ? recall(name) : null
    if (known === null) {
      if (error instanceof Failure && error.code !== 'unreachable') remember(name, null)
      throw error
    }
    return JSON.parse(known)
  }
}
