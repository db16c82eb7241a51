/** Where pages stand in their strategy: moved, put into the trash, taken out of it. */
import type { Bus } from '../bus/bus.ts'
import { AppError, notFound } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import type { Page, Person } from '#contract/records.ts'
import type { ChangeTree, StoredTree } from './page-records.ts'
import { pageAndUnder, type PageRights, reordered, requirePlace, shownParent } from './page-tree.ts'

export interface PagePlaces {
  /**
   * Puts a page, with all under it, elsewhere in its strategy. `before` is the page that it comes
   * before there, as the mover sees them; null = at the end. What the mover does not see keeps its
   * place. AppError not-found; locked for a page that went into the trash; conflict, with
   * `details.parent` as `requirePlace`, `details.before` when that page is not there any more.
   */
  move(
    known: Page,
    to: { readonly parent: PageId | null; readonly before: PageId | null },
    rights: PageRights,
  ): Promise<Page>
  /**
   * Puts a page into the trash, with those under it that the person may write on. The others stay,
   * and stand where the nearest page above them that is left is.
   */
  trash(known: Page, person: Person, rights: PageRights): Promise<void>
  /**
   * Takes a page out of the trash, with those under it that went there with it. Where the page
   * above is in the trash itself, it comes back at the top.
   */
  restore(known: Page): Promise<Page>
}

export function createPagePlaces(deps: {
  readonly changeTree: ChangeTree
  readonly bus: Bus
  readonly clock: () => number
}): PagePlaces {
  const { changeTree, bus, clock } = deps

  /** The page as it is now. */
  const current = ({ pages }: StoredTree, { id }: Page): Page => {
    const page = pages.get(id)
    if (!page) throw notFound()
    return page
  }

  /** Sockets on the pages ask again what may be done there; lists are fetched anew. */
  function tell(pages: readonly Page[], { strategy }: Page): void {
    for (const { id } of pages) bus.publish({ kind: 'page-rights', page: id })
    bus.publish({ kind: 'pages', strategy })
  }

  return {
    async move(known, { before, parent }, rights) {
      const moved = await changeTree(known.strategy, (tree) => {
        const page = current(tree, known)
        if (page.trashed) throw inTrash()
        requirePlace(tree.pages, page, parent, rights)
        const next = before === null ? null : (tree.pages.get(before) ?? null)
        if (before !== null && (!next || !rights.reads(next))) throw notFound()
        const isShown = (one: Page) => !one.trashed && rights.reads(one)
        const isThere =
          next === null || (isShown(next) && shownParent(tree.pages, next, isShown) === parent)
        if (!isThere || next?.id === page.id) {
          throw new AppError('conflict', 'The page that it should come before is elsewhere.', {
            details: { before: 'elsewhere' },
          })
        }
        const value: Page = { ...page, parent }
        const order = reordered(tree.strategy.value.pages, page.id, before)
        return { order, changes: [tree.put(value)], gives: value }
      })
      bus.publish({ kind: 'pages', strategy: known.strategy })
      return moved
    },

    async trash(known, person, { writes }) {
      const at = new Date(clock()).toISOString()
      const trashed = { by: person.id, at, with: known.id }
      const gone = await changeTree(known.strategy, (tree) => {
        const root = current(tree, known)
        if (root.trashed) throw inTrash()
        const all = pageAndUnder(tree.pages, root, (page) => !page.trashed && writes(page))
        return { changes: all.map((page) => tree.put({ ...page, trashed })), gives: all }
      })
      tell(gone, known)
    },

    async restore(known) {
      const back = await changeTree(known.strategy, (tree) => {
        const root = current(tree, known)
        if (!root.trashed) return { changes: [], gives: [root] as const }
        const together = root.trashed.with
        const [, ...others] = pageAndUnder(
          tree.pages,
          root,
          (page) => page.trashed?.with === together,
        )
        const above = root.parent === null ? null : tree.pages.get(root.parent)
        const parent = above && !above.trashed ? above.id : null
        const restored: Page = { ...root, parent, trashed: null }
        const along = others.map((page): Page => ({ ...page, trashed: null }))
        const gives = [restored, ...along] as const
        return { changes: gives.map((page) => tree.put(page)), gives }
      })
      tell(back, known)
      return back[0]
    },
  }
}

const inTrash = () =>
  new AppError('locked', 'This page is in the trash: nobody writes there.', {
    details: { reason: 'trash' },
  })
