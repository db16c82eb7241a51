import type { organisationEndpoints } from '#contract/api/organisation.ts'
import type { People } from '../../people/people.ts'
import type { HandlersOf } from '../handlers.ts'

/** The organisation itself: settings, health, who may do what where. */
export function organisationRoutes({
  people,
}: {
  readonly people: People
}): Partial<HandlersOf<typeof organisationEndpoints>> {
  return {
    getOrganisation: () => people.founded(),
  }
}
