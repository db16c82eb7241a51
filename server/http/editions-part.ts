/** Approvals and editions: from asking to withdrawing, with what is told of it. */
import type { editionEndpoints } from '#contract/api/publishing.ts'
import { type Approval, leastCounted } from '#contract/editions.ts'
import { notFound } from '#contract/errors.ts'
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import { page as pageRecord, strategy as strategyRecord } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import type { Chronicles } from '../chronicles/chronicles.ts'
import type { Threads } from '../comments/threads.ts'
import type { Beginnings } from '../digests/beginnings.ts'
import type { Digests } from '../digests/digests.ts'
import type { Files } from '../pages/files.ts'
import type { Access } from '../people/access.ts'
import type { People } from '../people/people.ts'
import type { Units } from '../people/units.ts'
import type { Answers } from '../process/answers.ts'
import { createApprovals } from '../publishing/editions/approvals.ts'
import type { Naming } from '../publishing/editions/assembling.ts'
import { type Consents, createConsents } from '../publishing/editions/consents.ts'
import type { EditionContent } from '../publishing/editions/edition-content.ts'
import { createEditions, type Editions } from '../publishing/editions/editions.ts'
import { createFreezing } from '../publishing/editions/freezing.ts'
import { createFrozenStore } from '../publishing/editions/frozen-store.ts'
import { createKeptRecords } from '../publishing/editions/kept-records.ts'
import { createPublishes } from '../publishing/editions/publishing.ts'
import { createSchedule, type Schedule } from '../publishing/editions/schedule.ts'
import { createTakeOut, type TakeOut } from '../publishing/editions/taking-out.ts'
import { createTellStory } from '../publishing/editions/telling.ts'
import { createTurns } from '../publishing/editions/turns.ts'
import type { Publications } from '../publishing/publications.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { getRecord, listRecords, strategyPartition } from '../storage/records.ts'
import type { Storage } from '../storage/storage.ts'
import type { Versions } from '../versions/versions.ts'
import type { HandlersOf } from './handlers.ts'
import { editionRoutes } from './routes/editions.ts'

export type { Consents }

export interface EditionsPartDeps {
  readonly access: Access
  readonly answers: Pick<Answers, 'scalesOf'>
  readonly beginnings: Pick<Beginnings, 'of'>
  readonly bus: Bus
  readonly chronicles: Chronicles
  readonly clock: () => number
  readonly digests: Pick<Digests, 'of'>
  readonly files: Pick<Files, 'get'>
  readonly people: People
  /** Asked for when it is needed: it is made after this. */
  readonly publications: () => Publications
  readonly report: (error: unknown, what: string) => void
  readonly rooms: Rooms
  readonly storage: Storage
  readonly threads: Pick<Threads, 'of'>
  readonly units: Units
  readonly versions: Versions
}

export interface EditionsPart {
  readonly consents: Consents
  /** What an approval would publish, as it stands, with the pages' own files. */
  readonly draft: (approval: Approval) => Promise<EditionContent>
  readonly editions: Editions
  readonly routes: HandlersOf<typeof editionEndpoints>
  /** Takes words and names out of what was frozen. */
  readonly takeOutOfEditions: Pick<TakeOut, 'person' | 'words'>
  /** Stops publishing what is scheduled. */
  close(): Promise<void>
}

export function createEditionsPart(deps: EditionsPartDeps): EditionsPart {
  const { answers, beginnings, bus, chronicles, clock, digests, people, report } = deps
  const { rooms, storage, threads, units, versions } = deps
  const { catalogue, files, log } = storage
  const records = createKeptRecords(catalogue)
  const frozen = createFrozenStore(catalogue)
  const inTurn = createTurns<StrategyId>()
  const kept = { bus, clock, frozen, inTurn, records }
  const at = async (page: PageId, seq: number) => (await chronicles.at(page, seq)).content
  const takeOut = createTakeOut({ ...kept, at, catalogue, files })
  const consents = createConsents({ bus, catalogue, clock, takeOutName: takeOut.name })

  async function pagesOf(strategy: StrategyId) {
    const place = { partition: strategyPartition(strategy), collection: 'pages' } as const
    return (await listRecords(catalogue, place, pageRecord)).map(({ value }) => value)
  }

  /** The unit of everybody who has one, by its name. */
  async function unitNames(): Promise<ReadonlyMap<PersonId, string>> {
    const { language } = await people.founded()
    const names = new Map((await units.list(language)).map(({ id, name }) => [id, name]))
    return new Map(
      (await people.list()).flatMap(({ id, unit }) => {
        const name = unit === null ? undefined : names.get(unit)
        return name === undefined ? [] : [[id, name] as const]
      }),
    )
  }

  async function naming(strategy: StrategyId): Promise<Naming> {
    const agree = await consents.of(strategy)
    const unitOf = await unitNames()
    const sizes = new Map<string, number>()
    for (const unit of unitOf.values()) sizes.set(unit, (sizes.get(unit) ?? 0) + 1)
    // The name of a unit of few is nearly theirs.
    const unitOfMany = (unit: string | undefined) =>
      unit !== undefined && (sizes.get(unit) ?? 0) >= leastCounted ? unit : null
    const named = (await people.list()).filter(({ pseudonym }) => pseudonym === null)
    const names = new Map(named.map(({ id, name }) => [id, name]))
    return {
      nameOf: (person) => (agree.has(person) ? (names.get(person) ?? null) : null),
      unitOf: (person) => unitOfMany(unitOf.get(person)),
      approverName: (person) => names.get(person) ?? null,
    }
  }

  const threadsOf = async (page: PageId) => (await threads.of(page)).map(({ value }) => value)
  const openThreads = async (page: PageId) =>
    (await threadsOf(page)).filter(({ ending }) => ending === null).length
  const freezing = createFreezing({
    ...{ clock, log, openThreads, rooms },
    tellStory: createTellStory({
      log,
      threads: threadsOf,
      units: unitNames,
      versions: versions.list,
    }),
    known: async (page) => ({
      begun: await beginnings.of(page),
      answered: await answers.scalesOf(page),
    }),
    async goalsMeasured(strategy) {
      const all = await digests.of(await pagesOf(strategy))
      return new Set([...all.values()].flatMap(({ measured }) => measured))
    },
  })
  const ready = () => schedule.ready
  const approvals = createApprovals({
    ...kept,
    freezing,
    ready,
    headOf: async (page) => (await log.head(page)).seq,
    openThreads,
  })
  const publishes = createPublishes({
    ...kept,
    files,
    naming,
    ready,
    report,
    async mark({ by, page, seq, strategy }) {
      const place = { partition: strategyPartition(strategy), collection: 'pages' } as const
      const found = await getRecord(catalogue, place, page, pageRecord)
      if (found) await versions.mark(found.value, { person: by, seq, why: 'publication' })
    },
    organisation: async () => (await people.founded()).name,
    scheduled: (moment) => schedule.at(moment),
  })
  const schedule: Schedule = createSchedule({ ...kept, files, publishes, report, takeOut })
  const editions = createEditions({ frozen, publishes, records, report })

  return {
    consents,
    editions,
    takeOutOfEditions: takeOut,
    async draft({ id, strategy }) {
      const partition = strategyPartition(strategy)
      const place = { partition, collection: 'strategies' } as const
      const found = await getRecord(catalogue, place, strategy, strategyRecord)
      if (!found) throw notFound()
      return publishes.draft(found.value, await approvals.get(strategy, id))
    },
    routes: editionRoutes({ ...deps, approvals, consents, editions, freezing, naming, publishes }),
    close: () => schedule.close(),
  }
}
