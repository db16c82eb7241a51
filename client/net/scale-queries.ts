import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { PageId, ScaleId } from '#contract/ids.ts'
import { call, type Reply } from './api.ts'

export type Tally = Reply<'listScales'>['scales'][number]

/** How the scales of a page have been answered; by the id of the scale. */
export const scalesQuery = (page: PageId) =>
  queryOptions({
    queryKey: ['scales', page],
    queryFn: async ({ signal }) => {
      const { scales } = await call('listScales', { id: page }, signal)
      return new Map<string, Tally>(scales.map((tally) => [tally.scale, tally]))
    },
  })

/** Gives my answer, or takes it back by null; the tallies are fetched again. */
export async function answerScale(
  queries: QueryClient,
  page: PageId,
  scale: ScaleId,
  value: number | null,
): Promise<void> {
  await call('answerScale', { id: page, scale, body: { value } })
  await queries.invalidateQueries({ queryKey: scalesQuery(page).queryKey })
}
