/** Tells those who answer to readers that an answer is promised by the next working day. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { type Feedback, edition as editionRecord, feedback } from '#contract/editions.ts'
import type { PageId, PersonId } from '#contract/ids.ts'
import { notice as noticeRecord } from '#contract/notices.ts'
import { person as personRecord } from '#contract/records.ts'
import {
  editionsPartition,
  getRecord,
  listRecords,
  organisationPartition,
  readersOf,
} from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { dayIn, workingDayBefore } from './calendar.ts'
import type { Inbox } from './inbox.ts'
import type { MailFor } from './mail-for.ts'
import { noticeIdOf } from './notice-id.ts'
import type { Reads } from './views.ts'
import type { Answering } from './whom-of-news.ts'
import type { WishBook } from './wishes.ts'

/** Looks at everything that readers wrote. Resolves when everybody was told whom it concerns. */
export type TellFeedbackDue = () => Promise<void>

export function createTellFeedbackDue(deps: {
  readonly answering: Answering
  readonly catalogue: Catalogue
  readonly clock: () => number
  readonly goesOn: () => boolean
  readonly inbox: Inbox
  readonly mailFor: MailFor
  readonly onMail: (person: PersonId) => void
  readonly reads: Reads
  readonly wishes: WishBook
}): TellFeedbackDue {
  const { answering, catalogue, clock, goesOn, inbox, mailFor, onMail, reads, wishes } = deps

  async function tell(id: PersonId, one: Feedback, pages: readonly PageId[]): Promise<void> {
    const place = { partition: organisationPartition, collection: 'people' } as const
    const person = (await getRecord(catalogue, place, id, personRecord))?.value
    const { timeZone, ways } = await wishes.of(id)
    const way = ways.feedback
    const today = dayIn(timeZone, clock())
    // Once the day has passed there is nothing to be reminded of: it stands there as late.
    const isDue = today >= workingDayBefore(one.answerBy) && today <= one.answerBy
    if (!person || way === 'off' || !isDue) return
    let page: PageId | null = null
    for (const candidate of pages) {
      if (!(await reads(person, candidate))) continue
      page = candidate
      break
    }
    if (page === null) return
    const mail = (await mailFor(person))(way)
    const notice = noticeRecord.parse({
      ...{ id: noticeIdOf('feedback-due', one.id, id), kind: 'feedback', due: true },
      ...{ at: new Date(clock()).toISOString(), by: one.person, strategy: one.strategy, page },
      ...{ edition: one.edition, feedback: one.id, thread: null, comment: null, fate: null },
      ...{ readAt: null, mail },
    })
    // It has its id from what it tells: nobody is told of it twice.
    const isNew = await inbox.add(id, [notice])
    if (isNew && mail !== null) onMail(id)
  }

  return async () => {
    for (const partition of await catalogue.partitions()) {
      if (readersOf(partition) === null) continue
      const all = await listRecords(catalogue, { partition, collection: 'feedback' }, feedback)
      for (const { value } of all) {
        if (!goesOn()) return
        // A day on either side: it is not the same day everywhere.
        const left = Date.parse(value.answerBy) - clock()
        if (value.fate !== null || left > 7 * dayMs || left < -2 * dayMs) continue
        const place = {
          partition: editionsPartition(value.strategy),
          collection: 'editions',
        } as const
        const of = (await getRecord(catalogue, place, value.edition, editionRecord))?.value
        const others = of?.pages.map(({ page }) => page) ?? []
        const pages = value.page === null ? others : [value.page, ...others]
        for (const id of await answering(value.strategy, value.page)) await tell(id, value, pages)
        await othersTurn()
      }
    }
  }
}

const dayMs = 24 * 3_600_000
