/**
 * Brings what happened in threads into the inboxes of those whom it concerns. What is still to be
 * told lies in the outbox of the page's threads, and leaves it when everybody has it: a kill in
 * between has it told once more, which changes nothing, because the ids of notices follow from what
 * they tell to whom.
 *
 * It goes on beside everything else, a page at a time and a few people at a time, with pauses for
 * others. Nobody waits for it.
 */
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { PageId, PersonId } from '#contract/ids.ts'
import { type Happening, happening, type Notice, notice } from '#contract/notices.ts'
import { type Page, page as pageRecord, person as personRecord } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import {
  getRecord,
  listRecords,
  organisationPartition,
  strategyPartition,
  threadsOf,
  threadsPartition,
} from '../storage/records.ts'
import type { Catalogue, Stored } from '../storage/storage.ts'
import type { Inbox } from './inbox.ts'
import type { MailFor } from './mail-for.ts'
import { noticeIdOf } from './notice-id.ts'
import { createRounds } from './rounds.ts'
import type { Reads } from './views.ts'
import { concerned, toldAs } from './whom.ts'
import type { WishBook } from './wishes.ts'

/** People whose inboxes are written at the same time. */
const atOnce = 4
/** Happenings of a page that are told together. */
const mostTogether = 100

const people = { partition: organisationPartition, collection: 'people' } as const

export interface Delivery {
  /** Looks at every page for what is still to be told. Never rejects. */
  catchUp(): Promise<void>
  /** Ends after those who are being told now; the rest is told at the next start. */
  close(): Promise<void>
}

export function createDelivery(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  readonly inbox: Inbox
  /** The e-mail by which somebody is to get what comes to them in this way, or null. */
  readonly mailFor: MailFor
  /** Somebody was told something that is to go by e-mail. */
  readonly onMail: (person: PersonId) => void
  readonly reads: Reads
  readonly report: (error: unknown, what: string) => void
  readonly wishes: WishBook
}): Delivery {
  const { bus, catalogue, inbox, mailFor, onMail, reads, report, wishes } = deps
  const rounds = createRounds<PageId>({
    each: deliver,
    failed: (error, page) => report(error, `telling people of what was said on page ${page}`),
  })
  const { add, closing } = rounds
  let catchingUp: Promise<void> = Promise.resolve()

  /** Everything that lies in the page's outbox, the oldest first. */
  async function deliver(page: PageId): Promise<void> {
    const partition = threadsPartition(page)
    for (;;) {
      const all = await listRecords(catalogue, { partition, collection: 'outbox' }, happening)
      if (all.length === 0 || closing.aborted) return
      const oldest = all.toSorted((a, b) => (a.value.at < b.value.at ? -1 : 1))
      const taken = oldest.slice(0, mostTogether)
      await tell(page, taken)
      if (closing.aborted) return
      await catalogue.transact(
        partition,
        taken.map(({ id }) => ({ do: 'delete', collection: 'outbox', id })),
      )
    }
  }

  async function tell(page: PageId, happened: readonly Stored<Happening>[]): Promise<void> {
    const [first] = happened
    if (!first) return
    const { strategy } = first.value
    const place = { partition: strategyPartition(strategy), collection: 'pages' } as const
    const about = (await getRecord(catalogue, place, page, pageRecord))?.value
    if (!about) return
    const all = happened.map(({ value }) => value)
    const ids = [...(await candidates(all, about))]
    // A few at a time: each is a file on the disk.
    const each = async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
        if (closing.aborted) return
        await tellOne(id, all, about)
        await othersTurn()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, each))
  }

  /** Everybody whom any of it may concern. */
  async function candidates(all: readonly Happening[], about: Page): Promise<Set<PersonId>> {
    const found = new Set<PersonId>(await wishes.watchers(about.id, about.strategy))
    for (const one of all) for (const id of concerned(one, about)) found.add(id)
    const units = new Set(all.flatMap((one) => one.units))
    if (units.size > 0) {
      for (const { value } of await listRecords(catalogue, people, personRecord)) {
        if (value.unit !== null && units.has(value.unit)) found.add(value.id)
      }
    }
    return found
  }

  async function tellOne(id: PersonId, all: readonly Happening[], about: Page): Promise<void> {
    const person = (await getRecord(catalogue, people, id, personRecord))?.value
    // Who may not come in may not read the page either.
    if (!person || !(await reads(person, about.id))) return
    const wanted = await wishes.of(id)
    const mailOf = await mailFor(person)
    const notices = all.flatMap((one): Notice[] => {
      const told = toldAs(one, about, { person, wishes: wanted })
      if (told === null) return []
      const { at, by, strategy, page, thread, comment, fate } = one
      const mail = mailOf(told.way)
      const what = { at, by, strategy, page, thread, comment, fate }
      const made = { ...what, id: noticeIdOf(one.id, id), kind: told.kind, readAt: null, mail }
      return [notice.parse(made)]
    })
    if (notices.length === 0) return
    await inbox.add(id, notices)
    // Also when they were there: whoever put them there may have been stopped before this.
    if (notices.some(({ mail }) => mail !== null)) onMail(id)
  }

  const unsubscribe = bus.subscribe((message) => {
    if (message.kind === 'threads') add(message.page)
  })

  async function look(): Promise<void> {
    try {
      for (const partition of await catalogue.partitions()) {
        if (closing.aborted) return
        const page = threadsOf(partition)
        if (page && (await catalogue.list(partition, 'outbox')).length > 0) add(page)
      }
    } catch (error) {
      if (!closing.aborted) report(error, 'looking for what people are to be told of')
    }
  }

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
