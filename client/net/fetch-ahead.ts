import type { QueryClient } from '@tanstack/react-query'
import { isPageId } from './ids.ts'
import { pageQuery, pagesQuery, sessionQuery, strategyQuery } from './queries.ts'

/**
 * Asks for who is signed in and, where a page is opened, for what stands round its text, while the
 * code that shows it is still coming. What fails here is asked for again by the screen that needs
 * it. The path is the address within the installation.
 */
export async function fetchAhead(queries: QueryClient, path: string): Promise<void> {
  await queries.prefetchQuery(sessionQuery)
  const person = queries.getQueryData(sessionQuery.queryKey)?.person.id
  const [, id = ''] = /^\/pages\/([^/]+)$/.exec(path) ?? []
  if (person === undefined || !isPageId(id)) return
  const query = pageQuery(person, id)
  await queries.prefetchQuery(query)
  const strategy = queries.getQueryData(query.queryKey)?.strategy
  if (strategy === undefined) return
  await Promise.all([
    queries.prefetchQuery(strategyQuery(person, strategy)),
    queries.prefetchQuery(pagesQuery(person, strategy)),
  ])
}
