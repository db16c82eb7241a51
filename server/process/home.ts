/** What a strategy opens with: what others changed since one was here, and what is due. */
import type { PageId, PersonId } from '#contract/ids.ts'
import type { Desk } from '#contract/desk.ts'
import type { Digest, Page, StageName, Strategy } from '#contract/records.ts'
import type { Digests } from '../digests/digests.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { lastOf, type Tails } from '../digests/tails.ts'

/** Days ahead in which something is due. */
const ahead = 30
const dayMs = 24 * 3_600_000

interface Changed {
  readonly page: PageId
  readonly at: string
  readonly entries: number
  readonly by: PersonId[]
}

/** `on` is a day. */
type Due =
  | { readonly kind: 'review'; readonly on: string; readonly page: PageId }
  | {
      readonly kind: 'task'
      readonly on: string
      readonly page: PageId
      readonly text: string
      readonly owner: PersonId | null
    }
  | { readonly kind: 'stage'; readonly on: string; readonly stage: StageName }

export interface Home {
  readonly since: string | null
  readonly changed: Changed[]
  readonly due: Due[]
}

/**
 * Puts it together from the pages that somebody may read. Of each page at most the last thousand
 * entries are counted.
 */
export type MakeHome = (
  strategy: Strategy,
  pages: Iterable<Page>,
  desk: Pick<Desk, 'here' | 'person'>,
) => Promise<Home>

export function createHome(deps: {
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly digests: Digests
  readonly log: UpdateLog
  readonly tails: Tails
}): MakeHome {
  const { clock, digests, log, tails } = deps

  async function changedOn(
    page: PageId,
    digest: Digest | undefined,
    since: number,
    me: PersonId,
  ): Promise<Changed | null> {
    // Nobody has written on most pages since, and their logs need not be looked at.
    const isOld = digest?.changed && Date.parse(digest.changed.at) <= since
    if (isOld && digest.seq === (await log.head(page)).seq) return null
    const written = (await tails.of(page)).filter(({ at, by }) => at > since && by !== me)
    const last = written.at(-1)
    if (last === undefined) return null
    const at = new Date(last.at).toISOString()
    return { page, at, entries: written.length, by: lastOf(written) }
  }

  return async (strategy, pages, desk) => {
    const since = desk.here.find((one) => one.strategy === strategy.id)?.before ?? null
    const until = new Date(clock() + ahead * dayMs).toISOString().slice(0, 10)
    const all = [...pages]
    const known = await digests.of(all)
    const changed: Changed[] = []
    for (const { id } of all) {
      const from = since === null ? -Infinity : Date.parse(since)
      const found = await changedOn(id, known.get(id), from, desk.person)
      if (found) changed.push(found)
    }
    const due = [
      ...stagesDue(strategy),
      ...all.flatMap((page) => [...reviewDue(page), ...tasksDue(known.get(page.id))]),
    ]
    return {
      since,
      changed: changed.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)),
      due: due
        .filter(({ on }) => on <= until)
        .toSorted((a, b) => Date.parse(a.on) - Date.parse(b.on)),
    }
  }
}

function reviewDue({ id: page, reviewOn: on }: Page): Due[] {
  return on === null ? [] : [{ kind: 'review', on, page }]
}

function tasksDue(digest: Digest | undefined): Due[] {
  if (!digest) return []
  const { page } = digest
  return digest.tasks.flatMap(({ done, due: on, owner, text }): Due[] =>
    on === null || done ? [] : [{ kind: 'task', on, page, text, owner }],
  )
}

function stagesDue({ stages }: Strategy): Due[] {
  return stages.flatMap(({ name: stage, state, to: on }): Due[] =>
    on === null || state === 'done' ? [] : [{ kind: 'stage', on, stage }],
  )
}
