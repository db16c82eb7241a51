/** Sign-ins. The secret is in the person's cookie only; here is its hash. */
import type { Bus } from '../bus/bus.ts'
import { AppError } from '#contract/errors.ts'
import { newId, type PersonId, personId, type SessionId, sessionId } from '#contract/ids.ts'
import { z } from 'zod'
import { findRecord, getRecord, listRecords, sessionsPartition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import { hashOf, newSecret } from './secrets.ts'

/** How long a session lasts after it was last used, in milliseconds. */
export const sessionLifeMs = 30 * 24 * 3_600_000

// The new end is stored once a day, not with every request.
const renewAfterMs = 24 * 3_600_000

const session = z.object({
  id: sessionId,
  person: personId,
  /** Milliseconds since 1970. */
  endsAt: z.int(),
})
type Session = z.infer<typeof session>

const place = { partition: sessionsPartition, collection: 'sessions' } as const

export interface Sessions {
  /** A new session with a new secret. */
  start(person: PersonId): Promise<{ readonly id: SessionId; readonly secret: string }>
  /**
   * The session of this secret, or null when there is none any more. Using it makes it last;
   * `renewed` says that the cookie should be sent anew.
   */
  use(secret: string): Promise<{
    readonly id: SessionId
    readonly person: PersonId
    readonly renewed: boolean
  } | null>
  /** Does it still stand? For sockets that stay open. */
  stands(id: SessionId): Promise<boolean>
  /** Ends a session and closes its sockets. */
  end(id: SessionId): Promise<void>
  /** Ends all sessions of a person but one, and closes their sockets. */
  endAll(person: PersonId, except?: SessionId): Promise<void>
  /** Removes what has run out, and closes its sockets. */
  sweep(): Promise<void>
}

export function createSessions(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly clock: () => number
}): Sessions {
  const { catalogue, bus, clock } = deps

  const put = (value: Session, hash: string, expects: number): Change => ({
    do: 'put',
    collection: 'sessions',
    id: value.id,
    value,
    expects,
    unique: [hash],
  })

  async function remove(ids: readonly SessionId[]): Promise<void> {
    if (ids.length === 0) return
    await catalogue.transact(
      sessionsPartition,
      ids.map((id) => ({ do: 'delete', collection: 'sessions', id })),
    )
    for (const credential of ids) bus.publish({ kind: 'ended', credential })
  }

  return {
    async start(person) {
      const secret = newSecret()
      const started = { id: newId(sessionId), person, endsAt: clock() + sessionLifeMs }
      await catalogue.transact(sessionsPartition, [put(started, hashOf(secret), 0)])
      return { id: started.id, secret }
    },

    async use(secret) {
      const hash = hashOf(secret)
      const found = await findRecord(catalogue, place, hash, session)
      if (!found || found.value.endsAt <= clock()) return null
      const { id, person, endsAt } = found.value
      const renewed = endsAt < clock() + sessionLifeMs - renewAfterMs
      if (renewed) {
        const longer = { ...found.value, endsAt: clock() + sessionLifeMs }
        try {
          await catalogue.transact(sessionsPartition, [put(longer, hash, found.revision)])
        } catch (error) {
          // Two requests renew it at once, or it was ended meanwhile: what is there decides.
          if (!(await getRecord(catalogue, place, id, session))) return null
          if (!isConflict(error)) throw error
        }
      }
      return { id, person, renewed }
    },

    async stands(id) {
      const found = await getRecord(catalogue, place, id, session)
      return found !== null && found.value.endsAt > clock()
    },

    end: (id) => remove([id]),

    async endAll(person, except) {
      const all = await listRecords(catalogue, place, session)
      const theirs = all.filter(({ value }) => value.person === person && value.id !== except)
      await remove(theirs.map(({ value }) => value.id))
    },

    async sweep() {
      const all = await listRecords(catalogue, place, session)
      const over = all.filter(({ value }) => value.endsAt <= clock())
      await remove(over.map(({ value }) => value.id))
    },
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === 'conflict'
}
