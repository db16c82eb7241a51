/** From what was approved to what is published: now, later, and taken back. */
import { must } from '#contract/asserts.ts'
import { type Edition, numberOf, stateOfApproval } from '#contract/editions.ts'
import { AppError, StorageFailed } from '#contract/errors.ts'
import {
  type ApprovalId,
  type EditionId,
  editionId,
  newId,
  type PageId,
  type PersonId,
  type Seq,
  type StrategyId,
} from '#contract/ids.ts'
import type { Strategy } from '#contract/records.ts'
import type { Bus } from '../../bus/bus.ts'
import { retryConflict } from '../../storage/conflict.ts'
import type { Change, FileStore } from '../../storage/storage.ts'
import { toldLater } from '../../storage/told-later.ts'
import { notNow } from './approvals.ts'
import { assembled, type Naming } from './assembling.ts'
import { carry } from './carrying.ts'
import type { EditionContent } from './edition-content.ts'
import { frozenContent } from './frozen-content.ts'
import type { FrozenId, FrozenStore } from './frozen-store.ts'
import { frozenTexts } from './frozen-texts.ts'
import {
  type KeptApproval,
  type KeptEdition,
  keptEdition,
  type KeptRecords,
  putApproval,
  putEdition,
} from './kept-records.ts'
import type { InTurn } from './turns.ts'

/** A moment of a page that came out. */
export interface MarkedMoment {
  readonly strategy: StrategyId
  readonly page: PageId
  readonly seq: Seq
  readonly by: PersonId
}

/** How something is to be published. */
export interface Wanted {
  readonly by: PersonId
  readonly step: 'major' | 'minor'
  readonly changeNote: string
  /** A day. */
  readonly validFrom: string
  /** Null, or past: now. */
  readonly publishAt: string | null
}

export type PublishedOf = Pick<Strategy, 'id' | 'language' | 'name'>

export interface Publishes {
  /**
   * AppError not-found; conflict where not everybody has approved, and where something else is to
   * be published later: editions come out in the order of their numbers.
   */
  publish(strategy: PublishedOf, approval: ApprovalId, wanted: Wanted): Promise<KeptEdition>
  /** What would be published by an approval, as it stands. */
  draft(strategy: PublishedOf, approval: KeptApproval): Promise<EditionContent>
  /** AppError not-found; conflict for one that is not scheduled. */
  cancel(strategy: StrategyId, edition: EditionId): Promise<void>
  /** AppError not-found; conflict for one that is not published, or taken back already. */
  withdraw(
    strategy: StrategyId,
    edition: EditionId,
    given: { readonly by: PersonId; readonly reason: string },
  ): Promise<KeptEdition>
  /** Marks the moments of the newest edition that came out, where a stop was in between. */
  markAgain(strategy: StrategyId): Promise<void>
  /** Publishes what is due; gives when the next one is, in milliseconds since 1970, or infinity. */
  publishDue(strategy: StrategyId): Promise<number>
}

