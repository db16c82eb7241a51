import type { strategyEndpoints } from '#contract/api/strategies.ts'
import { mayInOrganisation } from '#contract/permissions.ts'
import type { Strategies } from '../../pages/strategies.ts'
import type { Access, StrategyGrant } from '../../people/access.ts'
import type { Members } from '../../people/members.ts'
import type { OrganisationSettings } from '../../people/organisation.ts'
import type { People } from '../../people/people.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'
import { viewOf } from '../strategy-view.ts'

/** Strategies, and who has which role in them. */
export function strategyRoutes(deps: {
  readonly access: Access
  readonly members: Members
  readonly note: Note
  readonly people: People
  readonly settings: OrganisationSettings
  readonly strategies: Strategies
}): HandlersOf<typeof strategyEndpoints> {
  const { access, members, note, people, settings, strategies } = deps

  const view = (grant: StrategyGrant) => viewOf(access, grant)

  return {
    listStrategies: async ({ grant }) => ({
      strategies: await Promise.all((await access.readable(grant.person)).map(view)),
    }),
    makeStrategy: async ({ grant, body }) => {
      if (body.language) await settings.requireLanguage(body.language)
      const language = body.language ?? (await people.founded()).language
      const strategy = await strategies.make(grant.person, { ...body, language })
      return view({ person: grant.person, strategy, role: 'facilitator', only: null })
    },
    getStrategy: ({ grant }) => view(grant),
    changeStrategy: async ({ grant, body }) => {
      const strategy = await strategies.change(grant.strategy, body)
      const { everyone, history, id } = strategy
      if (everyone !== grant.strategy.everyone || history !== grant.strategy.history) {
        note('strategy opened or closed', {
          by: grant.person.id,
          strategy: id,
          everyone: everyone ?? 'nothing',
          history,
        })
      }
      return view({ ...grant, strategy })
    },
    listMembers: async ({ grant }) => {
      const { person } = grant
      // What is in the trash may come back, and so does what somebody may do there.
      const readable = [...(await access.pages(grant)), ...(await access.trash(grant))]
      const seen = new Set(readable.map(({ page }) => page.id))
      const seesAll = mayInOrganisation(person.role, 'people.read')
      return {
        members: (await members.list(grant.strategy)).flatMap((one) => {
          if (!seesAll && one.person !== person.id) return []
          // A role for some pages tells nothing of those that are not for the caller.
          const pages = one.pages && one.pages.filter((id) => seen.has(id))
          return pages?.length === 0 ? [] : { ...one, pages }
        }),
      }
    },
    setMember: async ({ grant, params, body }) => {
      const set = await members.set(grant.strategy, { ...body, person: params.person })
      note('role given', {
        by: grant.person.id,
        strategy: grant.strategy.id,
        person: set.person,
        role: set.role,
      })
      return set
    },
    removeMember: async ({ grant, params: { person } }) => {
      await members.remove(grant.strategy, person)
      note('role taken', { by: grant.person.id, strategy: grant.strategy.id, person })
    },
  }
}
