import type { organisationEndpoints } from '#contract/api/organisation.ts'
import type { Access } from '../../people/access.ts'
import type { Members } from '../../people/members.ts'
import type { OrganisationSettings } from '../../people/organisation.ts'
import type { People } from '../../people/people.ts'
import { requireConfirmed } from '../endpoint.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Installation } from '../installation.ts'
import type { Note } from '../note.ts'

/** The organisation itself: settings, health, who may do what where. */
export function organisationRoutes(deps: {
  readonly access: Access
  readonly clock: () => number
  readonly installation: Installation
  readonly members: Members
  readonly note: Note
  readonly people: People
  readonly settings: OrganisationSettings
}): HandlersOf<typeof organisationEndpoints> {
  const { access, clock, installation, members, note, people, settings } = deps
  return {
    getOrganisation: () => people.founded(),

    changeOrganisation: async ({ grant, body }) => {
      // All links lead there, with the codes in them.
      const { address } = await people.founded()
      if (body.address !== undefined && body.address !== address) {
        requireConfirmed(grant.identity, clock())
      }
      const changed = await settings.change(body)
      note('settings changed', { by: grant.person.id, what: Object.keys(body).join(' ') })
      return changed
    },

    getHealth: () => installation.health(),

    listRoles: async ({ grant }) => {
      const strategies = []
      // Whoever looks after people reaches every strategy.
      for (const one of await access.readable(grant.person)) {
        const pages = (await access.pages(one)).map(({ page }) => page)
        strategies.push({
          ...one.strategy,
          members: [...(await members.list(one.strategy))],
          pages: pages.filter(({ locked, narrowed }) => locked !== null || narrowed !== null),
        })
      }
      return { strategies }
    },
  }
}
