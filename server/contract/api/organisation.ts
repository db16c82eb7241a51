/** The organisation itself: its settings, how the installation fares, who may do what where. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import * as r from '../records.ts'

/** How the installation fares, for those who look after it. */
const health = z.object({
  version: z.string(),
  node: z.string(),
  startedAt: z.iso.datetime(),
  /** Where people reach it by the server's own setting, or null; then the organisation's goes. */
  address: z.string().nullable(),
  /** Can everything that is written be stored? */
  saving: z.boolean(),
  /** Findings of damage, one sentence each. */
  damage: z.array(z.string()),
  people: z.object({ active: z.int(), guests: z.int(), deactivated: z.int() }),
  strategies: z.int(),
  pages: z.int(),
  entries: z.int(),
  /** Pages that are open, and connections to them. */
  rooms: z.int(),
  connections: z.int(),
  /** Bytes. */
  memory: z.int(),
  /** Bytes that the data folder takes, and that are free where it is; null = not known. */
  disk: z.object({ used: z.int(), free: z.int() }).nullable(),
  mail: z.object({
    /** `off`: not set up; `no-address`: nobody has said where its links are to lead. */
    state: z.enum(['off', 'no-address', 'working', 'failing']),
    /** Of `failing`: since when, and what the last failure said, as the mail server put it. */
    since: z.iso.datetime().nullable(),
    sentence: z.string().nullable(),
    /** People to whom something is still to go, at once or at their hour. */
    waiting: z.int(),
  }),
})

export const organisationEndpoints = {
  getOrganisation: define({
    method: 'GET',
    path: '/api/organisation',
    summary: 'The organisation and its settings.',
    access: { by: 'organisation', action: 'organisation.read' },
    params: none,
    body: nothing,
    status: 200,
    reply: r.organisation,
  }),
  changeOrganisation: define({
    method: 'PATCH',
    path: '/api/organisation',
    summary: 'Change the settings of the organisation.',
    access: { by: 'organisation', action: 'organisation.manage' },
    params: none,
    body: z.object({
      name: r.displayName.optional(),
      language: r.language.optional(),
      languages: z.array(r.language).min(1).max(r.languages.length).optional(),
      address: z.string().max(300).nullable().optional(),
      sessionDays: r.sessionDays.optional(),
    }),
    status: 200,
    reply: r.organisation,
  }),
  getHealth: define({
    method: 'GET',
    path: '/api/health',
    summary: 'How the installation fares.',
    access: { by: 'organisation', action: 'organisation.manage' },
    params: none,
    body: nothing,
    status: 200,
    reply: health,
  }),
  listRoles: define({
    method: 'GET',
    path: '/api/roles',
    summary: 'Every strategy with who may do what in it.',
    access: { by: 'organisation', action: 'people.manage' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({
      strategies: z.array(
        r.strategy
          .pick({ id: true, name: true, language: true, everyone: true, history: true })
          .extend({
            members: z.array(r.membership),
            /** Pages that are narrowed or locked. */
            pages: z.array(r.page.pick({ id: true, title: true, narrowed: true, locked: true })),
          }),
      ),
    }),
  }),
} as const
