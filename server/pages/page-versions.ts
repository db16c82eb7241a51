/** The same page in several languages: which pages belong together, and which one follows which. */
import { AppError, notFound } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import type { Page } from '#contract/records.ts'
import type { PageRights, PagesById } from './page-tree.ts'

/** The pages that are versions of each other, by whatever way, without the page itself. */
export function versionsOf(pages: PagesById, page: Page): readonly Page[] {
  const found = new Set<PageId>([page.id])
  for (const id of found) {
    const source = pages.get(id)?.source?.page
    if (source !== undefined && pages.has(source)) found.add(source)
    for (const one of pages.values()) if (one.source?.page === id) found.add(one.id)
  }
  return [...pages.values()].filter(({ id }) => id !== page.id && found.has(id))
}

/**
 * The page that another one is to be a version of. AppError not-found where there is no such page
 * for them, invalid-input with `details.source`: `language` when both are in one, `itself` when it
 * follows the other one already.
 */
export function requireSource(
  pages: PagesById,
  version: { readonly id: PageId | null; readonly language: Page['language'] },
  source: PageId,
  { reads }: Pick<PageRights, 'reads'>,
): Page {
  const found = pages.get(source)
  if (!found || found.trashed || !reads(found)) throw notFound()
  const above = new Set<PageId>()
  for (let id: PageId | undefined = source; id !== undefined && !above.has(id);) {
    above.add(id)
    id = pages.get(id)?.source?.page
  }
  if (version.id !== null && above.has(version.id)) {
    throw notItsSource('itself', 'A page cannot follow itself.')
  }
  if (found.language === version.language) {
    throw notItsSource('language', 'Versions of a page are in different languages.')
  }
  return found
}

const notItsSource = (why: 'itself' | 'language', message: string) =>
  new AppError('invalid-input', message, { details: { source: why } })
