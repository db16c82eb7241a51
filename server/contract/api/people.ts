/** The people of the organisation and their units. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import { personId, unitId } from '../ids.ts'
import { organisationRoles } from '../permissions.ts'
import * as r from '../records.ts'
import { password } from './session.ts'

const onePerson = z.object({ id: personId })
const oneUnit = z.object({ id: unitId })

/** A one-time link: `/link#<code>` under the address of the installation. */
const oneTimeLink = z.object({ code: z.string(), endsAt: z.iso.datetime() })

/** What becomes of one line of an import. Lines are counted as in the file, the heading is 1. */
const importedLine = z.object({
  line: z.int(),
  name: z.string(),
  email: z.string(),
  unit: z.string().nullable(),
  role: z.enum(organisationRoles),
  outcome: z.enum(['add', 'change', 'same', 'wrong']),
  /** Why it is wrong; `field` names the column. */
  problem: z
    .object({
      field: z.enum(['name', 'email', 'unit', 'role', 'manager', 'line']),
      reason: z.enum(['missing', 'invalid', 'twice', 'too-long', 'unknown']),
    })
    .nullable(),
  /** The new person's one-time link, once imported. */
  link: oneTimeLink.nullable(),
})
export type ImportedLine = z.infer<typeof importedLine>

export const peopleEndpoints = {
  listPeople: define({
    method: 'GET',
    path: '/api/people',
    summary: 'The people of the organisation.',
    access: { by: 'organisation', action: 'people.read' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ people: z.array(r.person) }),
  }),
  addPerson: define({
    method: 'POST',
    path: '/api/people',
    summary: 'Add a person: with a first password, or with a one-time link to choose one.',
    access: { by: 'organisation', action: 'people.manage' },
    params: none,
    body: z.object({
      name: r.displayName,
      email: z.email().max(254),
      password: password.optional(),
      unit: unitId.nullable().default(null),
      manager: z.boolean().default(false),
      role: z.enum(organisationRoles).default('member'),
    }),
    status: 201,
    /** The link is null for whoever was given a password. */
    reply: r.person.extend({ link: oneTimeLink.nullable() }),
  }),
  changePerson: define({
    method: 'PATCH',
    path: '/api/people/:id',
    summary: 'Change a person’s name, e-mail address, unit, or until when a guest may come.',
    access: { by: 'person', action: 'people.manage' },
    params: onePerson,
    body: z.object({
      name: r.displayName.optional(),
      email: z.email().max(254).optional(),
      unit: unitId.nullable().optional(),
      manager: z.boolean().optional(),
      endsAt: z.iso.datetime().nullable().optional(),
    }),
    status: 200,
    reply: r.person,
  }),
  setPersonRole: define({
    method: 'PUT',
    path: '/api/people/:id/role',
    summary:
      'Change what a person may do in the organisation. A guest who becomes more needs an e-mail address.',
    access: { by: 'person', action: 'people.manage' },
    confirm: true,
    params: onePerson,
    body: z.object({
      role: z.enum(organisationRoles),
      email: z.email().max(254).optional(),
    }),
    status: 200,
    reply: r.person,
  }),
  setPersonActive: define({
    method: 'PUT',
    path: '/api/people/:id/active',
    summary:
      'Let a person in, or not any more: then sessions and tokens end and their writing stays theirs.',
    access: { by: 'person', action: 'people.manage' },
    confirm: true,
    params: onePerson,
    body: z.object({ active: z.boolean() }),
    status: 200,
    reply: r.person,
  }),
  pseudonymisePerson: define({
    method: 'POST',
    path: '/api/people/:id/pseudonym',
    summary:
      'Take the name, e-mail address and unit away from somebody who may not come in any more, for good: what they wrote is then by “Former member 7”.',
    access: { by: 'person', action: 'people.manage' },
    confirm: true,
    params: onePerson,
    body: nothing,
    status: 200,
    reply: r.person,
  }),
  makePersonLink: define({
    method: 'POST',
    path: '/api/people/:id/link',
    summary:
      'Make a one-time link by which the person chooses a new password; guests come in by it.',
    access: { by: 'person', action: 'people.manage' },
    confirm: true,
    params: onePerson,
    body: nothing,
    status: 201,
    reply: oneTimeLink,
  }),
  endPersonSessions: define({
    method: 'DELETE',
    path: '/api/people/:id/sessions',
    summary: 'End all sessions of a person; their sockets are closed.',
    access: { by: 'person', action: 'people.manage' },
    params: onePerson,
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  importPeople: define({
    method: 'POST',
    path: '/api/people/import',
    summary: 'Add and change people from a CSV table: all lines or, when one is wrong, none.',
    access: { by: 'organisation', action: 'people.manage' },
    confirm: true,
    params: none,
    body: z.object({
      /** With a heading; comma, semicolon or tab between columns. */
      csv: z.string().max(900_000),
      /** Only say what would become of each line. */
      rehearse: z.boolean().default(false),
    }),
    status: 200,
    reply: z.object({
      /** Was it done? Never in a rehearsal, nor when a line is wrong. */
      done: z.boolean(),
      /** Units that are new. */
      units: z.array(z.string()),
      lines: z.array(importedLine),
    }),
  }),
  listUnits: define({
    method: 'GET',
    path: '/api/units',
    summary: 'The units of the organisation, by name.',
    access: { by: 'organisation', action: 'organisation.read' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ units: z.array(r.unit) }),
  }),
  addUnit: define({
    method: 'POST',
    path: '/api/units',
    summary: 'Add a unit.',
    access: { by: 'organisation', action: 'people.manage' },
    params: none,
    body: z.object({ name: r.displayName }),
    status: 201,
    reply: r.unit,
  }),
  renameUnit: define({
    method: 'PATCH',
    path: '/api/units/:id',
    summary: 'Rename a unit.',
    access: { by: 'unit', action: 'people.manage' },
    params: oneUnit,
    body: z.object({ name: r.displayName }),
    status: 200,
    reply: r.unit,
  }),
  removeUnit: define({
    method: 'POST',
    path: '/api/units/:id/merge',
    summary: 'Remove a unit; its people go to another one, or to none.',
    access: { by: 'unit', action: 'people.manage' },
    params: oneUnit,
    body: z.object({ into: unitId.nullable() }),
    status: 204,
    reply: nothing,
  }),
} as const
