/** Moments of a page that have a name. Nothing is copied for one: the history holds the moment. */
import { AppError, notFound } from '#contract/errors.ts'
import { newId, type PersonId, type Seq, type VersionId, versionId } from '#contract/ids.ts'
import { type Page, type Version, version } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { getRecord, historyPartition, listRecords } from '../storage/records.ts'
import type { Catalogue, Change, Stored, UpdateLog } from '../storage/storage.ts'

/** Versions of one page. */
const most = 1_000
const collection = 'versions'

export interface Versions {
  /** The newest moments first. */
  list(page: Page): Promise<readonly Version[]>
  /**
   * Gives a moment a name; without `seq` the last stored one. AppError invalid-input for a moment
   * that there is not, and when there is no room for more.
   */
  name(
    page: Page,
    given: {
      readonly person: PersonId
      readonly seq?: Seq | undefined
      readonly name: string
      readonly note?: string | undefined
    },
  ): Promise<Version>
  /**
   * Marks a moment for a reason of Talkoot's own, or gives the version that the moment has already.
   * Where there is no room, the oldest that nobody has named makes place.
   */
  mark(
    page: Page,
    given: {
      readonly person: PersonId
      readonly seq: Seq
      readonly why: Exclude<Version['why'], 'named'>
    },
  ): Promise<Version>
  /** What is not given stays. AppError not-found. */
  change(
    page: Page,
    id: VersionId,
    given: { readonly name?: string | undefined; readonly note?: string | undefined },
  ): Promise<Version>
  /** AppError not-found; forbidden for a publication, which people refer to. */
  remove(page: Page, id: VersionId): Promise<void>
}

export function createVersions(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly log: UpdateLog
}): Versions {
  const { bus, catalogue, clock, log } = deps

  const placeOf = ({ strategy }: Page) =>
    ({ partition: historyPartition(strategy), collection }) as const

  const tell = ({ id }: Page) => bus.publish({ kind: 'history', page: id })

  async function all(page: Page): Promise<readonly Stored<Version>[]> {
    const found = await listRecords(catalogue, placeOf(page), version)
    return found.filter(({ value }) => value.page === page.id).toSorted(laterFirst)
  }

  async function find(page: Page, id: VersionId): Promise<Stored<Version>> {
    const found = await getRecord(catalogue, placeOf(page), id, version)
    // One of another page is none here.
    if (found?.value.page !== page.id) throw notFound()
    return found
  }

  const made = (page: Page, given: Pick<Version, 'createdBy' | 'name' | 'note' | 'seq' | 'why'>) =>
    version.parse({
      ...given,
      id: newId(versionId),
      page: page.id,
      createdAt: new Date(clock()).toISOString(),
    })

  return {
    list: async (page) => (await all(page)).map(({ value }) => value),

    async name(page, { name, note = '', person, seq: asked }) {
      const { seq: head } = await log.head(page.id)
      const seq = asked ?? head
      if (seq < 1 || seq > head) {
        throw new AppError('invalid-input', 'The page has no such moment.', {
          details: { seq: 'unknown' },
        })
      }
      if ((await all(page)).length >= most) {
        throw new AppError('invalid-input', 'There is no room for more versions of this page.', {
          details: { versions: 'too-many' },
        })
      }
      const value = made(page, { createdBy: person, name, note, seq, why: 'named' })
      await catalogue.transact(historyPartition(page.strategy), [put(value, 0)])
      tell(page)
      return value
    },

    async mark(page, { person, seq, why }) {
      const marked = await retryConflict(async () => {
        const known = await all(page)
        const here = known.find(({ value }) => value.seq === seq)
        if (here) return here.value
        const value = made(page, { createdBy: person, name: '', note: '', seq, why })
        const changes: Change[] = [put(value, 0)]
        const unnamed = known.findLast((one) => one.value.why === 'before-restore')
        if (known.length >= most && unnamed) changes.push(removing(unnamed))
        await catalogue.transact(historyPartition(page.strategy), changes)
        return value
      })
      tell(page)
      return marked
    },

    async change(page, id, { name, note }) {
      const changed = await retryConflict(async () => {
        const { revision, value: before } = await find(page, id)
        const value = { ...before, name: name ?? before.name, note: note ?? before.note }
        await catalogue.transact(historyPartition(page.strategy), [put(value, revision)])
        return value
      })
      tell(page)
      return changed
    },

    async remove(page, id) {
      await retryConflict(async () => {
        const found = await find(page, id)
        if (found.value.why === 'publication') {
          throw new AppError('forbidden', 'What was published keeps its version.')
        }
        await catalogue.transact(historyPartition(page.strategy), [removing(found)])
      })
      tell(page)
    },
  }
}

const laterFirst = ({ value: a }: Stored<Version>, { value: b }: Stored<Version>) =>
  b.seq - a.seq || (a.createdAt < b.createdAt ? 1 : -1)

const put = (value: Version, expects: number): Change => ({
  do: 'put',
  collection,
  id: value.id,
  value,
  expects,
})

const removing = ({ id, revision }: Stored<Version>): Change => ({
  do: 'delete',
  collection,
  id,
  expects: revision,
})
