/** The addresses of editions, and nothing else: what is not written exactly so is not there. */

/** What is asked for under `/published/<slug>`. */
export interface PublishedPath {
  readonly slug: string
  /** `1.1`; null = the current edition. */
  readonly number: string | null
  /** What stands after that, without its `/`; null = the `/` itself is missing. */
  readonly rest: string | null
  readonly query: URLSearchParams
}

/** Is it for us at all? `url` is without the path prefix. */
export const isPublished = (url: string) => /^\/published(?:[/?]|$)/.test(url)

// Nothing is decoded and nothing resolved. Names of ours have no percent sign, no backslash and no
// empty or dotted part in them, so whatever has is not there.
const shape =
  /^\/published\/([a-z0-9]+(?:-[a-z0-9]+)*)(?:\/(?:([1-9][0-9]{0,5}\.[0-9]{1,6})(?:$|\/))?(.*))?$/s
const restShape = /^(?:[a-zA-Z0-9_-][a-zA-Z0-9._-]*(?:\/[a-zA-Z0-9_-][a-zA-Z0-9._-]*)*)?$/
const longest = 1_000

/** Null for what cannot be an address of an edition. */
export function publishedPath(url: string): PublishedPath | null {
  if (url.length > longest) return null
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  const [, slug, number, rest = ''] = shape.exec(path) ?? []
  if (slug === undefined || slug.length > 60 || !restShape.test(rest)) return null
  const ends = number === undefined ? path === `/published/${slug}` : path.endsWith(number)
  return {
    slug,
    number: number ?? null,
    rest: ends && rest === '' ? null : rest,
    query: new URLSearchParams(mark === -1 ? '' : url.slice(mark)),
  }
}
