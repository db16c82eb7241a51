/**
 * Brings what happened in publishing into the inboxes of those whom it concerns, like `delivery.ts`:
 * what is still to be told lies in an outbox, and leaves it when everybody has it.
 */
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { PersonId } from '#contract/ids.ts'
import { type News, news, type Notice, notice } from '#contract/notices.ts'
import { person as personRecord } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import {
  editionsOf,
  editionsPartition,
  getRecord,
  listRecords,
  organisationPartition,
  readersOf,
  readersPartition,
} from '../storage/records.ts'
import type { Catalogue, Partition } from '../storage/storage.ts'
import type { Inbox } from './inbox.ts'
import type { MailFor } from './mail-for.ts'
import { noticeIdOf } from './notice-id.ts'
import { createRounds } from './rounds.ts'
import type { Reads } from './views.ts'
import type { Receiver, WhomOfNews } from './whom-of-news.ts'
import type { WishBook } from './wishes.ts'

const people = { partition: organisationPartition, collection: 'people' } as const

export interface NewsDelivery {
  /** Looks at every strategy for what is still to be told. Never rejects. */
  catchUp(): Promise<void>
  /** Ends after those who are being told now; the rest is told at the next start. */
  close(): Promise<void>
}

export function createNewsDelivery(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  readonly inbox: Inbox
  readonly mailFor: MailFor
  /** Somebody was told something that is to go by e-mail. */
  readonly onMail: (person: PersonId) => void
  readonly reads: Reads
  readonly report: (error: unknown, what: string) => void
  readonly whom: WhomOfNews
  readonly wishes: WishBook
}): NewsDelivery {
  const { bus, catalogue, inbox, mailFor, onMail, reads, report, whom, wishes } = deps
  const rounds = createRounds<Partition>({
    each: deliver,
    failed: (error, partition) => report(error, `telling people of what is new in ${partition}`),
  })
  const { add, closing } = rounds
  let catchingUp: Promise<void> = Promise.resolve()

  async function deliver(partition: Partition): Promise<void> {
    for (;;) {
      const all = await listRecords(catalogue, { partition, collection: 'outbox' }, news)
      const [first] = all.toSorted((a, b) => (a.value.at < b.value.at ? -1 : 1))
      if (!first || closing.aborted) return
      for (const receiver of await whom(first.value)) {
        if (closing.aborted) return
        await tell(receiver, first.value)
        await othersTurn()
      }
      await catalogue.transact(partition, [{ do: 'delete', collection: 'outbox', id: first.id }])
    }
  }

  async function tell({ id, kind, pages }: Receiver, told: News): Promise<void> {
    const person = (await getRecord(catalogue, people, id, personRecord))?.value
    if (!person || id === told.by) return
    const way = (await wishes.of(id)).ways[kind]
    if (way === 'off') return
    let page: Notice['page'] | null = null
    for (const one of pages) {
      if (!(await reads(person, one))) continue
      page = one
      break
    }
    if (page === null) return
    const mail = (await mailFor(person))(way)
    const { at, by, strategy } = told
    const common = { at, by, strategy, page, thread: null, comment: null, fate: null, readAt: null }
    await inbox.add(id, [
      notice.parse({ ...common, ...aboutOf(told), id: noticeIdOf(told.id, id), kind, mail }),
    ])
    // Also when it was there: whoever put it there may have been stopped before this.
    if (mail !== null) onMail(id)
  }

  async function look(): Promise<void> {
    try {
      for (const partition of await catalogue.partitions()) {
        if (closing.aborted) return
        if (editionsOf(partition) === null && readersOf(partition) === null) continue
        if ((await catalogue.list(partition, 'outbox')).length > 0) add(partition)
      }
    } catch (error) {
      if (!closing.aborted) report(error, 'looking for what is new in publishing')
    }
  }

  const unsubscribe = bus.subscribe((message) => {
    if (message.kind !== 'publishing') return
    add(editionsPartition(message.strategy))
    add(readersPartition(message.strategy))
  })

  return {
    catchUp: () => (catchingUp = look()),

    async close() {
      unsubscribe()
      const ended = rounds.close()
      await catchingUp
      await ended
    },
  }
}

/** What of a notice says what it is about. */
function aboutOf(
  told: News,
): Partial<Pick<Notice, 'answer' | 'approval' | 'edition' | 'feedback'>> {
  switch (told.what) {
    case 'asked':
      return { approval: told.approval }
    case 'answered':
      return { approval: told.approval, answer: told.answer }
    case 'published':
      return { edition: told.edition }
    case 'feedback':
      return { edition: told.edition, feedback: told.feedback }
  }
}
