/** Who is invited to say something: those who may write or comment, whether they did or not. */
import { mayInStrategy, roleOnPage } from '#contract/permissions.ts'
import {
  type Membership,
  membership,
  type Page,
  type Person,
  type Strategy,
} from '#contract/records.ts'
import { listRecords, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { roleIn } from './access.ts'
import { isActive } from './active.ts'
import { personRecords } from './person-record.ts'

/** Those who may come in now and may write or comment on at least one of these pages. */
export type Invited = (strategy: Strategy, pages: readonly Page[]) => Promise<readonly Person[]>

/** `clock` in milliseconds since 1970. */
export function createInvited(catalogue: Catalogue, clock: () => number): Invited {
  return async (strategy, pages) => {
    const place = { partition: strategyPartition(strategy.id), collection: 'memberships' } as const
    const named = new Map<Person['id'], Membership>()
    for (const { value } of await listRecords(catalogue, place, membership)) {
      named.set(value.person, value)
    }
    const now = clock()
    const all = await personRecords(catalogue)
    return all.flatMap(({ value: person }) => {
      const has = isActive(person, now) && roleIn(strategy, person, named.get(person.id))
      if (!has) return []
      const says = (page: Page) => {
        const role = roleOnPage(has, person.id, page)
        return role !== null && mayInStrategy(role, 'page.comment')
      }
      return pages.some(says) ? [person] : []
    })
  }
}
