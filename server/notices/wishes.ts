/** What people want to be told of, how, and what they watch. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { AppError } from '#contract/errors.ts'
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import { noticeKinds, usualWays, ways, wishes, type Wishes } from '#contract/notices.ts'
import { z } from 'zod'
import { retryConflict } from '../storage/conflict.ts'
import { getRecord, noticesOf, noticesPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { newStopKey } from './stop-codes.ts'

const usualHour = 8
const mostPages = 500
const mostStrategies = 200

/** Only what somebody has chosen; the rest is as it is usual now. */
const stored = wishes.extend({
  ways: z.partialRecord(z.enum(noticeKinds), z.enum(ways)).default({}),
  hour: wishes.shape.hour.nullable().default(null),
  timeZone: wishes.shape.timeZone.nullable().default(null),
  pages: wishes.shape.pages.default([]),
  strategies: wishes.shape.strategies.default([]),
  /** With it the links that stop e-mail are signed; null = none was ever made. */
  stopKey: z.string().nullable().default(null),
})
type Stored = z.infer<typeof stored>

/** What may be changed; what is left out stays. */
export interface WishesChange {
  readonly ways?: Partial<Wishes['ways']> | undefined
  readonly hour?: number | undefined
  readonly timeZone?: string | undefined
}

export interface WishBook {
  of(person: PersonId): Promise<Wishes>
  /** AppError invalid-input for a time zone that there is not. */
  change(person: PersonId, change: WishesChange): Promise<Wishes>
  /** AppError invalid-input where there is no room for more. */
  watchPage(person: PersonId, page: PageId, watching: boolean): Promise<void>
  watchStrategy(person: PersonId, strategy: StrategyId, watching: boolean): Promise<void>
  /** Everybody who watches the page or its strategy, whether or not they may still read it. */
  watchers(page: PageId, strategy: StrategyId): Promise<readonly PersonId[]>
  /** The secret by which a person's links that stop e-mail are signed; made when first needed. */
  stopKey(person: PersonId): Promise<string>
  /** Forgets what was read: for what was written past this. */
  forget(person: PersonId): void
}

export function createWishBook(catalogue: Catalogue): WishBook {
  // Who watches a page is asked with every comment: what everybody wants is kept in memory.
  let everybody: Promise<Map<PersonId, Stored>> | null = null

  async function readAll(): Promise<Map<PersonId, Stored>> {
    const all = new Map<PersonId, Stored>()
    for (const partition of await catalogue.partitions()) {
      const person = noticesOf(partition)
      const found = person && (await find(person))
      if (found) all.set(person, found.value)
      await othersTurn()
    }
    return all
  }

  async function known(): Promise<Map<PersonId, Stored>> {
    const reading = (everybody ??= readAll())
    try {
      return await reading
    } catch (error) {
      if (everybody === reading) everybody = null
      throw error
    }
  }

  const find = (person: PersonId) =>
    getRecord(
      catalogue,
      { partition: noticesPartition(person), collection: 'wishes' },
      person,
      stored,
    )

  const none = (person: PersonId): Stored => stored.parse({ person })

  /** Stores what `make` makes of the wishes; the same are not stored. */
  async function store(person: PersonId, make: (before: Stored) => Stored): Promise<Stored> {
    const all = await known()
    return retryConflict(async () => {
      const found = await find(person)
      const before = found?.value ?? none(person)
      const value = make(before)
      if (value === before) return value
      const expects = found?.revision ?? 0
      await catalogue.transact(noticesPartition(person), [
        { do: 'put', collection: 'wishes', id: person, value, expects },
      ])
      all.set(person, value)
      return value
    })
  }

  return {
    of: async (person) => asWanted((await known()).get(person) ?? none(person)),

    async change(person, { ways: given, hour, timeZone }) {
      if (timeZone !== undefined && !isTimeZone(timeZone)) {
        throw new AppError('invalid-input', 'There is no such time zone.', {
          details: { timeZone: 'unknown' },
        })
      }
      const changed = await store(person, (before) => ({
        ...before,
        ways: { ...before.ways, ...withoutGaps(given ?? {}) },
        hour: hour ?? before.hour,
        timeZone: timeZone ?? before.timeZone,
      }))
      return asWanted(changed)
    },

    async watchPage(person, page, watching) {
      await store(person, (before) => {
        const pages = within(before.pages, page, watching, mostPages)
        return pages === before.pages ? before : { ...before, pages }
      })
    },

    async watchStrategy(person, strategy, watching) {
      await store(person, (before) => {
        const strategies = within(before.strategies, strategy, watching, mostStrategies)
        return strategies === before.strategies ? before : { ...before, strategies }
      })
    },

    async watchers(page, strategy) {
      const all = [...(await known())]
      return all.flatMap(([person, { pages, strategies }]) =>
        pages.includes(page) || strategies.includes(strategy) ? [person] : [],
      )
    },

    async stopKey(person) {
      const { stopKey } = await store(person, (before) =>
        before.stopKey === null ? { ...before, stopKey: newStopKey() } : before,
      )
      return stopKey ?? ''
    },

    forget(person) {
      void everybody?.then((all) => all.delete(person))
    },
  }
}

function asWanted(known: Stored): Wishes {
  const { ways: chosen, hour, person, pages, strategies, timeZone } = known
  return {
    person,
    pages,
    strategies,
    ways: { ...usualWays, ...withoutGaps(chosen) },
    hour: hour ?? usualHour,
    timeZone: timeZone !== null && isTimeZone(timeZone) ? timeZone : ownTimeZone(),
  }
}

/** The ways that are said; one that is `undefined` is not. */
function withoutGaps(given: Partial<Wishes['ways']>): Partial<Wishes['ways']> {
  return Object.fromEntries(Object.entries(given).filter(([, way]) => way !== undefined))
}

/** The list with or without one; the same list when nothing changes. */
function within<Id>(list: Id[], one: Id, isIn: boolean, most: number): Id[] {
  if (list.includes(one) === isIn) return list
  if (!isIn) return list.filter((other) => other !== one)
  if (list.length < most) return [...list, one]
  throw new AppError('invalid-input', 'There is no room for more to watch.', {
    details: { watching: 'too-many' },
  })
}

/** Is it a name that the server's calendar knows? */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Where the server is, by its own settings. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat('en').resolvedOptions().timeZone
