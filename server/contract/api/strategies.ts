/** Strategies, and who has which role in them. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import { pageId, personId, strategyId } from '../ids.ts'
import { strategyRoles } from '../permissions.ts'
import * as r from '../records.ts'

/** `pages` are those that the caller may read. */
const strategyView = r.strategy.extend({ role: z.enum(strategyRoles) })
const one = z.object({ id: strategyId })

export const strategyEndpoints = {
  listStrategies: define({
    method: 'GET',
    path: '/api/strategies',
    summary: 'The strategies I may read.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ strategies: z.array(strategyView) }),
  }),
  makeStrategy: define({
    method: 'POST',
    path: '/api/strategies',
    summary:
      'Make a strategy with pages from templates: those named, or those that the set begins with.',
    access: { by: 'organisation', action: 'strategy.create' },
    params: none,
    body: z.object({
      name: r.displayName,
      language: r.language.optional(),
      everyone: z.enum(strategyRoles).nullable().default('editor'),
      set: z.enum(r.templateSets).default('social'),
      templates: z.array(z.string().max(60)).max(60).optional(),
    }),
    status: 201,
    reply: strategyView,
  }),
  getStrategy: define({
    method: 'GET',
    path: '/api/strategies/:id',
    summary: 'One strategy.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: one,
    body: nothing,
    status: 200,
    reply: strategyView,
  }),
  changeStrategy: define({
    method: 'PATCH',
    path: '/api/strategies/:id',
    summary:
      'Rename a strategy, or change what every member may do in it and who sees its history.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: one,
    body: z.object({
      name: r.displayName.optional(),
      everyone: z.enum(strategyRoles).nullable().optional(),
      history: z.enum(strategyRoles).optional(),
    }),
    status: 200,
    reply: strategyView,
  }),
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
  listMembers: define({
    method: 'GET',
    path: '/api/strategies/:id/members',
    summary: 'Who has which role in the strategy by name. Guests see their own alone.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: one,
    body: nothing,
    status: 200,
    reply: z.object({ members: z.array(r.membership) }),
  }),
  setMember: define({
    method: 'PUT',
    path: '/api/strategies/:id/members/:person',
    summary: 'Give a person a role in the strategy. Open sockets follow within two seconds.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: z.object({ id: strategyId, person: personId }),
    body: r.membership.omit({ person: true }),
    status: 200,
    reply: r.membership,
  }),
  removeMember: define({
    method: 'DELETE',
    path: '/api/strategies/:id/members/:person',
    summary: 'Take a person’s role away. Open sockets follow within two seconds.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: z.object({ id: strategyId, person: personId }),
    body: nothing,
    status: 204,
    reply: nothing,
  }),
} as const
