/** What somebody is in the organisation: their role there, and whether they may come in at all. */
import { AppError, notFound } from '#contract/errors.ts'
import type { PersonId } from '#contract/ids.ts'
import type { OrganisationRole } from '#contract/permissions.ts'
import type { Person } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { organisationPartition } from '../storage/records.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'
import { isActive } from './active.ts'
import {
  endedAt,
  invitationRecords,
  putInvitation,
  type StoredInvitation,
} from './invitation-record.ts'
import type { Links } from './links.ts'
import { requireName } from './people.ts'
import { personRecord, personRecords, putPerson, storePerson } from './person-record.ts'
import type { Sessions } from './sessions.ts'
import type { Tokens } from './tokens.ts'

export interface Standing {
  /**
   * Gives somebody another role; who becomes a guest or stops being one keeps their id. With the
   * role of an administrator end the invitations that only they can make. AppError
   * invalid-input when a member would be without an e-mail address, conflict for a taken address
   * and for the last active administrator.
   */
  setRole(id: PersonId, role: OrganisationRole, email?: string): Promise<Person>
  /**
   * Shuts somebody out, or lets them in again with the roles they had. Shut out, their sessions,
   * tokens and links end, and so do the invitations they made: whoever leaves takes no key along.
   * AppError conflict for oneself and for the last active administrator.
   */
  setActive(by: PersonId, id: PersonId, active: boolean): Promise<Person>
}

export function createStanding(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly clock: () => number
  readonly links: Links
  readonly sessions: Sessions
  readonly tokens: Tokens
}): Standing {
  const { catalogue, bus, clock, links, sessions, tokens } = deps

  const administers = (one: Person) => one.role === 'admin' && isActive(one, clock())

  /**
   * What makes sure that an administrator remains: another one's record is written along as it is.
   * Two who lower each other at the same moment both touch both records, so one of them is tried
   * again and finds that nobody else is left.
   */
  async function another(one: Person): Promise<readonly Change[]> {
    if (!administers(one)) return []
    const all = await personRecords(catalogue)
    const other = all.find(({ value }) => value.id !== one.id && administers(value))
    if (other) return [putPerson(other.value, other.revision)]
    throw new AppError('conflict', 'Somebody must remain who administers Talkoot.', {
      details: { role: 'last-administrator' },
    })
  }

  /** What ends the invitations somebody made. */
  async function endingInvitations(
    id: PersonId,
    which: (one: StoredInvitation) => boolean,
  ): Promise<readonly Change[]> {
    const at = new Date(clock()).toISOString()
    return (await invitationRecords(catalogue))
      .filter(({ value }) => value.createdBy === id && !value.ended && which(value))
      .map(({ value, revision }) => putInvitation(endedAt(value, at), revision))
  }

  async function shut({ value, revision }: Stored<Person>, at: string): Promise<Person> {
    const shutOut = { ...value, deactivatedAt: at }
    const link = await links.ending(value.id)
    await catalogue.transact(organisationPartition, [
      putPerson(shutOut, revision),
      ...(await another(value)),
      ...(link ? [link] : []),
      ...(await endingInvitations(value.id, () => true)),
    ])
    return shutOut
  }

  async function endAll(id: PersonId): Promise<void> {
    await sessions.endAll(id)
    await tokens.endAll(id)
  }

  const tell = (person: PersonId) => {
    bus.publish({ kind: 'rights', person })
    bus.publish({ kind: 'people' })
  }

  return {
    async setRole(id, role, email) {
      const changed = await retryConflict(async () => {
        const found = await personRecord(catalogue, id)
        if (!found) throw notFound()
        requireName(found.value)
        const value: Person = {
          ...found.value,
          role,
          email: email ?? found.value.email,
          endsAt: role === 'guest' ? found.value.endsAt : null,
        }
        if (role !== 'guest' && value.email === null) {
          throw new AppError('invalid-input', 'A member needs an e-mail address.', {
            details: { email: 'missing' },
          })
        }
        const remains = role === 'admin' ? [] : await another(found.value)
        // What only administrators make ends with the role: no key to it is kept.
        const keys =
          role === 'admin'
            ? []
            : await endingInvitations(id, (one) => one.as === 'member' || one.strategy === null)
        await storePerson(catalogue, value, [putPerson(value, found.revision), ...remains, ...keys])
        return value
      })
      tell(id)
      return changed
    },

    async setActive(by, id, active) {
      if (!active && by === id) {
        throw new AppError('conflict', 'Nobody can shut themselves out.', {
          details: { person: 'self' },
        })
      }
      const changed = await retryConflict(async () => {
        const found = await personRecord(catalogue, id)
        if (!found) throw notFound()
        if (active === (found.value.deactivatedAt === null)) return found.value
        requireName(found.value)
        if (!active) return shut(found, new Date(clock()).toISOString())
        // A sign-in that was under way when they were shut out may have left a session behind, or
        // a kill all of them. While they are out these are good for nothing; now they must go.
        await endAll(id)
        const value = { ...found.value, deactivatedAt: null }
        await catalogue.transact(organisationPartition, [putPerson(value, found.revision)])
        return value
      })
      // After the record: from then on the gate refuses them, whatever happens here.
      if (!active) await endAll(id)
      tell(id)
      return changed
    },
  }
}
