/** Where a strategy is on its way: stages, what changed, what is due, what hangs together. */
import { z } from 'zod'
import { define, nothing } from '../endpoint.ts'
import { pageId, personId, strategyId } from '../ids.ts'
import * as r from '../records.ts'
import { named } from './pages.ts'
import { strategyView } from './strategies.ts'

const one = z.object({ id: strategyId })
const onePage = z.object({ id: pageId })

export const processEndpoints = {
  setStage: define({
    method: 'PUT',
    path: '/api/strategies/:id/stages/:stage',
    summary: 'Say where the strategy is on one stage of its way, and when that begins and ends.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: z.object({ id: strategyId, stage: z.enum(r.stageNames) }),
    body: r.stage.omit({ name: true }),
    status: 200,
    reply: strategyView,
  }),
  getStrategyHome: define({
    method: 'GET',
    path: '/api/strategies/:id/home',
    summary: 'What changed since I was here, and what is due, on pages that I may read.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: one,
    body: nothing,
    status: 200,
    reply: z.object({
      /** When I was here before this time; null = never. */
      since: z.iso.datetime().nullable(),
      /** Pages that others wrote in since then, the newest first. */
      changed: z.array(
        z.object({
          page: pageId,
          at: z.iso.datetime(),
          /** How many entries, mine not counted. */
          entries: z.int(),
          by: z.array(personId),
        }),
      ),
      /** Reviews, tasks and ends of stages within the next 30 days or past, soonest first. */
      due: z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('review'), on: r.day, page: pageId }),
          z.object({
            kind: z.literal('task'),
            on: r.day,
            page: pageId,
            text: z.string(),
            owner: personId.nullable(),
          }),
          z.object({ kind: z.literal('stage'), on: r.day, stage: z.enum(r.stageNames) }),
        ]),
      ),
      /** Names of those who are named above, also for guests. */
      people: z.array(z.object({ id: personId, name: z.string() })),
    }),
  }),
  listGoals: define({
    method: 'GET',
    path: '/api/strategies/:id/goals',
    summary: 'The goals on the pages that I may read, and whether a metric measures them.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: one,
    body: nothing,
    status: 200,
    reply: z.object({
      goals: z.array(
        z.object({ id: z.string(), name: z.string(), page: pageId, measured: z.boolean() }),
      ),
    }),
  }),
  listBacklinks: define({
    method: 'GET',
    path: '/api/pages/:id/backlinks',
    summary: 'The pages that mention this one, as far as I may read them.',
    access: { by: 'page', action: 'page.read' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: z.object({ pages: z.array(named) }),
  }),
} as const
