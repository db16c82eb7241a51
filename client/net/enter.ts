import type { QueryClient } from '@tanstack/react-query'
import type { Reply } from './api.ts'
import { noteGuest } from './last-guest.ts'
import { sessionQuery } from './queries.ts'
import { remember } from './stored.ts'

/** Somebody has come in: what was known to whoever was here before is forgotten. */
export function enter(queries: QueryClient, session: Reply<'getSession'>): void {
  queries.clear()
  noteSession(queries, session)
}

/** Notes who is signed in, as the server has just said. */
export function noteSession(
  queries: QueryClient,
  { moment, organisation, person }: Reply<'getSession'>,
): void {
  const session = { moment, organisation, person }
  remember('session', JSON.stringify(session))
  noteGuest(person)
  queries.setQueryData(sessionQuery.queryKey, session)
}
