import type { peopleEndpoints } from '#contract/api/people.ts'
import type { ImportPeople } from '../../people/import.ts'
import type { People } from '../../people/people.ts'
import type { Pseudonyms } from '../../people/pseudonyms.ts'
import type { Sessions } from '../../people/sessions.ts'
import type { Standing } from '../../people/standing.ts'
import type { TakeOut } from '../../publishing/editions/taking-out.ts'
import type { TakeOutMentions } from '../../versions/mentioned.ts'
import type { Units } from '../../people/units.ts'
import { requireConfirmed } from '../endpoint.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'

/** The people of the organisation and their units. */
export function peopleRoutes(deps: {
  readonly clock: () => number
  readonly importPeople: ImportPeople
  readonly note: Note
  readonly people: People
  readonly pseudonyms: Pseudonyms
  readonly sessions: Sessions
  readonly standing: Standing
  readonly takeOutMentions: TakeOutMentions
  readonly takeOutOfEditions: Pick<TakeOut, 'person'>
  readonly units: Units
}): HandlersOf<typeof peopleEndpoints> {
  const { clock, importPeople, note, people, pseudonyms, sessions, standing, units } = deps
  const { takeOutMentions, takeOutOfEditions } = deps
  return {
    listPeople: async () => ({ people: [...(await people.list())] }),

    addPerson: async ({ grant, body: { password, ...given }, stillMay }) => {
      // As it takes one to give the role to somebody who is here.
      if (given.role === 'admin') requireConfirmed(grant.identity, clock())
      const { person, link } = await people.add(given, password, stillMay)
      note('person added', { by: grant.person.id, person: person.id, role: person.role })
      return { ...person, link }
    },

    changePerson: async ({ grant: { identity, person, subject }, body }) => {
      // Here as under /api/me: whoever finds a session open does not take the account along.
      if (body.email !== undefined && subject.id === person.id) requireConfirmed(identity, clock())
      const changed = await people.change(subject.id, body)
      note('person changed', { by: person.id, person: subject.id })
      return changed
    },

    setPersonRole: async ({ grant: { person, subject }, body: { role, email } }) => {
      const changed = await standing.setRole(subject.id, role, email)
      note('person given a role', { by: person.id, person: subject.id, role })
      return changed
    },

    setPersonActive: async ({ grant: { person, subject }, body: { active } }) => {
      const changed = await standing.setActive(person.id, subject.id, active)
      note(active ? 'person let in again' : 'person shut out', {
        by: person.id,
        person: subject.id,
      })
      return changed
    },

    pseudonymisePerson: async ({ grant: { person, subject } }) => {
      const given = await pseudonyms.give(subject.id)
      await takeOutMentions(subject.id)
      await takeOutOfEditions.person(subject.id)
      note('person pseudonymised', { by: person.id, person: subject.id })
      return given
    },

    makePersonLink: async ({ grant: { person, subject } }) => {
      const link = await people.makeLink(subject)
      note('one-time link made', { by: person.id, person: subject.id })
      return link
    },

    endPersonSessions: async ({ grant: { person, subject } }) => {
      await sessions.endAll(subject.id)
      note('sessions ended', { by: person.id, person: subject.id })
    },

    importPeople: async ({ grant, body, stillMay }) => {
      const imported = await importPeople(body.csv, body.rehearse, stillMay)
      if (imported.done) {
        const count = (what: string) =>
          String(imported.lines.filter(({ outcome }) => outcome === what).length)
        const counts = { added: count('add'), changed: count('change') }
        note('people imported', { by: grant.person.id, ...counts })
      }
      return imported
    },

    listUnits: async () => ({ units: [...(await units.list((await people.founded()).language))] }),

    addUnit: async ({ grant, body }) => {
      const unit = await units.add(body.name)
      note('unit added', { by: grant.person.id, unit: unit.id })
      return unit
    },

    renameUnit: async ({ grant, body }) => {
      const unit = await units.rename(grant.unit, body.name)
      note('unit renamed', { by: grant.person.id, unit: unit.id })
      return unit
    },

    removeUnit: async ({ grant: { person, unit }, body: { into } }) => {
      await units.merge(unit, into)
      note('unit removed', { by: person.id, unit: unit.id, into: into ?? 'none' })
    },
  }
}
