/**
 * How the pages of a strategy stand under each other. Siblings have the order in which the strategy
 * names them. Pages in the trash keep their places, and so does what stands under them.
 */
import { AppError, notFound } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import type { Page } from '#contract/records.ts'

/** So many pages may stand under each other, the uppermost one counted. */
export const deepest = 5

/** What somebody may do with a page, judged on its record as it is. */
export interface PageRights {
  readonly reads: (page: Page) => boolean
  readonly writes: (page: Page) => boolean
}

export type PagesById = ReadonlyMap<PageId, Page>

/** The pages by their ids. */
export const byId = (pages: readonly Page[]): PagesById =>
  new Map(pages.map((page) => [page.id, page]))

/** The pages above it, the nearest first. */
export function pagesAbove(pages: PagesById, page: Page): readonly Page[] {
  const above: Page[] = []
  let next = page.parent
  while (next !== null) {
    const parent = pages.get(next)
    if (!parent || parent.id === page.id || above.includes(parent)) break
    above.push(parent)
    next = parent.parent
  }
  return above
}

/** The nearest page above it that is shown; null = it is shown at the top. */
export function shownParent(
  pages: PagesById,
  page: Page,
  isShown: (page: Page) => boolean,
): PageId | null {
  return pagesAbove(pages, page).find(isShown)?.id ?? null
}

/** The page and all under it, as far down as they go along. */
export function pageAndUnder(
  pages: PagesById,
  root: Page,
  goesAlong: (page: Page) => boolean = () => true,
): readonly Page[] {
  const found = [root]
  for (const one of found) {
    for (const page of pages.values()) {
      if (page.parent === one.id && !found.includes(page) && goesAlong(page)) found.push(page)
    }
  }
  return found
}

/**
 * Makes sure that the page (null: a new one) may stand under `parent`. AppError not-found where
 * there is no such page for them; conflict with `details.parent`: `trash`, `under-itself`, `depth`.
 */
export function requirePlace(
  pages: PagesById,
  page: Page | null,
  parent: PageId | null,
  { reads }: Pick<PageRights, 'reads'>,
): void {
  if (parent === null) return
  const found = pages.get(parent)
  if (!found || !reads(found)) throw notFound()
  if (found.trashed) throw noPlace('trash', 'The page above is in the trash.')
  const above = [found, ...pagesAbove(pages, found)]
  if (page && above.some(({ id }) => id === page.id)) {
    throw noPlace('under-itself', 'A page cannot stand under itself.')
  }
  if (above.length + (page ? heightOf(pages, page) : 1) > deepest) {
    throw noPlace('depth', `No more than ${deepest} pages may stand under each other.`)
  }
}

/** How many pages stand under each other there, the page itself counted. */
function heightOf(pages: PagesById, page: Page): number {
  const depth = (one: Page) => pagesAbove(pages, one).length
  const below = pageAndUnder(pages, page).map(depth)
  return Math.max(...below) - depth(page) + 1
}

const noPlace = (why: 'trash' | 'under-itself' | 'depth', message: string) =>
  new AppError('conflict', message, { details: { parent: why } })

/** The order with `id` before another one, or at the end. */
export function reordered(
  order: readonly PageId[],
  id: PageId,
  before: PageId | null,
): readonly PageId[] {
  const others = order.filter((one) => one !== id)
  const at = before === null ? -1 : others.indexOf(before)
  return at < 0 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)]
}
