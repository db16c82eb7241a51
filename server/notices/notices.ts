/** Notices: what people are told of, in their inbox and by e-mail. Puts the parts together. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { noticeEndpoints } from '#contract/api/notices.ts'
import { notFound } from '#contract/errors.ts'
import type { NoticeId, PageId, PersonId } from '#contract/ids.ts'
import { type Notice, noticeKinds, type Way, type Wishes } from '#contract/notices.ts'
import { organisation as founded, type Person, person as personRecord } from '#contract/records.ts'
import type { z } from 'zod'
import type { Bus } from '../bus/bus.ts'
import { getRecord, organisationPartition, organisationRecord } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { dayIn } from './calendar.ts'
import { createDelivery } from './delivery.ts'
import { createTellFeedbackDue } from './feedback-due.ts'
import { createInbox } from './inbox.ts'
import { createMailFor } from './mail-for.ts'
import { createMailing, type MailState, type MailTimes } from './mail/mailing.ts'
import { createPost, type PostOffice } from './mail/post.ts'
import { createNewsDelivery } from './news-delivery.ts'
import { createTellReviews } from './reviews.ts'
import { isSigned, readStopCode, type Stoppable } from './stop-codes.ts'
import { createNoticeViews, type Reads } from './views.ts'
import { createAnswering, createWhomOfNews } from './whom-of-news.ts'
import { createWishBook, ownTimeZone, type WishBook, type WishesChange } from './wishes.ts'

/** Between two looks at whether a day is over, milliseconds. */
const lookMs = 60_000

type Listed = z.input<typeof noticeEndpoints.listNotices.reply>
type WishesView = z.input<typeof noticeEndpoints.getWishes.reply>

export interface Notices {
  list(reader: Person): Promise<Listed>
  /** Unread ones that the reader may read. */
  unread(reader: Person): Promise<number>
  markRead(person: PersonId, ids: readonly NoticeId[] | null, read: boolean): Promise<void>
  wishes(person: Person): Promise<WishesView>
  /** AppError invalid-input for a time zone that there is not. */
  wish(person: Person, change: WishesChange): Promise<WishesView>
  readonly watching: Pick<WishBook, 'of' | 'watchPage' | 'watchStrategy'>
  /** Stops the e-mail that a code names. AppError not-found for a code that is none of ours. */
  stop(code: string): Promise<void>
  /** All that is kept of a person's. */
  by(person: PersonId): Promise<{ readonly notices: Notice[]; readonly wishes: Wishes }>
  /** Tells what is due, and takes out what is old. */
  daily(): Promise<void>
  readonly mailState: () => Promise<MailState>
  /** Tells what was left, and from then on what comes. */
  start(): void
  close(): Promise<void>
}

