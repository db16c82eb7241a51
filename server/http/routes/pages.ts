import type { pageEndpoints } from '#contract/api/pages.ts'
import { notFound } from '#contract/errors.ts'
import { SCHEMA_VERSION } from '#contract/page-schema.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Digest, Page } from '#contract/records.ts'
import type { Digests } from '../../digests/digests.ts'
import type { Pages } from '../../pages/pages.ts'
import type { Access, PageGrant } from '../../people/access.ts'
import type { OrganisationSettings } from '../../people/organisation.ts'
import type { People } from '../../people/people.ts'
import type { Rooms } from '../../rooms/rooms.ts'
import type { UpdateLog } from '../../storage/storage.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'
import { factsOf } from '../page-facts.ts'

/** The pages of a strategy. */
export function pageRoutes(deps: {
  readonly access: Access
  readonly digests: Digests
  readonly log: UpdateLog
  readonly note: Note
  readonly pages: Pages
  readonly people: People
  readonly rooms: Rooms
  readonly settings: OrganisationSettings
}): HandlersOf<typeof pageEndpoints> {
  const { access, digests, log, note, pages, people, rooms, settings } = deps

  const summary = (page: Page, digest: Digest | undefined) => ({
    ...page,
    ...factsOf(digest),
    narrowed: page.narrowed !== null,
    behind: null,
  })
  const view = async ({ page, role, strategy }: Omit<PageGrant, 'only'>) => ({
    ...summary(page, (await digests.of([page])).get(page.id)),
    versions: [],
    role,
    mayReadHistory: mayInStrategy(role, 'history.read', strategy.history),
    schema: SCHEMA_VERSION,
    epoch: (await log.head(page.id)).epoch,
  })

  return {
    listPages: async ({ grant }) => {
      const listed = (await access.pages(grant)).map(({ page }) => page)
      const known = await digests.of(listed)
      return { pages: listed.map((page) => summary(page, known.get(page.id))) }
    },
    makePage: async ({ grant, body }) => {
      const { person, strategy } = grant
      const { language = strategy.language } = body
      // The strategy's own is good also where the organisation has given it up.
      if (language !== strategy.language) await settings.requireLanguage(language)
      return view({ ...grant, page: await pages.add(strategy, { ...body, person, language }) })
    },
    getPage: ({ grant }) => view(grant),
    changePage: async ({ grant, body }) =>
      view({ ...grant, page: await pages.rename(grant.page, body.title ?? '', grant.person) }),
    getPageContent: async ({ grant }) => ({
      schema: SCHEMA_VERSION,
      ...(await rooms.read(grant.page.id)),
    }),
    getPageAccess: ({ grant: { page } }) => page,
    changePageAccess: async ({ grant: { page, person }, body }) => {
      const known = new Set((await people.list()).map(({ id }) => id))
      if (body.narrowed?.named.some((one) => !known.has(one.person))) throw notFound()
      const changed = await pages.changeAccess(page, body, person)
      const { locked, narrowed } = changed
      note('page opened or closed', {
        by: person.id,
        page: page.id,
        narrowed: narrowed === null ? 'no' : `others ${narrowed.others ?? 'nothing'}`,
        named: String(narrowed?.named.length ?? 0),
        locked: locked === null ? 'no' : 'yes',
      })
      return changed
    },
  }
}
