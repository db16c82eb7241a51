/**
 * The server's last answers, remembered per person for when there is no connection. What is not
 * open to the person any more is forgotten as soon as that is known.
 */
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import type { Reply } from './api.ts'
import { recall, recallNames, remember } from './stored.ts'

/** Raised when answers change their shape, so that no older one is taken for a new one. */
const shape = 2

/** The name under which an answer is remembered. */
export const recordName = (person: PersonId, key: string) => `records.${person}.${shape}.${key}`

type Pages = Reply<'listPages'>

/** The name under which it is remembered what was said on a page. */
export const threadsName = (person: PersonId, page: PageId) => recordName(person, `${page}.threads`)

/** Forgets a page: its record, what was said on it, and its line in whatever lists it stands. */
export function forgetPage(person: PersonId, page: PageId): void {
  remember(recordName(person, page), null)
  remember(threadsName(person, page), null)
  for (const name of recallNames(recordName(person, ''))) {
    const known = recall(name)
    if (known?.includes(page) !== true) continue
    remember(name, JSON.stringify(without(JSON.parse(known), page)))
  }
}

/** A value of JSON whose lists lack an id, and what has that id. */
function without(value: unknown, id: string): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => item !== id && !hasId(item, id)).map((item) => without(item, id))
  }
  if (!(value instanceof Object)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, without(item, id)]))
}

function hasId(item: unknown, id: string): boolean {
  return item instanceof Object && 'id' in item && item.id === id
}

/** Forgets the pages of a strategy that are no longer among those open to the person. */
export function forgetOtherPages(person: PersonId, strategy: StrategyId, { pages }: Pages): void {
  const open = new Set(pages.map(({ id }) => recordName(person, id)))
  for (const name of recallNames(recordName(person, ''))) {
    if (name.endsWith('.pages') || open.has(name)) continue
    const known: unknown = JSON.parse(recall(name) ?? 'null')
    if (!(known instanceof Object) || !('strategy' in known)) continue
    if (known.strategy !== strategy) continue
    remember(name, null)
    remember(`${name}.threads`, null)
  }
}

/** Forgets the strategies, and their lists of pages, that are no longer open to the person. */
export function forgetOtherStrategies(
  person: PersonId,
  { strategies }: Reply<'listStrategies'>,
): void {
  const open = new Set<string>(strategies.map(({ id }) => recordName(person, `${id}.pages`)))
  for (const name of recallNames(recordName(person, ''))) {
    if (!name.endsWith('.pages') || open.has(name)) continue
    remember(name, null)
    remember(name.slice(0, -'.pages'.length), null)
  }
}