export function createNotices(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** May they come in at all, at this moment? */
  readonly isActive: (person: Person) => boolean
  readonly mailTimes?: Partial<MailTimes> | undefined
  /** Where e-mail goes out; null = none is sent. */
  readonly office: PostOffice | null
  /** The address that the server's setting says, or null. */
  readonly publicUrl: URL | null
  readonly reads: Reads
  readonly report: (error: unknown, what: string) => void
  /** Certificates of mail servers to be believed beside the machine's, PEM. */
  readonly trusted?: string | undefined
  /** Everybody who ever wrote on a page. */
  readonly writers: (page: PageId) => Promise<readonly PersonId[]>
}): Notices {
  const { bus, catalogue, clock, isActive, office, publicUrl, reads, report, writers } = deps
  const inbox = createInbox({ bus, catalogue, clock })
  const book = createWishBook(catalogue)
  const views = createNoticeViews({ catalogue, reads })
  let closed = false

  const personOf = async (id: PersonId): Promise<Person | null> => {
    const place = { partition: organisationPartition, collection: 'people' } as const
    return (await getRecord(catalogue, place, id, personRecord))?.value ?? null
  }
  const organisation = async () => {
    const place = { partition: organisationPartition, collection: 'organisation' } as const
    return (await getRecord(catalogue, place, organisationRecord, founded))?.value ?? null
  }

  const post = office && createPost(office, deps.trusted)
  const given = { isActive, office, organisation, personOf, post, publicUrl, times: deps.mailTimes }
  const mailing = createMailing({ ...given, clock, inbox, report, views, wishes: book })
  const mailFor = createMailFor(mailing.possible)
  const parts = { catalogue, inbox, mailFor, onMail: mailing.changed, reads, wishes: book }
  const delivery = createDelivery({ ...parts, bus, report })
  const goesOn = () => !closed
  const answering = createAnswering({ catalogue, isActive, reads })
  const whom = createWhomOfNews({ answering, catalogue, writers })
  const newsDelivery = createNewsDelivery({ ...parts, bus, report, whom })
  const tellReviews = createTellReviews({ ...parts, clock, goesOn })
  const tellFeedbackDue = createTellFeedbackDue({ ...parts, answering, clock, goesOn })

  async function clear(): Promise<void> {
    for (const id of await inbox.everybody()) {
      if (closed) return
      // Whose name was taken away was told things that say who it was.
      const isNobody = ((await personOf(id))?.pseudonym ?? null) !== null
      if (isNobody) {
        await inbox.empty(id)
        book.forget(id)
      } else await inbox.clear(id)
      await othersTurn()
    }
  }

  let lastDay: string | null = null
  let going: Promise<void> | null = null

  async function daily(): Promise<void> {
    await tellReviews()
    await tellFeedbackDue()
    await clear()
  }

  /** Does at the start, and whenever another day has begun, what is done once a day. */
  function look(): void {
    const today = dayIn(ownTimeZone(), clock())
    if (going !== null || closed || today === lastDay) return
    going = daily()
      .then(
        () => {
          lastDay = today
        },
        (error: unknown) => {
          if (!closed) report(error, 'telling people what is due')
        },
      )
      .finally(() => {
        going = null
      })
  }

  let looking: NodeJS.Timeout | undefined

  const seen = async (wanted: Wishes, { email }: Person): Promise<WishesView> => ({
    ...wanted,
    mail: { possible: await mailing.possible(), address: email },
  })

  /** What waits of a kind that is not to go by e-mail any more goes no other way than it would now. */
  async function change(person: PersonId, given: WishesChange): Promise<Wishes> {
    const wanted = await book.change(person, given)
    await inbox.rerouted(person, ({ kind }) => wanted.ways[kind])
    mailing.changed(person)
    return wanted
  }

  return {
    async list(reader) {
      const notices = await views.of(reader, await inbox.of(reader.id))
      return { unread: notices.filter(({ readAt }) => readAt === null).length, notices }
    },

    async unread(reader) {
      const unread = (await inbox.of(reader.id)).filter(({ readAt }) => readAt === null)
      return (await views.shown(reader, unread)).length
    },

    markRead: inbox.markRead,

    wishes: async (person) => seen(await book.of(person.id), person),
    wish: async (person, given) => seen(await change(person.id, given), person),

    watching: book,

    async stop(code) {
      const read = readStopCode(code)
      // Only of people whom there are: whatever is asked for has a place in memory from then on.
      const person = read && (await personOf(read.stop.person))
      if (!read || !person || !isSigned(await book.stopKey(person.id), read.stop, read.signed)) {
        throw notFound()
      }
      const { ways } = await book.of(person.id)
      const stopped = noticeKinds.filter((kind) => isStopped(kind, ways[kind], read.stop.what))
      if (stopped.length === 0) return
      const changed = Object.fromEntries(stopped.map((kind) => [kind, 'inbox' as const]))
      await change(person.id, { ways: changed })
    },

    by: async (person) => ({
      notices: [...(await inbox.of(person))],
      wishes: await book.of(person),
    }),

    daily,
    mailState: mailing.state,

    start() {
      mailing.start()
      void delivery.catchUp()
      void newsDelivery.catchUp()
      look()
      looking = setInterval(look, lookMs)
      looking.unref()
    },

    async close() {
      closed = true
      clearInterval(looking)
      await Promise.all([delivery.close(), newsDelivery.close()])
      await going
      await mailing.close()
    },
  }
}

/** Does the code stop e-mail of this kind, which comes in this way? */
function isStopped(kind: Notice['kind'], way: Way, what: Stoppable): boolean {
  const isMail = way === 'at-once' || way === 'digest'
  return isMail && (what === kind || what === way)
}
