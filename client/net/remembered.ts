/**
 * The server's last answers, remembered per person for when there is no connection. What is not
 * open to the person any more is forgotten as soon as that is known.
 */
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import type { Reply } from './api.ts'
import { recall, recallNames, remember } from './stored.ts'

/** The name under which an answer is remembered. */
export const recordName = (person: PersonId, key: string) => `records.${person}.${key}`

type Pages = Reply<'listPages'>

/** Forgets a page: its record, and its line in the lists of pages. */
export function forgetPage(person: PersonId, page: PageId): void {
  remember(recordName(person, page), null)
  for (const name of recallNames(recordName(person, ''))) {
    const known = name.endsWith('.pages') ? recall(name) : null
    if (known === null) continue
    const { pages }: Pages = JSON.parse(known)
    if (!pages.some(({ id }) => id === page)) continue
    remember(name, JSON.stringify({ pages: pages.filter(({ id }) => id !== page) }))
  }
}

/** Forgets the pages of a strategy that are no longer among those open to the person. */
export function forgetOtherPages(person: PersonId, strategy: StrategyId, { pages }: Pages): void {
  const open = new Set(pages.map(({ id }) => recordName(person, id)))
  for (const name of recallNames(recordName(person, ''))) {
    if (name.endsWith('.pages') || open.has(name)) continue
    const known: unknown = JSON.parse(recall(name) ?? 'null')
    if (!(known instanceof Object) || !('strategy' in known)) continue
    if (known.strategy === strategy) remember(name, null)
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
