import type { peopleEndpoints } from '#contract/api/people.ts'
import type { People } from '../../people/people.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'

/** The people of the organisation and their units. */
export function peopleRoutes(deps: {
  readonly note: Note
  readonly people: People
}): Partial<HandlersOf<typeof peopleEndpoints>> {
  const { note, people } = deps
  return {
    listPeople: async () => ({ people: [...(await people.list())] }),
    addPerson: async ({ grant, body }) => {
      const { password = '' } = body
      const added = await people.add({ ...body, password })
      note('person added', { by: grant.person.id, person: added.id, role: added.role })
      return { ...added, link: null }
    },
  }
}
