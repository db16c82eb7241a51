/** What each person was told: records in a partition of their own. */
import type { NoticeId, PersonId } from '#contract/ids.ts'
import { mostNotices, type Notice, notice, type Way } from '#contract/notices.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { listRecords, noticesOf, noticesPartition } from '../storage/records.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'

const dayMs = 24 * 3_600_000
/** What was read goes so long after it came. */
export const keptReadDays = 90

export interface Inbox {
  /** The newest first. */
  of(person: PersonId): Promise<readonly Notice[]>
  /**
   * Puts in what is not there yet, and takes out the oldest beyond 500. What else is to be changed
   * in the same partition goes with it: all or nothing. Resolves with whether anything is new.
   */
  add(person: PersonId, notices: readonly Notice[], also?: readonly Change[]): Promise<boolean>
  /** Marks these as read or unread, or all; what was read does not go by e-mail any more. */
  markRead(person: PersonId, ids: readonly NoticeId[] | null, read: boolean): Promise<void>
  /** They have gone by e-mail, or are not to. */
  mailed(person: PersonId, ids: readonly NoticeId[]): Promise<void>
  /** What has not gone by e-mail yet goes as is wanted now, and never where it was not to. */
  rerouted(person: PersonId, wayOf: (notice: Notice) => Way): Promise<void>
  /** Everybody who was ever told anything. */
  everybody(): Promise<readonly PersonId[]>
  /** Takes out what was read long ago. */
  clear(person: PersonId): Promise<void>
  /** Takes out everything, also what else is known of what they want to be told. */
  empty(person: PersonId): Promise<void>
}

export function createInbox(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
}): Inbox {
  const { bus, catalogue, clock } = deps

  const read = (person: PersonId): Promise<readonly Stored<Notice>[]> =>
    listRecords(catalogue, { partition: noticesPartition(person), collection: 'notices' }, notice)

  /** Stores what is another one now; the same ones are not stored. */
  async function change(person: PersonId, make: (before: Notice) => Notice): Promise<boolean> {
    return retryConflict(async () => {
      const changes = (await read(person)).flatMap(({ id, revision, value: before }): Change[] => {
        const value = make(before)
        const put = { do: 'put', collection: 'notices', id, value, expects: revision } as const
        return value === before ? [] : [put]
      })
      if (changes.length > 0) await catalogue.transact(noticesPartition(person), changes)
      return changes.length > 0
    })
  }

  const remove = ({ id, revision }: Stored<Notice>): Change => ({
    do: 'delete',
    collection: 'notices',
    id,
    expects: revision,
  })

  return {
    of: async (person) => (await read(person)).map(({ value }) => value).toSorted(newestFirst),

    async add(person, notices, also = []) {
      const isNew = await retryConflict(async () => {
        const before = await read(person)
        const known = new Set<string>(before.map(({ id }) => id))
        const fresh = notices.filter(({ id }) => !known.has(id))
        const all = [...before.map(({ value }) => value), ...fresh].toSorted(newestFirst)
        const stays = new Set(all.slice(0, mostNotices).map(({ id }) => id))
        const put = fresh.filter(({ id }) => stays.has(id))
        const changes: Change[] = [
          ...before.filter(({ value }) => !stays.has(value.id)).map(remove),
          ...put.map((value): Change => ({
            do: 'put',
            collection: 'notices',
            id: value.id,
            value,
            expects: 0,
          })),
          ...also,
        ]
        if (changes.length > 0) await catalogue.transact(noticesPartition(person), changes)
        return put.length > 0
      })
      if (isNew) bus.publish({ kind: 'notices', person })
      return isNew
    },

    async markRead(person, ids, isRead) {
      const meant = ids && new Set(ids)
      const at = new Date(clock()).toISOString()
      const changed = await change(person, (before) => {
        const isMeant = meant === null || meant.has(before.id)
        if (!isMeant || (before.readAt !== null) === isRead) return before
        return { ...before, readAt: isRead ? at : null, mail: null }
      })
      if (changed) bus.publish({ kind: 'notices', person })
    },

    async mailed(person, ids) {
      const gone = new Set(ids)
      await change(person, (before) =>
        gone.has(before.id) && before.mail !== null ? { ...before, mail: null } : before,
      )
    },

    async rerouted(person, wayOf) {
      await change(person, (before) => {
        if (before.mail === null) return before
        const way = wayOf(before)
        const mail = way === 'at-once' || way === 'digest' ? way : null
        return mail === before.mail ? before : { ...before, mail }
      })
    },

    async everybody() {
      return (await catalogue.partitions()).flatMap((partition) => noticesOf(partition) ?? [])
    },

    clear: (person) =>
      retryConflict(async () => {
        const since = clock() - keptReadDays * dayMs
        const old = (await read(person)).filter(
          ({ value: { at, readAt } }) => readAt !== null && Date.parse(at) < since,
        )
        if (old.length > 0) await catalogue.transact(noticesPartition(person), old.map(remove))
      }),

    empty: (person) =>
      retryConflict(async () => {
        const partition = noticesPartition(person)
        const changes: Change[] = []
        for (const collection of ['notices', 'told', 'wishes'] as const) {
          for (const { id, revision } of await catalogue.list(partition, collection)) {
            changes.push({ do: 'delete', collection, id, expects: revision })
          }
        }
        if (changes.length > 0) await catalogue.transact(partition, changes)
      }),
  }
}

function newestFirst(one: Notice, other: Notice): number {
  if (one.at !== other.at) return one.at > other.at ? -1 : 1
  return one.id < other.id ? -1 : 1
}