export function createPublishes(deps: {
  readonly bus: Bus
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly files: FileStore
  readonly frozen: FrozenStore
  readonly inTurn: InTurn<StrategyId>
  /** Marks a moment of a page as published. */
  readonly mark: (of: MarkedMoment) => Promise<void>
  readonly naming: (strategy: StrategyId) => Promise<Naming>
  readonly organisation: () => Promise<string>
  readonly records: KeptRecords
  readonly report: (error: unknown, what: string) => void
  /** Resolves when what a stop had left is ended: nothing is frozen before. */
  readonly ready: () => Promise<void>
  /** Told of every schedule that was made. */
  readonly scheduled: (at: number) => void
}): Publishes {
  const { bus, clock, files, frozen, inTurn, mark, naming, organisation, records, report } = deps
  /** When something is to be published next: that is asked whenever an edition is. */
  const nextDue = new Map<StrategyId, number>()
  const isoOf = (at: number) => new Date(at).toISOString()
  const tell = (strategy: StrategyId) => bus.publish({ kind: 'publishing', strategy })

  async function nextNumber(strategy: StrategyId, step: Wanted['step']) {
    const [greatest] = await records.editions(strategy)
    if (!greatest) return { major: 1, minor: 0 }
    const { major, minor } = greatest.value
    return step === 'major' ? { major: major + 1, minor: 0 } : { major, minor: minor + 1 }
  }

  async function assemble(
    strategy: PublishedOf,
    approval: KeptApproval,
    given: Pick<Wanted, 'changeNote' | 'validFrom'> & {
      readonly number: string
      readonly files: EditionContent['files']
    },
  ) {
    const { value: texts } = await frozen.get(approval.id, approval.texts, frozenTexts)
    const named = await naming(strategy.id)
    const name = await organisation()
    return assembled({ ...given, ...named, approval, texts, strategy, organisation: name })
  }

  /** Marks the moments of what has come out; what fails is done by the next start. Never rejects. */
  async function markAll({ id, pages, publishedBy: by, strategy }: Edition): Promise<void> {
    try {
      for (const { page, seq } of pages) await mark({ strategy, page, seq, by })
    } catch (error) {
      report(error, `marking what edition ${id} is made of`)
    }
  }

  /** Frozen content first, then in one transaction the edition and the end of its approval. */
  async function make(strategy: PublishedOf, id: ApprovalId, wanted: Wanted): Promise<KeptEdition> {
    const { revision, value: approval } = await records.approval(strategy.id, id)
    const state = stateOfApproval(approval)
    if (state !== 'approved') throw notNow(state)
    const now = clock()
    const due = wanted.publishAt === null ? now : Math.max(now, Date.parse(wanted.publishAt))
    await requireOrder(records, strategy.id, due)
    const { by, changeNote, step, validFrom } = wanted
    const { value: texts } = await frozen.get(approval.id, approval.texts, frozenTexts)
    const carried = await carry(files, texts.files)
    const made = newId(editionId)
    try {
      const counted = await nextNumber(strategy.id, step)
      const { content, names } = await assemble(strategy, approval, {
        ...{ changeNote, validFrom, number: numberOf(counted), files: carried.files },
      })
      // Names the files, so that they are found if there is no edition in the end.
      const sha256 = await frozen.put(made, { value: content, beside: { names } })
      await carried.keep()
      const value = keptEdition.parse({
        ...{ id: made, strategy: strategy.id, approval: id, ...counted, changeNote, validFrom },
        ...{ publishAt: isoOf(due), publishedAt: due > now ? null : isoOf(now) },
        ...{ publishedBy: by, sha256, redactions: [], withdrawn: null },
        pages: approval.pages.map((page, at) => ({
          ...page,
          slug: must(content.pages[at], 'every page is there').slug,
        })),
      })
      const end = { how: 'published', at: isoOf(now), edition: made } as const
      await records.store(strategy.id, [
        putEdition(value, 0),
        putApproval({ ...approval, end }, revision),
        ...(value.publishedAt === null ? [] : [news(value, by)]),
      ])
      return value
    } catch (error) {
      // What the disk failed at may be done all the same: the next start knows.
      if (!(error instanceof StorageFailed)) await removeFrozen({ files, frozen }, made)
      throw error
    } finally {
      await carried.drop()
    }
  }

  return {
    async publish(strategy, id, wanted) {
      await deps.ready()
      return inTurn(strategy.id, async () => {
        const made = await make(strategy, id, wanted)
        nextDue.delete(strategy.id)
        tell(strategy.id)
        if (made.publishedAt === null) deps.scheduled(Date.parse(made.publishAt))
        else await markAll(made)
        return made
      })
    },

    async draft(strategy, approval) {
      const { value: texts } = await frozen.get(approval.id, approval.texts, frozenTexts)
      const number = numberOf(await nextNumber(strategy.id, 'minor'))
      const day = isoOf(clock()).slice(0, 10)
      // Nothing is copied for it: the files are the pages'.
      const shown = texts.files.map((one) => ({ ...one, kept: one.file, sha256: '' }))
      const given = { changeNote: '', validFrom: day, number, files: shown }
      return (await assemble(strategy, approval, given)).content
    },

    cancel: (strategy, id) =>
      inTurn(strategy, async () => {
        await retryConflict(async () => {
          const { revision, value } = await records.edition(strategy, id)
          if (value.publishedAt !== null) throw notThere('published')
          const approval = await records.approval(strategy, value.approval)
          await records.store(strategy, [
            { do: 'delete', collection: 'editions', id, expects: revision },
            putApproval({ ...approval.value, end: null }, approval.revision),
          ])
        })
        nextDue.delete(strategy)
        tell(strategy)
        await removeFrozen({ files, frozen }, id)
      }),

    withdraw: (strategy, id, { by, reason }) =>
      inTurn(strategy, async () => {
        const changed = await retryConflict(async () => {
          const { revision, value } = await records.edition(strategy, id)
          if (value.publishedAt === null) throw notThere('scheduled')
          if (value.withdrawn !== null) throw notThere('withdrawn')
          const next = { ...value, withdrawn: { at: isoOf(clock()), by, reason } }
          await records.store(strategy, [putEdition(next, revision)])
          return next
        })
        tell(strategy)
        return changed
      }),

    async markAgain(strategy) {
      const out = (await records.editions(strategy)).find(({ value }) => value.publishedAt !== null)
      if (out) await markAll(out.value)
    },

    async publishDue(strategy) {
      const known = nextDue.get(strategy)
      if (known !== undefined && clock() < known) return known
      const isDue = ({ publishAt, publishedAt }: Edition) =>
        publishedAt === null && Date.parse(publishAt) <= clock()
      const waiting = async () =>
        (await records.editions(strategy)).filter(({ value }) => value.publishedAt === null)
      if ((await waiting()).some(({ value }) => isDue(value))) {
        await inTurn(strategy, async () => {
          const publishedAt = isoOf(clock())
          const due = (await waiting()).filter(({ value }) => isDue(value))
          const out = due.map(({ revision, value }) => ({
            revision,
            value: { ...value, publishedAt },
          }))
          if (out.length === 0) return
          await records.store(
            strategy,
            out.flatMap(({ revision, value }) => [putEdition(value, revision), news(value, null)]),
          )
          tell(strategy)
          for (const { value } of out) await markAll(value)
        })
      }
      const moments = (await waiting()).map(({ value }) => Date.parse(value.publishAt))
      const next = Math.min(Number.POSITIVE_INFINITY, ...moments)
      nextDue.set(strategy, next)
      return next
    },
  }
}

