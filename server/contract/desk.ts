/** What one person has at hand. */
import { z } from 'zod'
import { pageId, personId, strategyId } from './ids.ts'

/** `seq`: the page's last entry when somebody was there; `before`: on the visit before. */
const deskPage = z.object({
  page: pageId,
  at: z.iso.datetime(),
  seq: z.int(),
  before: z.int().nullable().default(null),
})

/** What one person has at hand: pages that they marked, pages where they were. */
export const desk = z.object({
  person: personId,
  favourites: z.array(pageId).max(200).default([]),
  /** The newest first. */
  recent: z.array(deskPage).max(200).default([]),
  /** When they were in a strategy last, and the time before that. */
  here: z
    .array(
      z.object({
        strategy: strategyId,
        now: z.iso.datetime(),
        before: z.iso.datetime().nullable(),
      }),
    )
    .max(200)
    .default([]),
})
export type Desk = z.infer<typeof desk>
