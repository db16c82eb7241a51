/** Tells whoever answers for a page that it is due to be looked at: once before, once when it is late. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { PersonId } from '#contract/ids.ts'
import { notice as noticeRecord } from '#contract/notices.ts'
import { type Page, page as pageRecord, person as personRecord } from '#contract/records.ts'
import { z } from 'zod'
import {
  getRecord,
  listRecords,
  noticesPartition,
  organisationPartition,
  strategyOf,
} from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { dayIn, daysAfter } from './calendar.ts'
import type { Inbox } from './inbox.ts'
import type { MailFor } from './mail-for.ts'
import { noticeIdOf } from './notice-id.ts'
import type { Reads } from './views.ts'
import type { WishBook } from './wishes.ts'

/** They are told so many days before. */
const daysBefore = 7

/** That somebody was told, also when the notice itself has gone: nobody is told of it again. */
const told = z.object({ page: z.string(), reviewOn: z.string() })

/** Looks at every page of every strategy. Resolves when everybody was told whom it concerns. */
export type TellReviews = () => Promise<void>

export function createTellReviews(deps: {
  readonly catalogue: Catalogue
  readonly clock: () => number
  readonly goesOn: () => boolean
  readonly inbox: Inbox
  readonly mailFor: MailFor
  readonly onMail: (person: PersonId) => void
  readonly reads: Reads
  readonly wishes: WishBook
}): TellReviews {
  const { catalogue, clock, goesOn, inbox, mailFor, onMail, reads, wishes } = deps

  async function tell(id: PersonId, page: Page, reviewOn: string): Promise<void> {
    const place = { partition: organisationPartition, collection: 'people' } as const
    const person = (await getRecord(catalogue, place, id, personRecord))?.value
    const { timeZone, ways } = await wishes.of(id)
    const way = ways.review
    const today = dayIn(timeZone, clock())
    if (!person || way === 'off' || today < daysAfter(reviewOn, -daysBefore)) return
    const when = today > reviewOn ? 'late' : 'soon'
    const notice = noticeIdOf('review', page.id, reviewOn, when, id)
    const partition = noticesPartition(id)
    if (await catalogue.get(partition, 'told', notice)) return
    if (!(await reads(person, page.id))) return
    const mail = (await mailFor(person))(way)
    const value = noticeRecord.parse({
      id: notice,
      kind: 'review',
      at: new Date(clock()).toISOString(),
      by: null,
      strategy: page.strategy,
      page: page.id,
      thread: null,
      comment: null,
      fate: null,
      readAt: null,
      mail,
    })
    const record = told.parse({ page: page.id, reviewOn })
    await inbox.add(id, [value], [{ do: 'put', collection: 'told', id: notice, value: record }])
    if (mail !== null) onMail(id)
  }

  /** Takes out what is remembered of days that have been changed since. */
  async function forget(person: PersonId, days: ReadonlyMap<string, string>): Promise<void> {
    const partition = noticesPartition(person)
    const old = (await listRecords(catalogue, { partition, collection: 'told' }, told)).filter(
      ({ value }) => days.get(value.page) !== value.reviewOn,
    )
    if (old.length === 0) return
    await catalogue.transact(
      partition,
      old.map(({ id }) => ({ do: 'delete', collection: 'told', id })),
    )
  }

  return async () => {
    const days = new Map<string, string>()
    for (const partition of await catalogue.partitions()) {
      if (strategyOf(partition) === null) continue
      const pages = await listRecords(catalogue, { partition, collection: 'pages' }, pageRecord)
      for (const { value: page } of pages) {
        const { deputy, owner, reviewOn, trashed } = page
        if (reviewOn === null) continue
        days.set(page.id, reviewOn)
        if (trashed !== null) continue
        for (const person of new Set([owner, deputy])) {
          if (!goesOn()) return
          if (person !== null) await tell(person, page, reviewOn)
        }
      }
      await othersTurn()
    }
    for (const person of await inbox.everybody()) {
      if (!goesOn()) return
      await forget(person, days)
      await othersTurn()
    }
  }
}
