/** What the files of an edition's pages are called. */
import { slugOf } from '../slug-of.ts'
import { ownNames } from '../site/site.ts'

const longest = 60
const own: ReadonlySet<string> = new Set(ownNames)
/** Names that Windows gives to its devices. */
const devices = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/

/** Names from titles, in their order: letters a-z, digits and hyphens, each once and none of ours. */
export function pageSlugs(titles: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return titles.map((title) => {
    const slug = freeSlug(title, taken)
    taken.add(slug)
    return slug
  })
}

/** The same for one more page. */
export function freeSlug(title: string, taken: ReadonlySet<string>): string {
  const isFree = (name: string) => !taken.has(name) && !own.has(name)
  const name = slugOf(title, longest) || 'page'
  const begin = devices.test(name) ? `${name}-page` : name
  let slug = begin
  for (let next = 2; !isFree(slug); next += 1) slug = `${begin}-${next}`
  return slug
}
