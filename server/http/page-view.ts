/**
 * Pages as somebody sees them: what is not for them is not named, neither as the page above nor as
 * a version in another language.
 */
import type { pageEndpoints } from '#contract/api/pages.ts'
import { SCHEMA_VERSION } from '#contract/page-schema.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Page } from '#contract/records.ts'
import type { z } from 'zod'
import { byId, type PageRights, type PagesById, shownParent } from '../pages/page-tree.ts'
import { versionsOf } from '../pages/page-versions.ts'
import type { Pages } from '../pages/pages.ts'
import type { Access, PageGrant, StrategyGrant } from '../people/access.ts'
import type { UpdateLog } from '../storage/storage.ts'

type Listed = z.input<(typeof pageEndpoints)['listPages']['reply']>['pages'][number]
type View = z.input<(typeof pageEndpoints)['getPage']['reply']>
type Named = z.input<(typeof pageEndpoints)['findPages']['reply']>['pages'][number]

/** What a page's text comes to. */
export type InShort = (page: Page) => Promise<Pick<Listed, 'progress' | 'changedAt'>>

export interface PageViews {
  /** In their order, without those in the trash. */
  list(grant: StrategyGrant): Promise<Listed[]>
  /** Those trashed last first. */
  trash(grant: StrategyGrant): Promise<Listed[]>
  /** As `list`, where pages are only named. */
  named(grant: StrategyGrant): Promise<Named[]>
  one(grant: Omit<PageGrant, 'only'> & Pick<StrategyGrant, 'only'>): Promise<View>
}

/** What a person may do with the pages of the strategy, judged on their records as they are. */
export function pageRights(access: Access, grant: StrategyGrant): PageRights {
  return {
    reads: (page) => access.onPage(grant, page) !== null,
    writes(page) {
      const role = access.onPage(grant, page)?.role
      const isOpen = page.locked === null && page.trashed === null
      return isOpen && role !== undefined && mayInStrategy(role, 'page.write')
    },
  }
}

export function createPageViews(deps: {
  readonly access: Access
  readonly inShort: InShort
  readonly log: UpdateLog
  readonly pages: Pages
}): PageViews {
  const { access, inShort, log, pages } = deps

  /** Everything of the strategy, and what of it is shown to somebody. */
  async function look(grant: StrategyGrant) {
    const all = await pages.list(grant.strategy)
    const { reads } = pageRights(access, grant)
    const isShown = (page: Page) => page.trashed === null && reads(page)
    return { all, known: byId(all), reads, isShown }
  }

  /** Changes of its source since it was last made to follow it; null where none is shown. */
  async function behindOf({ source }: Page, known: PagesById, isShown: (page: Page) => boolean) {
    const followed = source && known.get(source.page)
    if (!source || !followed || !isShown(followed)) return null
    return Math.max(0, (await log.head(source.page)).seq - source.seq)
  }

  async function listed(
    page: Page,
    known: PagesById,
    isShown: (page: Page) => boolean,
  ): Promise<Listed> {
    const behind = await behindOf(page, known, isShown)
    return {
      ...page,
      parent: shownParent(known, page, isShown),
      source: behind === null ? null : page.source,
      narrowed: page.narrowed !== null,
      ...(await inShort(page)),
      behind,
    }
  }

  return {
    async list(grant) {
      const { all, isShown, known } = await look(grant)
      return Promise.all(all.filter(isShown).map((page) => listed(page, known, isShown)))
    },

    async trash(grant) {
      const { all, known, reads } = await look(grant)
      const since = ({ trashed }: Page) => trashed?.at ?? ''
      const found = all.filter((page) => page.trashed !== null && reads(page))
      const ordered = found.toSorted((a, b) => (since(a) > since(b) ? -1 : 1))
      return Promise.all(ordered.map((page) => listed(page, known, reads)))
    },

    async named(grant) {
      const { all, isShown, known } = await look(grant)
      return all.filter(isShown).map((page) => ({
        ...page,
        parent: shownParent(known, page, isShown),
      }))
    },

    async one(grant) {
      const { page, role, strategy } = grant
      const { isShown, known, reads } = await look(grant)
      const versions = versionsOf(known, page).filter(isShown)
      return {
        // Who is in the trash still sees what stands above there.
        ...(await listed(page, known, page.trashed ? reads : isShown)),
        versions: await Promise.all(
          versions.map(async (version) => ({
            ...version,
            parent: shownParent(known, version, isShown),
            behind: await behindOf(version, known, isShown),
          })),
        ),
        role,
        mayReadHistory: mayInStrategy(role, 'history.read', strategy.history),
        schema: SCHEMA_VERSION,
        epoch: (await log.head(page.id)).epoch,
      }
    },
  }
}