/** Has people told that it came out; by nobody where it was the clock. */
const news = ({ id, pages, publishedAt, strategy }: KeptEdition, by: PersonId | null): Change =>
  toldLater({
    ...{ what: 'published', at: must(publishedAt, 'it came out'), by, strategy, edition: id },
    pages: pages.map(({ page }) => page),
  })

/** Removes what was frozen for an edition that is none, with its files. */
export async function removeFrozen(
  { files, frozen }: { readonly files: FileStore; readonly frozen: FrozenStore },
  id: FrozenId,
): Promise<void> {
  for (const value of await frozen.all(id, frozenContent)) {
    for (const { kept } of value.value.files) await files.remove(kept)
  }
  await frozen.clean(id, null)
}

async function requireOrder(records: KeptRecords, strategy: StrategyId, due: number) {
  const later = (await records.editions(strategy)).find(
    ({ value }) => value.publishedAt === null && Date.parse(value.publishAt) > due,
  )
  if (!later) return
  throw new AppError('conflict', 'Another edition is to be published later: cancel it first.', {
    details: { scheduled: numberOf(later.value) },
  })
}

const notThere = (edition: 'published' | 'scheduled' | 'withdrawn') =>
  new AppError('conflict', 'This edition has moved on since.', { details: { edition } })
