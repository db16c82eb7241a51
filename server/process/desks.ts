/** What each person has at hand: pages that they marked, pages and strategies where they were. */
import { AppError } from '#contract/errors.ts'
import type { PageId, PersonId, Seq, StrategyId } from '#contract/ids.ts'
import { type Desk, desk } from '#contract/desk.ts'
import type { Page } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { desksPartition, getRecord } from '../storage/records.ts'
import type { Catalogue, UpdateLog } from '../storage/storage.ts'

/** As many of each as the record takes. */
const most = 200
/** Who has not been seen in a strategy for so long begins another visit. */
const awayMs = 30 * 60_000
/** Being on one page goes without saying for so long. */
const sameMs = 60_000

export interface Desks {
  /** Of whoever has none yet it is empty. Pages on it may be gone, or closed to the person. */
  of(person: PersonId): Promise<Desk>
  /** AppError invalid-input for more than 200. */
  setFavourite(person: PersonId, page: PageId, favourite: boolean): Promise<void>
  /** The person is on the page now, and so in its strategy. */
  visitPage(person: PersonId, page: Page): Promise<void>
  visitStrategy(person: PersonId, strategy: StrategyId): Promise<void>
  /** The page's last entry when the person was there before this visit; null: they never were. */
  lastHere(person: PersonId, page: PageId): Promise<Seq | null>
}

export function createDesks(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly log: UpdateLog
}): Desks {
  const { bus, catalogue, clock, log } = deps

  async function find(person: PersonId) {
    const place = { partition: desksPartition(person), collection: 'desks' } as const
    const found = await getRecord(catalogue, place, person, desk)
    return { value: found?.value ?? desk.parse({ person }), revision: found?.revision ?? 0 }
  }

  /** Stores what `change` makes of the desk; the same one is not stored. */
  async function change(person: PersonId, make: (before: Desk) => Desk): Promise<void> {
    const [before, after] = await retryConflict(async () => {
      const { value: known, revision: expects } = await find(person)
      const value = make(known)
      if (value !== known) {
        await catalogue.transact(desksPartition(person), [
          { do: 'put', collection: 'desks', id: person, value, expects },
        ])
      }
      return [known, value]
    })
    const isMoved = before.recent[0]?.page !== after.recent[0]?.page
    if (before.favourites !== after.favourites || isMoved) bus.publish({ kind: 'desk', person })
  }

  /** The person is in the strategy now. */
  function visited(known: Desk, strategy: StrategyId): Desk['here'] {
    const now = clock()
    const last = known.here.find((one) => one.strategy === strategy)
    const since = last ? now - Date.parse(last.now) : Infinity
    if (last && since >= 0 && since < sameMs) return known.here
    const before = last && since > awayMs ? last.now : (last?.before ?? null)
    const others = known.here.filter((one) => one !== last)
    return [{ strategy, now: new Date(now).toISOString(), before }, ...others].slice(0, most)
  }

  /** What was there on the page when this visit to it began, or null when there was none before. */
  function beforeNow(last: Desk['recent'][number] | undefined): Seq | null {
    if (last === undefined) return null
    return clock() - Date.parse(last.at) > awayMs ? last.seq : last.before
  }

  return {
    lastHere: async (person, page) =>
      beforeNow((await find(person)).value.recent.find((one) => one.page === page)),

    of: async (person) => (await find(person)).value,

    setFavourite: (person, page, favourite) =>
      change(person, (known) => {
        if (known.favourites.includes(page) === favourite) return known
        const others = known.favourites.filter((one) => one !== page)
        if (favourite && others.length >= most) {
          throw new AppError('invalid-input', 'There is no room for more favourites.', {
            details: { favourite: 'too-many' },
          })
        }
        return { ...known, favourites: favourite ? [...others, page] : others }
      }),

    async visitPage(person, { id: page, strategy }) {
      const { seq } = await log.head(page)
      await change(person, (known) => {
        const here = visited(known, strategy)
        const [last] = known.recent
        if (here === known.here && last?.page === page && last.seq === seq) return known
        const others = known.recent.filter((one) => one.page !== page)
        const before = beforeNow(known.recent.find((one) => one.page === page))
        const at = new Date(clock()).toISOString()
        return { ...known, here, recent: [{ page, at, seq, before }, ...others].slice(0, most) }
      })
    },

    visitStrategy: (person, strategy) =>
      change(person, (known) => {
        const here = visited(known, strategy)
        return here === known.here ? known : { ...known, here }
      }),
  }
}
