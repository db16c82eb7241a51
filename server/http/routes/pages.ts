import type { pageEndpoints } from '#contract/api/pages.ts'
import { AppError, notFound } from '#contract/errors.ts'
import type { PersonId } from '#contract/ids.ts'
import { SCHEMA_VERSION } from '#contract/page-schema.ts'
import type { Page } from '#contract/records.ts'
import type { Digests } from '../../digests/digests.ts'
import type { PagePlaces } from '../../pages/page-places.ts'
import type { Pages } from '../../pages/pages.ts'
import type { Access, PageGrant } from '../../people/access.ts'
import type { OrganisationSettings } from '../../people/organisation.ts'
import type { People } from '../../people/people.ts'
import type { Rooms } from '../../rooms/rooms.ts'
import type { UpdateLog } from '../../storage/storage.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Note } from '../note.ts'
import { createPageViews, pageRights } from '../page-view.ts'

/** The pages of a strategy. */
export function pageRoutes(deps: {
  readonly access: Access
  readonly digests: Digests
  readonly log: UpdateLog
  readonly note: Note
  readonly pagePlaces: PagePlaces
  readonly pages: Pages
  readonly people: People
  readonly rooms: Rooms
  readonly settings: OrganisationSettings
}): HandlersOf<typeof pageEndpoints> {
  const { access, digests, log, note, pagePlaces, pages, people, rooms, settings } = deps

  const views = createPageViews({ access, digests, log, pages })

  /** Who answers for a page can read it; who is not there and who cannot are told the same. */
  async function requireReader(id: PersonId, page: Page, as: 'owner' | 'deputy'): Promise<void> {
    const person = await people.get(id)
    try {
      if (!person) throw notFound()
      await access.page(person, page.id, 'page.read')
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw new AppError('invalid-input', 'Who answers for a page must be able to read it.', {
        details: { [as]: 'not-a-reader' },
      })
    }
  }

  const after = (grant: PageGrant, page: Page) => views.one({ ...grant, page })

  return {
    listPages: async ({ grant }) => ({ pages: await views.list(grant) }),
    listTrash: async ({ grant }) => ({ pages: await views.trash(grant) }),
    findPages: async ({ grant }) => ({
      pages: (await Promise.all((await access.readable(grant.person)).map(views.named))).flat(),
    }),
    makePage: async ({ grant, body }) => {
      const { person, strategy } = grant
      const { language = strategy.language } = body
      // The strategy's own is good also where the organisation has given it up.
      if (language !== strategy.language) await settings.requireLanguage(language)
      const rights = pageRights(access, grant)
      const page = await pages.add(strategy, { ...body, person, language }, rights)
      return views.one({ ...grant, page })
    },
    getPage: ({ grant }) => views.one(grant),
    changePage: async ({ grant, body }) => {
      const { page, person, strategy } = grant
      const { deputy, language, owner } = body
      const isNew = language !== undefined && language !== page.language
      if (isNew && language !== strategy.language) await settings.requireLanguage(language)
      if (owner && owner !== page.owner) await requireReader(owner, page, 'owner')
      if (deputy && deputy !== page.deputy) await requireReader(deputy, page, 'deputy')
      return after(grant, await pages.change(page, body, person))
    },
    movePage: async ({ grant, body }) =>
      after(grant, await pagePlaces.move(grant.page, body, pageRights(access, grant))),
    trashPage: async ({ grant }) => {
      await pagePlaces.trash(grant.page, grant.person, pageRights(access, grant))
    },
    restorePage: async ({ grant }) => after(grant, await pagePlaces.restore(grant.page)),
    setPageSource: async ({ grant, body }) =>
      after(grant, await pages.setSource(grant.page, body.source, pageRights(access, grant))),
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
