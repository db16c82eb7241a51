/** Digests as records, and who is told when one becomes another. */
import { z } from 'zod'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { type Digest, digest } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { digestsPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { digestVersion } from './digest-of.ts'

const kept = digest.extend({ version: z.int() })
export type KeptDigest = z.infer<typeof kept>

/** Lists say when a page was written on last, and everybody fetches them anew when told. */
const newsMs = 10 * 60_000

export interface DigestStore {
  get(strategy: StrategyId, page: PageId): Promise<Digest | null>
  /** All digests of a strategy's pages, also those that are behind. What cannot be read is left out. */
  list(strategy: StrategyId): Promise<ReadonlyMap<PageId, KeptDigest>>
  /** Stores digests. Tells of what lists show, and of tasks to whose they are. */
  put(strategy: StrategyId, digests: readonly Digest[]): Promise<void>
}

export function createDigestStore(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
}): DigestStore {
  const { bus, catalogue } = deps
  const collection = 'digests'

  /** Whoever opens a home or a desk asks for all of them. */
  const known = new Map<StrategyId, Promise<ReadonlyMap<PageId, KeptDigest>>>()

  async function read(strategy: StrategyId): Promise<ReadonlyMap<PageId, KeptDigest>> {
    const found = new Map<PageId, KeptDigest>()
    for (const { value } of await catalogue.list(digestsPartition(strategy), collection)) {
      // One by another version of Talkoot is made anew like one that is missing.
      const one = kept.safeParse(value)
      if (one.success) found.set(one.data.page, one.data)
    }
    return found
  }

  async function list(strategy: StrategyId): Promise<ReadonlyMap<PageId, KeptDigest>> {
    const reading = known.get(strategy) ?? read(strategy)
    known.set(strategy, reading)
    try {
      return await reading
    } catch (error) {
      if (known.get(strategy) === reading) known.delete(strategy)
      throw error
    }
  }

  return {
    list,

    get: async (strategy, page) => (await list(strategy)).get(page) ?? null,

    async put(strategy, digests) {
      const before = await list(strategy)
      const now = digests.map((one): KeptDigest => ({ ...one, version: digestVersion }))
      const changed = now.filter((one) => !isSame(before.get(one.page), one))
      if (changed.length === 0) return
      await catalogue.transact(
        digestsPartition(strategy),
        changed.map((value) => ({ do: 'put', collection, id: value.page, value })),
      )
      known.delete(strategy)
      const stored = changed.map((one) => [before.get(one.page), one] as const)
      if (stored.some(([was, is]) => isNews(was, is))) {
        bus.publish({ kind: 'pages', strategy, written: true })
      }
      for (const person of new Set(stored.flatMap(([was, is]) => busied(was, is)))) {
        bus.publish({ kind: 'desk', person })
      }
    },
  }
}

const isSame = (one: KeptDigest | undefined, other: KeptDigest) =>
  JSON.stringify(one) === JSON.stringify(kept.parse(other))

/** Would a list of pages, of goals or of mentions show something else? What goals are called comes later. */
function isNews(was: Digest | undefined, is: Digest): boolean {
  if (was === undefined) return true
  if (was.questions !== is.questions || was.answered !== is.answered) return true
  if (duesOf(was) !== duesOf(is)) return true
  if (goalsOf(was) !== goalsOf(is)) return true
  if (was.links.join() !== is.links.join()) return true
  const slot = ({ changed }: Digest) => changed && Math.floor(Date.parse(changed.at) / newsMs)
  return slot(was) !== slot(is)
}

/** Which goals there are, and which are measured. */
const goalsOf = ({ goals, measured }: Digest) =>
  [...goals.map(({ id }) => id), '', ...measured].join(' ')

/** Which tasks are due when, whatever they are called. */
const duesOf = ({ tasks }: Digest) =>
  tasks.flatMap(({ done, due, owner }) => (due && !done ? `${due} ${owner}` : [])).join()

/** People whose tasks have become others. */
function busied(was: Digest | undefined, is: Digest) {
  const before = tasksByOwner(was)
  const now = tasksByOwner(is)
  return [...new Set([...before.keys(), ...now.keys()])].filter(
    (person) => before.get(person) !== now.get(person),
  )
}

function tasksByOwner(digest: Digest | undefined) {
  const tasks = new Map<NonNullable<Digest['tasks'][number]['owner']>, string>()
  for (const { done, due, owner, text } of digest?.tasks ?? []) {
    if (owner === null || done) continue
    tasks.set(owner, `${tasks.get(owner) ?? ''}${due} ${text}\n`)
  }
  return tasks
}
