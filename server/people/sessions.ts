/** Sign-ins. The secret is in the person's cookie only; here is its hash. */
import { notFound, StorageFailed } from '#contract/errors.ts'
import { newId, type PersonId, type SessionId, sessionId } from '#contract/ids.ts'
import type { Person, Session } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { isConflict, retryConflict } from '../storage/conflict.ts'
import { findRecord, getRecord, listRecords, sessionsPartition } from '../storage/records.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'
import type { Credentials } from './credentials.ts'
import type { People } from './people.ts'
import { hashOf, newSecret } from './secrets.ts'
import {
  deviceName,
  endOf,
  type SessionRecord,
  sessionRecord,
  sessionSeen,
} from './session-record.ts'

// That a session is used is stored once an hour, not with every request.
const noteUseMs = 3_600_000
// After a write that failed reading goes on, and the disk is left alone for a while.
const pauseMs = 60_000
// What a browser had sent already when its cookie changed.
const overlapMs = 10_000
const perPerson = 100
// Looking at all sessions takes milliseconds: too long for each of a hall that signs in at once.
const lookEvery = 20
/** How long a session lasts unused before the organisation is there to say it. */
const daysByDefault = 30

const place = { partition: sessionsPartition, collection: 'sessions' } as const

/** What goes into the cookie, and for how many milliseconds it is good if it is not used. */
export interface SessionSecret {
  readonly secret: string
  readonly lifeMs: number
}

/** A session that was found by its secret. */
export interface UsedSession {
  readonly id: SessionId
  readonly person: PersonId
  /** When its password was typed last, in milliseconds since 1970; null for never. */
  readonly provenAt: number | null
  /** For how long the cookie should be sent anew, in milliseconds; null for not now. */
  readonly renewMs: number | null
}

export interface Sessions {
  /**
   * A new session with a new secret. `era` is the one that a password was typed for, or null for
   * who comes in without. Of about a hundred sessions the one not used the longest makes room.
   */
  start(
    person: Pick<Person, 'id'>,
    by: { readonly era: number | null; readonly agent: string },
  ): Promise<SessionSecret & { readonly id: SessionId }>
  /** The session of this secret, or null when there is none any more. Using it makes it last. */
  use(secret: string): Promise<UsedSession | null>
  /**
   * Gives a session a new secret after its password was typed. `former` is the secret before, where
   * it may still be used for ten seconds, as if no password had been typed; otherwise it is over at
   * once. AppError not-found when the session has ended.
   */
  prove(id: SessionId, era: number, former: string | null): Promise<SessionSecret>
  /** The person's sessions, the one used last first. */
  list(person: PersonId): Promise<readonly Session[]>
  /** Does it still stand? For sockets that stay open. */
  stands(id: SessionId): Promise<boolean>
  /** Ends a session and closes its sockets. */
  end(id: SessionId): Promise<void>
  /** The same for one of the person's own. AppError not-found. */
  endOwn(person: PersonId, id: SessionId): Promise<void>
  /** The same for the session of a secret; nothing when there is none. */
  endSecret(secret: string): Promise<void>
  /** Ends all sessions of a person but one, and closes their sockets. */
  endAll(person: PersonId, except?: SessionId): Promise<void>
  /** Removes what has run out, and closes its sockets. */
  sweep(): Promise<void>
}

