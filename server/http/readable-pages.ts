import { AppError } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import type { Page, Person } from '#contract/records.ts'
import type { Access, PageGrant, StrategyGrant } from '../people/access.ts'

/** The pages of a strategy that its reader may read, by their ids; not those in the trash. */
export async function pagesIn(
  access: Access,
  grant: StrategyGrant,
): Promise<ReadonlyMap<PageId, Page>> {
  const grants = await access.pages(grant)
  return new Map(grants.map(({ page }) => [page.id, page]))
}

/** Every page that somebody may read, in every strategy, by its id; not those in the trash. */
export async function readablePages(
  access: Access,
  person: Person,
): Promise<ReadonlyMap<PageId, Page>> {
  const all = new Map<PageId, Page>()
  for (const grant of await access.readable(person)) {
    for (const [id, page] of await pagesIn(access, grant)) all.set(id, page)
  }
  return all
}

/** The page with its strategy, as somebody may read it now; null in the trash, and if they may not. */
export async function readablePage(
  access: Access,
  person: Person,
  id: PageId,
): Promise<PageGrant | null> {
  try {
    const grant = await access.page(person, id, 'page.read')
    return grant.page.trashed === null ? grant : null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
