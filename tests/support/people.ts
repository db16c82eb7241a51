/** People for tests that need no server. */
import { newId, personId } from '#contract/ids.ts'
import type { Person } from '#contract/records.ts'

/** A person with this name. */
export function aPerson(name: string): Person {
  return {
    id: newId(personId),
    name,
    email: `${name.toLowerCase()}@example.org`,
    role: 'member',
    unit: null,
    manager: false,
    language: null,
    endsAt: null,
    deactivatedAt: null,
    pseudonym: null,
    createdAt: '2026-01-01T00:00:00.000Z',
  }
}