export function createSessions(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly credentials: Pick<Credentials, 'era'>
  readonly people: Pick<People, 'organisation'>
  readonly clock: () => number
  readonly report: (error: unknown, what: string) => void
}): Sessions {
  const { catalogue, bus, credentials, people, clock, report } = deps
  /** How many sessions somebody has begun since we looked at them all. */
  const begun = new Map<PersonId, number>()
  let noteUseFrom = 0

  const days = async () => (await people.organisation())?.sessionDays ?? daysByDefault
  const all = () => listRecords(catalogue, place, sessionRecord)
  const ofPerson = async (person: PersonId) =>
    (await all()).map(({ value }) => value).filter((one) => one.person === person)

  async function stillStands(one: SessionRecord): Promise<boolean> {
    return endOf(one, await days()) > clock() && one.era === (await credentials.era(one.person))
  }

  function put(value: SessionRecord, hash: string, expects: number): Change {
    const unique = value.former ? [hash, value.former.hash] : [hash]
    return { do: 'put', collection: 'sessions', id: value.id, value, expects, unique }
  }

  async function remove(ids: readonly SessionId[]): Promise<void> {
    if (ids.length === 0) return
    await catalogue.transact(
      sessionsPartition,
      ids.map((id) => ({ do: 'delete', collection: 'sessions', id })),
    )
    for (const credential of ids) bus.publish({ kind: 'ended', credential })
  }

  /** Ends what somebody has too many of. */
  async function makeRoom(person: PersonId): Promise<void> {
    const count = (begun.get(person) ?? 0) + 1
    begun.set(person, count % lookEvery)
    if (count < lookEvery) return
    const mine = (await ofPerson(person)).sort((a, b) => b.usedAt - a.usedAt)
    await remove(mine.slice(perPerson).map(({ id }) => id))
  }

  /** Notes that it is used now; false when that could not be stored. */
  async function noteUse({ value, revision }: Stored<SessionRecord>, hash: string) {
    if (clock() < noteUseFrom) return false
    try {
      const used = { ...value, usedAt: clock(), former: null }
      await catalogue.transact(sessionsPartition, [put(used, hash, revision)])
      return true
    } catch (error) {
      // Two requests at once note it, or it was ended meanwhile.
      if (isConflict(error)) return false
      if (!(error instanceof StorageFailed)) throw error
      noteUseFrom = clock() + pauseMs
      report(error, 'noting that a session is used')
      return false
    }
  }

  return {
    async start({ id: person }, { era, agent }) {
      const secret = newSecret()
      const now = clock()
      const value: SessionRecord = {
        id: newId(sessionId),
        person,
        era: era ?? (await credentials.era(person)),
        startedAt: now,
        usedAt: now,
        device: deviceName(agent),
        provenAt: era === null ? null : now,
        former: null,
      }
      await catalogue.transact(sessionsPartition, [put(value, hashOf(secret), 0)])
      await makeRoom(person)
      return { id: value.id, secret, lifeMs: endOf(value, await days()) - now }
    },

    async use(secret) {
      const hash = hashOf(secret)
      const found = await findRecord(catalogue, place, hash, sessionRecord)
      if (!found || !(await stillStands(found.value))) return null
      const { id, person, provenAt, former, usedAt } = found.value
      if (former?.hash === hash) {
        // Sent before the new cookie had arrived. The password was typed for that one alone.
        const left = former.until - clock()
        return left > 0 && left <= overlapMs ? { id, person, provenAt: null, renewMs: null } : null
      }
      const due = clock() >= usedAt + noteUseMs
      if (!due || !(await noteUse(found, hash))) return { id, person, provenAt, renewMs: null }
      const renewMs = endOf({ ...found.value, usedAt: clock() }, await days()) - clock()
      return { id, person, provenAt, renewMs }
    },

    prove: (id, era, before) =>
      retryConflict(async () => {
        const found = await getRecord(catalogue, place, id, sessionRecord)
        if (!found) throw notFound()
        const secret = newSecret()
        const now = clock()
        const former = before === null ? null : { hash: hashOf(before), until: now + overlapMs }
        const value = { ...found.value, era, usedAt: now, provenAt: now, former }
        await catalogue.transact(sessionsPartition, [put(value, hashOf(secret), found.revision)])
        return { secret, lifeMs: endOf(value, await days()) - now }
      }),

    async list(person) {
      const mine = []
      for (const one of await ofPerson(person)) if (await stillStands(one)) mine.push(one)
      return mine.sort((a, b) => b.usedAt - a.usedAt).map(sessionSeen)
    },

    async stands(id) {
      const found = await getRecord(catalogue, place, id, sessionRecord)
      return found !== null && (await stillStands(found.value))
    },

    end: (id) => remove([id]),

    async endOwn(person, id) {
      const found = await getRecord(catalogue, place, id, sessionRecord)
      if (!found || found.value.person !== person || !(await stillStands(found.value))) {
        throw notFound()
      }
      await remove([id])
    },

    async endSecret(secret) {
      const found = await findRecord(catalogue, place, hashOf(secret), sessionRecord)
      if (found) await remove([found.value.id])
    },

    async endAll(person, except) {
      const mine = await ofPerson(person)
      await remove(mine.map(({ id }) => id).filter((id) => id !== except))
    },

    async sweep() {
      const over = []
      for (const { value } of await all()) if (!(await stillStands(value))) over.push(value.id)
      await remove(over)
    },
  }
}
