import type { deskEndpoints } from '#contract/api/desk.ts'
import type { PageId, PersonId } from '#contract/ids.ts'
import type { Digest, Page } from '#contract/records.ts'
import type { Digests } from '../../digests/digests.ts'
import type { Access } from '../../people/access.ts'
import type { Desks } from '../../process/desks.ts'
import type { HandlersOf } from '../handlers.ts'
import { readablePages } from '../readable-pages.ts'

/** What one person has at hand, as far as they may read it now. */
export function deskRoutes(deps: {
  readonly access: Access
  readonly desks: Desks
  readonly digests: Digests
}): HandlersOf<typeof deskEndpoints> {
  const { access, desks, digests } = deps
  return {
    getDesk: async ({ grant: { person } }) => {
      const { favourites, recent } = await desks.of(person.id)
      const pages = await readablePages(access, person)
      const mine = [...pages.values()].flatMap((page) => {
        if (page.owner === person.id) return { ...page, as: 'owner' as const }
        return page.deputy === person.id ? { ...page, as: 'deputy' as const } : []
      })
      return {
        favourites: favourites.flatMap((id) => pages.get(id) ?? []),
        recent: recent.flatMap(({ page: id, at }) => {
          const page = pages.get(id)
          return page ? { ...page, at } : []
        }),
        mine,
        tasks: tasksOf(person.id, pages, await digests.of(pages.values())),
      }
    },
    setFavourite: async ({ grant: { page, person }, body: { favourite } }) => {
      await desks.setFavourite(person.id, page.id, favourite)
    },
    visitPage: async ({ grant: { page, person } }) => {
      await desks.visitPage(person.id, page)
    },
    visitStrategy: async ({ grant: { person, strategy } }) => {
      await desks.visitStrategy(person.id, strategy.id)
    },
  }
}

/** What somebody has to do, what is due first first and what has no time last. */
function tasksOf(
  person: PersonId,
  pages: ReadonlyMap<PageId, Page>,
  digests: ReadonlyMap<PageId, Digest>,
) {
  const tasks = [...pages.values()].flatMap((page) =>
    (digests.get(page.id)?.tasks ?? [])
      .filter(({ done, owner }) => owner === person && !done)
      .map(({ due, text }) => ({ page, text, due })),
  )
  const time = ({ due }: { readonly due: string | null }) =>
    due === null ? Number.MAX_SAFE_INTEGER : Date.parse(due)
  return tasks.toSorted((a, b) => time(a) - time(b))
}
