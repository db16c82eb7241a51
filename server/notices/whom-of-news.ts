/** Whom what happened in publishing concerns, and because of which pages. */
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import type { News, NoticeKind } from '#contract/notices.ts'
import {
  membership,
  type Page,
  page as pageRecord,
  type Person,
  person as personRecord,
} from '#contract/records.ts'
import { thread } from '#contract/threads.ts'
import {
  getRecord,
  listRecords,
  organisationPartition,
  strategyPartition,
  threadsPartition,
} from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import type { Reads } from './views.ts'

export interface Receiver {
  readonly id: PersonId
  readonly kind: NoticeKind
  /** In their order; the notice leads to the first that they may read. */
  readonly pages: readonly PageId[]
}

/** Everybody once, whether or not they want to be told. */
export type WhomOfNews = (told: News) => Promise<readonly Receiver[]>

/** Who answers to readers: of a page, or of all of an edition (`page` null). */
export type Answering = (strategy: StrategyId, page: PageId | null) => Promise<readonly PersonId[]>

/**
 * The owner of the page, the deputy where there is none, facilitators where there is neither.
 * Somebody who may not come in or not read the page is none. Administrators, who may facilitate
 * everything, only where nobody else does.
 */
export function createAnswering(deps: {
  readonly catalogue: Catalogue
  readonly isActive: (person: Person) => boolean
  readonly reads: Reads
}): Answering {
  const { catalogue, isActive, reads } = deps

  async function answers(id: PersonId, page: PageId | null): Promise<boolean> {
    const place = { partition: organisationPartition, collection: 'people' } as const
    const found = (await getRecord(catalogue, place, id, personRecord))?.value
    if (!found || !isActive(found)) return false
    return page === null || (await reads(found, page)) !== null
  }

  async function facilitators(strategy: StrategyId): Promise<PersonId[]> {
    const place = { partition: strategyPartition(strategy), collection: 'memberships' } as const
    const found: PersonId[] = []
    for (const { value } of await listRecords(catalogue, place, membership)) {
      const { pages, person, role } = value
      if (role === 'facilitator' && pages === null && (await answers(person, null))) {
        found.push(person)
      }
    }
    if (found.length > 0) return found
    const everybody = { partition: organisationPartition, collection: 'people' } as const
    return (await listRecords(catalogue, everybody, personRecord)).flatMap(({ value }) =>
      value.role === 'admin' && isActive(value) ? [value.id] : [],
    )
  }

  return async (strategy, id) => {
    const page = id && (await pageOf(catalogue, strategy, id))
    for (const one of page ? [page.owner, page.deputy] : []) {
      if (one !== null && (await answers(one, id))) return [one]
    }
    return facilitators(strategy)
  }
}

export function createWhomOfNews(deps: {
  readonly answering: Answering
  readonly catalogue: Catalogue
  /** Everybody who ever wrote on a page. */
  readonly writers: (page: PageId) => Promise<readonly PersonId[]>
}): WhomOfNews {
  const { answering, catalogue, writers } = deps

  /** Who owns a page, wrote on it or said something about it. */
  async function tookPart(strategy: StrategyId, id: PageId): Promise<Set<PersonId>> {
    const page = await pageOf(catalogue, strategy, id)
    const place = { partition: threadsPartition(id), collection: 'threads' } as const
    const threads = await listRecords(catalogue, place, thread)
    const said = threads.flatMap(({ value }) => value.comments.map(({ by }) => by))
    const owners = [page?.owner, page?.deputy].flatMap((one) => one ?? [])
    return new Set([...owners, ...(await writers(id)), ...said])
  }

  return async (told) => {
    const { pages, strategy } = told
    switch (told.what) {
      case 'asked':
        return [...new Set(told.approvers)].map((id) => ({ id, kind: 'approval', pages }))
      case 'answered':
        return [{ id: told.askedBy, kind: 'approval-answer', pages }]
      case 'feedback': {
        const [page = null] = told.ofPage ? pages : []
        const ids = await answering(strategy, page)
        return ids.map((id) => ({ id, kind: 'feedback', pages }))
      }
      case 'published': {
        const theirs = new Map<PersonId, PageId[]>()
        for (const page of pages) {
          for (const id of await tookPart(strategy, page)) {
            theirs.set(id, [...(theirs.get(id) ?? []), page])
          }
        }
        return [...theirs].map(([id, own]) => ({ id, kind: 'published', pages: own }))
      }
    }
  }
}

async function pageOf(
  catalogue: Catalogue,
  strategy: StrategyId,
  id: PageId,
): Promise<Page | null> {
  const place = { partition: strategyPartition(strategy), collection: 'pages' } as const
  return (await getRecord(catalogue, place, id, pageRecord))?.value ?? null
}
