/**
 * Pages as a tree, and where a page goes when it is moved. A page whose parent is not among those
 * given (not open to the reader) is shown at the top.
 */
import type { PageId } from '#contract/ids.ts'

export interface Placed {
  readonly id: PageId
  readonly parent: PageId | null
}

/** A page with those that stand under it, in their order. */
export interface Twig<P extends Placed> {
  readonly page: P
  readonly under: readonly Twig<P>[]
}

/** Under which page, and before which one there; null: at the top, at the end. */
export interface Place {
  readonly parent: PageId | null
  readonly before: PageId | null
}

/** Up and down among its siblings; in: under the one above it; out: after the one it is under. */
export type Direction = 'up' | 'down' | 'in' | 'out'

/** The pages as a tree, siblings in the order of the list. */
export function treeOf<P extends Placed>(pages: readonly P[]): readonly Twig<P>[] {
  const under = groups(pages)
  const twigs = (parent: PageId | null): readonly Twig<P>[] =>
    (under.get(parent) ?? []).map((page) => ({ page, under: twigs(page.id) }))
  return twigs(null)
}

/** The pages of a tree, each followed by those under it, with how deep it stands (0: at the top). */
export function listed<P extends Placed>(
  tree: readonly Twig<P>[],
  depth = 0,
): readonly { readonly page: P; readonly depth: number }[] {
  return tree.flatMap((twig) => [{ page: twig.page, depth }, ...listed(twig.under, depth + 1)])
}

/** A page and all those under it, however deep. */
export function withUnder(pages: readonly Placed[], id: PageId): ReadonlySet<PageId> {
  const found = new Set([id])
  const under = groups(pages)
  for (const one of found) for (const page of under.get(one) ?? []) found.add(page.id)
  return found
}

/** The pages that a page stands under, the nearest first. */
export function pathTo(pages: readonly Placed[], id: PageId): readonly PageId[] {
  const path: PageId[] = []
  let at = shownParent(pages, id)
  while (at !== null && !path.includes(at)) {
    path.push(at)
    at = shownParent(pages, at)
  }
  return path
}

/** The page that a page is shown under; null: at the top. */
export function shownParent(pages: readonly Placed[], id: PageId): PageId | null {
  const parent = pages.find((page) => page.id === id)?.parent ?? null
  return pages.some((page) => page.id === parent) ? parent : null
}

/** The pages shown beside a page, itself among them. */
export function siblingsOf<P extends Placed>(pages: readonly P[], id: PageId): readonly P[] {
  return groups(pages).get(shownParent(pages, id)) ?? []
}

/** The place that a page has now. */
export function placeOf(pages: readonly Placed[], id: PageId): Place {
  const siblings = siblingsOf(pages, id)
  const at = siblings.findIndex((page) => page.id === id)
  const parent = shownParent(pages, id)
  return { parent, before: firstUnder(siblings.slice(at + 1), parent) }
}

/** Where a page comes by a step; null: there is nothing further that way. */
export function stepOf(pages: readonly Placed[], id: PageId, direction: Direction): Place | null {
  const siblings = siblingsOf(pages, id)
  const parent = shownParent(pages, id)
  const at = siblings.findIndex((page) => page.id === id)
  const above = siblings[at - 1]
  switch (direction) {
    case 'up':
      return above === undefined
        ? null
        : { parent, before: firstUnder([above, ...siblings.slice(at + 1)], parent) }
    case 'down':
      return at === siblings.length - 1
        ? null
        : { parent, before: firstUnder(siblings.slice(at + 2), parent) }
    case 'in':
      return above === undefined ? null : { parent: above.id, before: null }
    case 'out':
      return parent === null
        ? null
        : { parent: shownParent(pages, parent), before: placeOf(pages, parent).before }
  }
}

/** The list after a page was put elsewhere. */
export function moved<P extends Placed>(pages: readonly P[], id: PageId, place: Place): P[] {
  const page = pages.find((one) => one.id === id)
  if (page === undefined) return [...pages]
  const others = pages.filter((one) => one.id !== id)
  const at = others.findIndex((one) => one.id === place.before)
  return others.toSpliced(at < 0 ? others.length : at, 0, { ...page, parent: place.parent })
}

/** The first of the pages that really stands under a parent: the server knows no other there. */
function firstUnder(pages: readonly Placed[], parent: PageId | null): PageId | null {
  return pages.find((page) => page.parent === parent)?.id ?? null
}

function groups<P extends Placed>(pages: readonly P[]): ReadonlyMap<PageId | null, readonly P[]> {
  const known = new Set(pages.map((page) => page.id))
  const found = new Map<PageId | null, P[]>()
  for (const page of pages) {
    const parent = page.parent !== null && known.has(page.parent) ? page.parent : null
    const beside = found.get(parent)
    if (beside === undefined) found.set(parent, [page])
    else beside.push(page)
  }
  return found
}
