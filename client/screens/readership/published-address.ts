import type { Organisation } from '#contract/records.ts'
import { root } from '../../net/place.ts'

type Reached = Pick<Organisation, 'address'>

/** Where a path of this server is, as people outside reach it: `/published/viestinta/`. */
export function publishedAddress({ address }: Reached, path: string): string {
  return (address ?? root.href).replace(/\/+$/, '') + path
}

/** The path of what goes now of a strategy with this slug. */
export function currentPath(slug: string): string {
  return `/published/${slug}/`
}
