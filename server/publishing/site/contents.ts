/** Pages nested as they are in the strategy, each once: its language versions stand for it. */
import type { PageId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import type { EditionPage } from '../editions/edition-content.ts'

export interface Entry {
  readonly page: EditionPage
  readonly under: readonly Entry[]
}

export interface Contents {
  /** One page of each family: the one in this language, or else the one that the others follow. */
  inLanguage(language: Language): readonly Entry[]
  /** The page and its other language versions, in the order of the strategy. */
  versionsOf(page: PageId): readonly EditionPage[]
}

export function contentsOf(pages: readonly EditionPage[]): Contents {
  const byId = new Map(pages.map((page) => [page.page, page]))
  const families = new Map<PageId, EditionPage[]>()
  const rootOf = new Map(pages.map((page) => [page.page, rootIn(page, byId)]))
  for (const page of pages) {
    const root = rootOf.get(page.page) ?? page.page
    families.set(root, [...(families.get(root) ?? []), page])
  }
  const under = new Map<PageId | null, PageId[]>()
  for (const root of families.keys()) {
    const parent = byId.get(root)?.parent ?? null
    const above = parent === null ? null : (rootOf.get(parent) ?? null)
    const at = above === root ? null : above
    under.set(at, [...(under.get(at) ?? []), root])
  }
  return {
    inLanguage(language) {
      const seen = new Set<PageId>()
      const entriesOf = (roots: readonly PageId[]): Entry[] =>
        roots.flatMap((root) => {
          const family = families.get(root) ?? []
          const page =
            family.find((one) => one.language === language) ??
            family.find((one) => one.page === root) ??
            family[0]
          if (page === undefined || seen.has(root)) return []
          seen.add(root)
          return [{ page, under: entriesOf(under.get(root) ?? []) }]
        })
      const top = entriesOf(under.get(null) ?? [])
      // Pages that are above one another in a circle hang from nothing.
      return [...top, ...[...families.keys()].flatMap((root) => entriesOf([root]))]
    },
    versionsOf: (page) => families.get(rootOf.get(page) ?? page) ?? [],
  }
}

/** The page that this one, in the end, is a version of; one of them where they go in a circle. */
function rootIn(page: EditionPage, byId: ReadonlyMap<PageId, EditionPage>): PageId {
  const seen = new Set<PageId>()
  let at = page
  for (;;) {
    const source = at.basedOn === null ? undefined : byId.get(at.basedOn.page)
    if (source === undefined) return at.page
    if (seen.has(at.page)) return [...seen].toSorted()[0] ?? at.page
    seen.add(at.page)
    at = source
  }
}
