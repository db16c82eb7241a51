/** What files of a site are called: nothing that people write gets into it. */
import type { PageId } from '#contract/ids.ts'
import type { KeptFile } from '#contract/editions.ts'
import type { EditionPage } from '../editions/edition-content.ts'
import { ownNames } from './site.ts'

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** Names that Windows keeps for itself, with any ending. */
const devices = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/
const longest = 100

/** Name of each page's file without `.html`: its slug, or its place where that is no name for a file. */
export function pageNames(pages: readonly EditionPage[]): ReadonlyMap<PageId, string> {
  const taken = new Set<string>(ownNames)
  const names = new Map<PageId, string>()
  for (const { page, slug } of pages) {
    if (names.has(page) || taken.has(slug) || !isName(slug)) continue
    names.set(page, slug)
    taken.add(slug)
  }
  pages.forEach(({ page }, place) => {
    if (names.has(page)) return
    let name = `page-${place + 1}`
    while (taken.has(name)) name += '-x'
    names.set(page, name)
    taken.add(name)
  })
  return names
}

const isName = (slug: string) =>
  slug.length <= longest && slugPattern.test(slug) && !devices.test(slug)

/** Endings that say how to open a file and make no browser run it. */
const endings = new Set([
  ...['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'txt', 'csv', 'zip', 'ics'],
])

/** Where a kept file is within the site: its own id, and the ending that its type has. */
export function keptName({ kept, name, type }: KeptFile): string {
  const ending = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const own =
    type === 'image/png'
      ? 'png'
      : type === 'image/webp'
        ? 'webp'
        : endings.has(ending)
          ? ending
          : 'bin'
  return `files/${kept}.${own}`
}
