/**
 * Sends by e-mail what people want by e-mail. What is still to go is said by the notices
 * themselves, on the disk, until a mail server has taken it: here is only when to look at whose.
 *
 * Should the machine stop between a server's yes and our writing it down, the letter goes once
 * more, with the same Message-ID.
 */
import { setImmediate as othersTurn, setTimeout as pause } from 'node:timers/promises'
import type { NoticeId, PersonId } from '#contract/ids.ts'
import type { Notice, Wishes } from '#contract/notices.ts'
import type { Organisation, Person } from '#contract/records.ts'
import { nextHour } from '../calendar.ts'
import type { Inbox } from '../inbox.ts'
import type { NoticeViews } from '../views.ts'
import type { WishBook } from '../wishes.ts'
import { type Handed, type Post, type PostOffice, sentenceOf } from './post.ts'
import { writeLetter } from './letter.ts'

/** Milliseconds. */
export interface MailTimes {
  /** From one look at what is due to the next. */
  readonly look: number
  /** So long more may come before the first letter goes, or be read and need none. */
  readonly gather: number
  /** Nobody gets two letters at once within this time. */
  readonly apart: number
}

const usualTimes: MailTimes = { look: 1_000, gather: 10_000, apart: 60_000 }

const ways = ['at-once', 'digest'] as const
type Way = (typeof ways)[number]

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** What could not be sent for so long is not sent any more. */
const givenUpAfterMs = 5 * dayMs
/** After a failure, one after the other; the last one for all that follow. */
const pausesOfAll = [5_000, 15_000, minuteMs, 5 * minuteMs, 15 * minuteMs]
const pausesOfOne = [minuteMs, 5 * minuteMs, 15 * minuteMs, 60 * minuteMs]
/** Everybody's notices are looked at again so often: for clocks that were set. */
const lookAtAllMs = 60 * minuteMs
const atOnce = 4
const closeWithinMs = 1_500

/** How e-mail fares, for those who look after the installation. */
export interface MailState {
  readonly state: 'off' | 'no-address' | 'working' | 'failing'
  /** Of `failing`: since when, and what the last failure said. */
  readonly since: string | null
  readonly sentence: string | null
  /** People to whom something is still to go. */
  readonly waiting: number
}

export interface Mailing {
  /** Can e-mail be sent, and its links lead somewhere? */
  possible(): Promise<boolean>
  state(): Promise<MailState>
  /** Something is to go to them, or they want it otherwise. */
  changed(person: PersonId): void
  start(): void
  /** What is on its way may finish; the rest goes after the next start. */
  close(): Promise<void>
}

