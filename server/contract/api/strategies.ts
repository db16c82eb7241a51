/** Strategies, and who has which role in them. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import { personId, strategyId } from '../ids.ts'
import { strategyRoles } from '../permissions.ts'
import * as r from '../records.ts'

/** `pages` are those that the caller may read. */
export const strategyView = r.strategy.extend({ role: z.enum(strategyRoles) })
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
