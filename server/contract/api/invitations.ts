/** Invitations by link, and coming in by one: `/join#<code>` under the installation's address. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import { invitationId, pageId, strategyId, unitId } from '../ids.ts'
import { invitedRoles } from '../permissions.ts'
import * as r from '../records.ts'
import { code, password, signedIn } from './session.ts'

const oneInvitation = z.object({ id: invitationId })

const given = {
  label: r.displayName,
  as: z.enum(['member', 'guest']),
  unit: unitId.nullable().default(null),
  /** Until when it lets in: at most a year from now. */
  endsAt: z.iso.datetime(),
  guestsUntil: z.iso.datetime().nullable().default(null),
  most: z.int().min(1).max(10_000).nullable().default(null),
}

/** The code cannot be had again; `renewCode` makes another. */
const withCode = r.invitation.extend({ code: z.string() })

export const invitationEndpoints = {
  listInvitations: define({
    method: 'GET',
    path: '/api/invitations',
    summary: 'Every invitation, the newest first.',
    access: { by: 'organisation', action: 'people.manage' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ invitations: z.array(r.invitation) }),
  }),
  makeInvitation: define({
    method: 'POST',
    path: '/api/invitations',
    summary: 'Make an invitation into the organisation.',
    access: { by: 'organisation', action: 'people.manage' },
    params: none,
    body: z.object(given),
    status: 201,
    reply: withCode,
  }),
  listStrategyInvitations: define({
    method: 'GET',
    path: '/api/strategies/:id/invitations',
    summary: 'The invitations to a strategy, the newest first.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: z.object({ id: strategyId }),
    body: nothing,
    status: 200,
    reply: z.object({ invitations: z.array(r.invitation) }),
  }),
  makeStrategyInvitation: define({
    method: 'POST',
    path: '/api/strategies/:id/invitations',
    summary:
      'Make an invitation to a strategy, or to some of its pages. New members only by administrators.',
    access: { by: 'strategy', action: 'strategy.manage' },
    params: z.object({ id: strategyId }),
    body: z.object({
      ...given,
      role: z.enum(invitedRoles),
      pages: z.array(pageId).min(1).max(200).nullable().default(null),
    }),
    status: 201,
    reply: withCode,
  }),
  endInvitation: define({
    method: 'DELETE',
    path: '/api/invitations/:id',
    summary: 'End an invitation. Who came by it stays.',
    access: { by: 'invitation' },
    params: oneInvitation,
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  renewCode: define({
    method: 'POST',
    path: '/api/invitations/:id/code',
    summary: 'Give an invitation a new code; the one before lets nobody in any more.',
    access: { by: 'invitation' },
    params: oneInvitation,
    body: nothing,
    status: 201,
    reply: withCode,
  }),
  lookAtInvitation: define({
    method: 'POST',
    path: '/api/join/look',
    summary: 'What an invitation leads to.',
    access: { by: 'anyone' },
    params: none,
    body: z.object({ code }),
    status: 200,
    reply: z.object({
      organisation: z.string(),
      language: r.language,
      as: z.enum(['member', 'guest']),
      strategy: z.object({ name: z.string(), role: z.enum(invitedRoles) }).nullable(),
      /** The unit that is given. */
      unit: z.string().nullable(),
      /** The units to choose from, where none is given. */
      units: z.array(r.unit.pick({ id: true, name: true })),
      endsAt: z.iso.datetime(),
      guestsUntil: z.iso.datetime().nullable(),
    }),
  }),
  join: define({
    method: 'POST',
    path: '/api/join',
    summary:
      'Come in by an invitation as somebody new. Members give an e-mail address and a password.',
    access: { by: 'anyone' },
    params: none,
    body: z.object({
      code,
      name: r.displayName,
      unit: unitId.nullable().default(null),
      language: r.language.optional(),
      email: z.email().max(254).optional(),
      password: password.optional(),
    }),
    status: 201,
    /** Where to go: the only page, or the strategy. */
    reply: signedIn.extend({ strategy: strategyId.nullable(), page: pageId.nullable() }),
  }),
  acceptInvitation: define({
    method: 'POST',
    path: '/api/join/accept',
    summary:
      'Take an invitation as who I am. A guest who becomes a member gives an e-mail address and a password.',
    access: { by: 'signed-in' },
    params: none,
    body: z.object({
      code,
      email: z.email().max(254).optional(),
      password: password.optional(),
    }),
    status: 200,
    reply: signedIn.extend({ strategy: strategyId.nullable(), page: pageId.nullable() }),
  }),
} as const
