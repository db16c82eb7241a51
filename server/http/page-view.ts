/**
 * Pages as somebody sees them: what is not for them is not named, neither as the page above nor as
 * a version in another language.
 */
import type { pageEndpoints } from '#contract/api/pages.ts'
import { SCHEMA_VERSION } from '#contract/page-schema.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Digest, Page } from '#contract/records.ts'
import type { z } from 'zod'
import type { Digests } from '../digests/digests.ts'
import { byId, type PageRights, type PagesById, shownParent } from '../pages/page-tree.ts'
import { versionsOf } from '../pages/page-versions.ts'
import type { Pages } from '../pages/pages.ts'
import type { Access, PageGrant, StrategyGrant } from '../people/access.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { factsOf } from './page-facts.ts'

type Listed = z.input<(typeof pageEndpoints)['listPages']['reply']>['pages'][number]
type View = z.input<(typeof pageEndpoints)['getPage']['reply']>
type Named = z.input<(typeof pageEndpoints)['findPages']['reply']>['pages'][number]

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
  readonly digests: Digests
  readonly log: UpdateLog
  readonly pages: Pages
}): PageViews {
  const { access, digests, log, pages } = deps

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
    digest: Digest | undefined,
  ): Promise<Listed> {
    const behind = await behindOf(page, known, isShown)
    return {
      ...page,
      parent: shownParent(known, page, isShown),
      source: behind === null ? null : page.source,
      narrowed: page.narrowed !== null,
      ...factsOf(digest),
      behind,
    }
  }

  return {
    async list(grant) {
      const { all, isShown, known } = await look(grant)
      const shown = all.filter(isShown)
      const texts = await digests.of(shown)
      return Promise.all(shown.map((page) => listed(page, known, isShown, texts.get(page.id))))
    },

    async trash(grant) {
      const { all, known, reads } = await look(grant)
      const since = ({ trashed }: Page) => trashed?.at ?? ''
      const found = all.filter((page) => page.trashed !== null && reads(page))
      const ordered = found.toSorted((a, b) => (since(a) > since(b) ? -1 : 1))
      const texts = await digests.of(ordered)
      return Promise.all(ordered.map((page) => listed(page, known, reads, texts.get(page.id))))
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
      const digest = (await digests.of([page])).get(page.id)
      return {
        // Who is in the trash still sees what stands above there.
        ...(await listed(page, known, page.trashed ? reads : isShown, digest)),
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