export function createMailing(deps: {
  readonly clock: () => number
  readonly inbox: Inbox
  readonly office: PostOffice | null
  readonly organisation: () => Promise<Organisation | null>
  readonly personOf: (id: PersonId) => Promise<Person | null>
  readonly isActive: (person: Person) => boolean
  readonly post: Post | null
  /** The address that the server's setting says; the organisation's goes where there is none. */
  readonly publicUrl: URL | null
  readonly report: (error: unknown, what: string) => void
  readonly times?: Partial<MailTimes> | undefined
  readonly views: NoticeViews
  readonly wishes: WishBook
}): Mailing {
  const { clock, inbox, isActive, office, organisation, personOf, post } = deps
  const { publicUrl, report, views, wishes } = deps
  const times = { ...usualTimes, ...deps.times }
  /** When to look at whose. */
  const due = new Map<PersonId, number>()
  const sentAt = new Map<PersonId, number>()
  const failures = new Map<PersonId, number>()
  /** Taken by a server, and not written down yet. */
  const gone = new Map<PersonId, readonly NoticeId[]>()
  let failing: {
    readonly since: string
    readonly sentence: string
    readonly times: number
  } | null = null
  let quietUntil = 0
  let lookedAtAll = -Infinity
  let working: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function addressOf(): Promise<string | null> {
    const address = publicUrl?.href ?? (await organisation())?.address ?? null
    return address === null ? null : address.replace(/\/$/, '')
  }

  /** When what waits of one way is to go, by the oldest of it. */
  function dueAt(waiting: readonly Notice[], way: Way, { hour, timeZone }: Wishes): number {
    // Later than now: the clock was set back since.
    const at = Math.min(clock(), ...waiting.map((one) => Date.parse(one.at)))
    return way === 'digest' ? nextHour(timeZone, hour, at) : at + times.gather
  }

  const waitingOf = async (person: PersonId) =>
    (await inbox.of(person)).filter(({ mail }) => mail !== null)

  /** Says when to look at somebody's notices next. */
  async function plan(person: PersonId, notBefore = 0): Promise<void> {
    const waiting = await waitingOf(person)
    if (waiting.length === 0) {
      due.delete(person)
      failures.delete(person)
      return
    }
    const wanted = await wishes.of(person)
    const spaced = (sentAt.get(person) ?? -Infinity) + times.apart
    const next = ways.flatMap((way) => {
      const ofWay = waiting.filter(({ mail }) => mail === way)
      if (ofWay.length === 0) return []
      return Math.max(dueAt(ofWay, way, wanted), way === 'at-once' ? spaced : 0)
    })
    due.set(person, Math.max(notBefore, Math.min(...next)))
  }

  async function work(person: PersonId): Promise<void> {
    const unwritten = gone.get(person)
    if (unwritten) await written(person, unwritten)
    const now = clock()
    const waiting = await waitingOf(person)
    const old = waiting.filter(({ at }) => now - Date.parse(at) > givenUpAfterMs)
    if (old.length > 0) {
      report(
        new Error(`${old.length} notices could not be sent for five days`),
        `e-mail to person ${person} is given up`,
      )
      await written(person, idsOf(old))
    }
    const wanted = await wishes.of(person)
    const recent = waiting.filter((one) => !old.includes(one))
    for (const way of ways) {
      const ofWay = recent.filter(({ mail }) => mail === way)
      const isDue = ofWay.length > 0 && dueAt(ofWay, way, wanted) <= now
      const isSpaced = way === 'digest' || now - (sentAt.get(person) ?? -Infinity) >= times.apart
      if (!isDue || !isSpaced || closed) continue
      const handed = await send(person, way, ofWay)
      const goesOn = handed === null || (await settle(person, ofWay, handed))
      if (!goesOn) return
    }
    await plan(person)
  }

  /** Null where nothing is to be sent to them; then it is written down. */
  async function send(id: PersonId, way: Way, waiting: readonly Notice[]): Promise<Handed | null> {
    const person = await personOf(id)
    const [base, founded] = [await addressOf(), await organisation()]
    if (!post || !office || base === null || !founded)
      return { outcome: 'later', error: noAddress() }
    const isTold = person !== null && person.email !== null && isActive(person)
    const unread = waiting.filter(({ readAt }) => readAt === null)
    const notices = isTold ? await views.of(person, unread) : []
    if (!isTold || person.email === null || notices.length === 0) {
      await inbox.mailed(id, idsOf(waiting))
      return null
    }
    const letter = writeLetter({
      reader: { id, name: person.name, address: person.email },
      language: person.language ?? founded.language,
      organisation: founded.name,
      base,
      domain: office.from.address.split('@').at(-1) ?? '',
      way,
      notices,
      stopKey: await wishes.stopKey(id),
    })
    return post.hand(letter)
  }

  /** Does what follows from a letter. Resolves with whether another one may go to them now. */
  async function settle(
    person: PersonId,
    notices: readonly Notice[],
    handed: Handed,
  ): Promise<boolean> {
    const now = clock()
    switch (handed.outcome) {
      case 'accepted':
        failing = null
        quietUntil = 0
        failures.delete(person)
        if (notices.some(({ mail }) => mail === 'at-once')) sentAt.set(person, now)
        await written(person, idsOf(notices))
        return true
      case 'refused':
        // The server is there, and has said no to this one alone.
        failing = null
        report(handed.error, `e-mail to person ${person} was refused for good`)
        await written(person, idsOf(notices))
        return true
      case 'later': {
        const failed = (failures.get(person) ?? 0) + 1
        failures.set(person, failed)
        report(handed.error, `e-mail to person ${person} has to wait`)
        due.set(person, now + after(pausesOfOne, failed))
        return false
      }
      case 'unreachable':
        if (!closed) unreachable(handed.error)
        return false
    }
  }

  function unreachable(error: unknown): void {
    // Several letters that fail together are one failure.
    if (quietUntil > clock()) return
    const failed = (failing?.times ?? 0) + 1
    const since = failing?.since ?? new Date(clock()).toISOString()
    failing = { since, sentence: sentenceOf(error), times: failed }
    quietUntil = clock() + after(pausesOfAll, failed)
    report(error, 'e-mail cannot be sent at present')
  }

  /** They have gone: that is kept in mind until it is on the disk. */
  async function written(person: PersonId, ids: readonly NoticeId[]): Promise<void> {
    gone.set(person, [...(gone.get(person) ?? []), ...ids])
    await inbox.mailed(person, gone.get(person) ?? [])
    gone.delete(person)
  }

  async function lookAt(person: PersonId): Promise<void> {
    try {
      await work(person)
    } catch (error) {
      if (closed) return
      report(error, `sending e-mail to person ${person}`)
      due.set(person, clock() + minuteMs)
    }
  }

  /** Everybody whose time has come, a few at a time. */
  async function look(): Promise<void> {
    const now = clock()
    if (quietUntil - now > after(pausesOfAll, Infinity)) quietUntil = now
    if (now < lookedAtAll || now - lookedAtAll > lookAtAllMs) {
      lookedAtAll = now
      for (const person of await inbox.everybody()) {
        await plan(person)
        await othersTurn()
      }
    }
    for (const [person, at] of sentAt) if (now - at > times.apart) sentAt.delete(person)
    const people = [...due].filter(([, at]) => at <= now).map(([person]) => person)
    const each = async () => {
      for (let one = people.shift(); one !== undefined; one = people.shift()) {
        if (closed || quietUntil > clock()) return
        await lookAt(one)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, each))
  }

  async function check(): Promise<void> {
    try {
      await post?.check()
    } catch (error) {
      if (closed || failing !== null) return
      failing = { since: new Date(clock()).toISOString(), sentence: sentenceOf(error), times: 0 }
      report(error, 'e-mail cannot be sent at present')
    }
  }

  return {
    possible: async () => post !== null && (await addressOf()) !== null,

    async state() {
      const waiting = due.size
      const none = { since: null, sentence: null, waiting }
      if (post === null) return { state: 'off', ...none }
      if ((await addressOf()) === null) return { state: 'no-address', ...none }
      if (failing === null) return { state: 'working', ...none }
      return { state: 'failing', since: failing.since, sentence: failing.sentence, waiting }
    },

    changed(person) {
      if (post === null || closed) return
      // Whoever was refused for the moment still waits as long.
      const notBefore = failures.has(person) ? (due.get(person) ?? 0) : 0
      plan(person, notBefore).catch((error: unknown) => {
        if (!closed) report(error, `planning e-mail to person ${person}`)
      })
    },

    start() {
      if (post === null) return
      void check()
      timer = setInterval(() => {
        working ??= look()
          .catch((error: unknown) => {
            if (!closed) report(error, 'sending e-mail')
          })
          .finally(() => (working = null))
      }, times.look)
      timer.unref()
    },

    async close() {
      closed = true
      clearInterval(timer)
      // A mail server may take a minute to answer, and we have not got it.
      await Promise.race([working, pause(closeWithinMs, null, { ref: false })])
      post?.close()
      await working
    },
  }
}

const idsOf = (notices: readonly Notice[]) => notices.map(({ id }) => id)

const after = (pauses: readonly number[], failed: number): number =>
  pauses[Math.min(failed, pauses.length) - 1] ?? 0

const noAddress = () => new Error('E-mail is switched off, or nobody has said where Talkoot is.')
