/** Whom the sockets of pages let in, with which right and until when. */
import { notFound } from '#contract/errors.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Person } from '#contract/records.ts'
import type { Access } from '../people/access.ts'
import type { People } from '../people/people.ts'
import type { Admission } from '../rooms/socket.ts'

/** AppError not-found for a page that is not there for the person. */
export function createAdmit(deps: {
  readonly access: Pick<Access, 'page'>
  readonly people: Pick<People, 'get'>
}): (person: Person, page: string) => Promise<Admission> {
  const { access, people } = deps
  return async (person, id) => {
    // The socket knows the person as they were when it opened.
    const now = await people.get(person.id)
    if (!now) throw notFound()
    const { page, role } = await access.page(now, id, 'page.read')
    const writes = mayInStrategy(role, 'page.write')
    return {
      page: page.id,
      right: !writes ? 'read' : page.locked || page.trashed ? 'locked' : 'write',
      until: now.endsAt === null ? null : Date.parse(now.endsAt),
    }
  }
}
