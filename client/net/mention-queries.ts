/** What mentions are called now, and where a page is mentioned. */
import { queryOptions, skipToken } from '@tanstack/react-query'
import type { PageId, PersonId } from '#contract/ids.ts'
import { call } from './api.ts'
import { answer } from './queries.ts'
import { recordName } from './remembered.ts'

// Both under 'page', so that they are fetched again when the server says that pages have changed.

/** Every page that I may read, in every strategy; not asked for while it is not known who I am. */
export const everyPageQuery = (person: PersonId | null) =>
  queryOptions({
    queryKey: ['page', 'every'],
    queryFn:
      person === null
        ? skipToken
        : async ({ signal }) =>
            (await answer(recordName(person, 'every-page'), 'findPages', {}, signal)).pages,
  })

/** The pages that mention one, as far as I may read them. */
export const backlinksQuery = (page: PageId) =>
  queryOptions({
    queryKey: ['page', page, 'backlinks'],
    queryFn: async ({ signal }) => (await call('listBacklinks', { id: page }, signal)).pages,
  })
