import type { processEndpoints } from '#contract/api/process.ts'
import type { Digests } from '../../digests/digests.ts'
import type { Pages } from '../../pages/pages.ts'
import type { Access } from '../../people/access.ts'
import type { People } from '../../people/people.ts'
import type { Desks } from '../../process/desks.ts'
import type { MakeHome } from '../../process/home.ts'
import type { Stages } from '../../process/stages.ts'
import type { UpdateLog } from '../../storage/storage.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'
import { createPageViews } from '../page-view.ts'
import { pagesIn, readablePages } from '../readable-pages.ts'
import { viewOf } from '../strategy-view.ts'

/** Where a strategy is on its way, what changed, what is due, what hangs together. */
export function processRoutes(deps: {
  readonly access: Access
  readonly desks: Desks
  readonly digests: Digests
  readonly home: MakeHome
  readonly log: UpdateLog
  readonly note: Note
  readonly pages: Pages
  readonly people: People
  readonly stages: Stages
}): HandlersOf<typeof processEndpoints> {
  const { access, desks, digests, home, log, note, people, stages } = deps
  const views = createPageViews({ access, digests, log, pages: deps.pages })

  return {
    setStage: async ({ grant, params: { stage }, body }) => {
      const strategy = await stages.set(grant.strategy, stage, body)
      const { person } = grant
      note('stage set', { by: person.id, strategy: strategy.id, stage, state: body.state })
      return viewOf(access, { ...grant, strategy })
    },

    getStrategyHome: async ({ grant }) => {
      const pages = await pagesIn(access, grant)
      const desk = await desks.of(grant.person.id)
      const made = await home(grant.strategy, pages.values(), desk)
      const named = new Set([
        ...made.changed.flatMap(({ by }) => by),
        ...made.due.flatMap((one) => (one.kind === 'task' ? (one.owner ?? []) : [])),
      ])
      const known = named.size === 0 ? [] : await people.list()
      return { ...made, people: known.filter(({ id }) => named.has(id)) }
    },

    listGoals: async ({ grant }) => {
      const known = await digests.of((await pagesIn(access, grant)).values())
      const measured = new Set([...known.values()].flatMap((digest) => digest.measured))
      return {
        goals: [...known.values()].flatMap(({ goals, page }) =>
          goals.map(({ id, name }) => ({ id, name, page, measured: measured.has(id) })),
        ),
      }
    },

    listBacklinks: async ({ grant: { page, person } }) => {
      const known = await digests.of((await readablePages(access, person)).values())
      const linking = new Set<string>(
        [...known.values()].filter(({ links }) => links.includes(page.id)).map((one) => one.page),
      )
      linking.delete(page.id)
      if (linking.size === 0) return { pages: [] }
      const named = await Promise.all((await access.readable(person)).map(views.named))
      return { pages: named.flat().filter(({ id }) => linking.has(id)) }
    },
  }
}
