import { expect, test } from 'vitest'
import { newId, pageId, personId } from '#contract/ids.ts'
import type { Membership } from '#contract/records.ts'
import {
  countRoles,
  mayBeNamed,
  roleInStrategy,
  rolesFor,
} from '../../client/screens/roles/page-roles.ts'

const here = newId(pageId)
const elsewhere = newId(pageId)
const somebody = (role: 'admin' | 'member' | 'guest') => ({ id: newId(personId), role })
const named = (person: { id: Membership['person'] }, rest: Omit<Membership, 'person'>) => ({
  person: person.id,
  ...rest,
})

test('[W72] a role by name stands in place of everyone’s; administrators lead, guests have their own alone', () => {
  const [admin, member, guest] = [somebody('admin'), somebody('member'), somebody('guest')]
  const open = { everyone: 'commenter' } as const
  const lesser = named(admin, { role: 'reader', pages: [here] })
  expect(roleInStrategy(admin, open, lesser)).toEqual({ role: 'facilitator', pages: null })
  expect(roleInStrategy(member, open, undefined)).toEqual({ role: 'commenter', pages: null })
  const reads = named(member, { role: 'reader', pages: [here] })
  expect(roleInStrategy(member, open, reads)).toMatchObject({ role: 'reader', pages: [here] })
  expect(roleInStrategy(member, { everyone: null }, undefined)).toBeNull()
  expect(roleInStrategy(guest, open, undefined)).toBeNull()
})

test('[W72] who can be named reaches the page and does not lead, and gets no more than they have', () => {
  expect(mayBeNamed(here, null)).toBe(false)
  expect(mayBeNamed(here, { role: 'facilitator', pages: null })).toBe(false)
  expect(mayBeNamed(here, { role: 'editor', pages: [elsewhere] })).toBe(false)
  expect(mayBeNamed(here, { role: 'editor', pages: [elsewhere, here] })).toBe(true)
  expect(mayBeNamed(here, { role: 'reader', pages: null })).toBe(true)
  expect(rolesFor('editor')).toEqual(['editor', 'commenter', 'reader'])
  expect(rolesFor('reader')).toEqual(['reader'])
})

test('[W72] what a narrowing leaves is counted as the server decides it', () => {
  const has = (role: 'facilitator' | 'editor' | 'reader', pages: Membership['pages'] = null) => ({
    id: newId(personId),
    has: { role, pages },
  })
  const bo = has('editor')
  const people = [
    has('facilitator'),
    bo,
    has('editor'),
    has('reader'),
    has('editor', [elsewhere]),
    { id: newId(personId), has: null },
  ]
  expect(countRoles(here, null, people)).toEqual({ editor: 3, commenter: 0, reader: 1 })
  const few = { others: 'commenter', named: [{ person: bo.id, role: 'editor' }] } as const
  expect(countRoles(here, few, people)).toEqual({ editor: 2, commenter: 1, reader: 1 })
  expect(countRoles(here, { ...few, others: null }, people)).toEqual({
    editor: 2,
    commenter: 0,
    reader: 0,
  })
})
