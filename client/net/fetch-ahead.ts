import type { QueryClient } from '@tanstack/react-query'
import type { PageId, PersonId } from '#contract/ids.ts'
import { call, type Reply } from './api.ts'
import { isPageId } from './ids.ts'
import { orRemembered, pageQuery, pagesQuery, sessionQuery, strategyQuery } from './queries.ts'
import { type CopyAhead, readLocalCopy } from './read-copy.ts'
import { recordName } from './remembered.ts'
import { recall } from './stored.ts'

/** Longest wait for what this browser has of a page, milliseconds: it is drawn in one go with it. */
const patience = 100

/**
 * Asks for who is signed in and, where a page is opened, for what stands round its text, while the
 * code that shows it is still coming. What fails here is asked for again by the screen that needs
 * it. The path is the address within the installation.
 *
 * What this browser remembers of the page is there at once, and old: who relies on more than its
 * being shown looks whether it `isRemembered`. Resolves when it is there, or does not come soon.
 */
export async function fetchAhead(queries: QueryClient, path: string): Promise<void> {
  const [, id = ''] = /^\/pages\/([^/]+)$/.exec(path) ?? []
  if (!isPageId(id)) return void queries.prefetchQuery(sessionQuery)
  const copy = showRemembered(queries, id).catch(reportError)
  void fetchRound(queries, id)
  await Promise.race([copy, new Promise((resolve) => setTimeout(resolve, patience))])
}

async function fetchRound(queries: QueryClient, id: PageId): Promise<void> {
  const record = call('getPage', { id })
  // Asked at once, looked at when it is known who asked.
  record.catch(() => {})
  const session = queries.prefetchQuery(sessionQuery)
  // Whoever it was the last time, mostly.
  if (queries.getQueryData(sessionQuery.queryKey) === undefined) await session
  const person = queries.getQueryData(sessionQuery.queryKey)?.person.id
  if (person === undefined) return
  const query = pageQuery(person, id)
  const queryFn = async () => {
    await session
    const name = recordName(queries.getQueryData(sessionQuery.queryKey)?.person.id ?? person, id)
    return await orRemembered(name, record)
  }
  await queries.prefetchQuery({ ...query, queryFn })
  const strategy = queries.getQueryData(query.queryKey)?.strategy
  if (strategy === undefined) return
  await Promise.all([
    queries.prefetchQuery(strategyQuery(person, strategy)),
    queries.prefetchQuery(pagesQuery(person, strategy)),
  ])
}

/** Is this answer from the last time, and has the server not given another since the app began? */
export const isRemembered = ({ dataUpdatedAt }: { readonly dataUpdatedAt: number }): boolean =>
  dataUpdatedAt === old.updatedAt

/** So long ago that everybody who shows it asks anew. */
const old = { updatedAt: 0 }

/** A page's copy in this browser, if it was asked for ahead: once, for it is older from then on. */
export function takeCopy(
  queries: QueryClient,
  person: PersonId,
  page: PageId,
): CopyAhead | undefined {
  const queryKey = copyKey(person, page)
  const asked = queries.getQueryData<{ readonly copy: CopyAhead }>(queryKey)
  queries.removeQueries({ queryKey })
  return asked?.copy
}

const copyKey = (person: PersonId, page: PageId) => ['copy', person, page] as const

/** Resolves when all that is remembered can be shown. */
async function showRemembered(queries: QueryClient, id: PageId): Promise<void> {
  const session = known<Reply<'getSession'>>('session')
  if (session === null) return
  queries.setQueryData(sessionQuery.queryKey, session, old)
  const person = session.person.id
  const record = known<Reply<'getPage'>>(recordName(person, id))
  if (record === null) return
  const reading = readLocalCopy(person, id)
  queries.setQueryData(copyKey(person, id), { copy: reading })
  queries.setQueryData(pageQuery(person, id).queryKey, record, old)
  const { strategy } = record
  const above = known<Reply<'getStrategy'>>(recordName(person, strategy))
  if (above !== null) queries.setQueryData(strategyQuery(person, strategy).queryKey, above, old)
  const listed = known<Reply<'listPages'>>(recordName(person, `${strategy}.pages`))
  if (listed !== null) {
    queries.setQueryData(pagesQuery(person, strategy).queryKey, listed.pages, old)
  }
  const copy = await reading
  // Unless it was taken meanwhile.
  queries.setQueryData(copyKey(person, id), (asked: unknown) => asked && { copy })
}

function known<T>(name: string): T | null {
  const text = recall(name)
  return text === null ? null : JSON.parse(text)
}
