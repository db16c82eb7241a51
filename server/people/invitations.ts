/**
 * Invitations: links by which people come in, alone or many by one. Each is a record of the
 * organisation; its code is told once and here is its hash.
 */
import { AppError, notFound } from '#contract/errors.ts'
import {
  invitationId,
  type InvitationId,
  newId,
  type PageId,
  type StrategyId,
  type UnitId,
} from '#contract/ids.ts'
import type { InvitedRole } from '#contract/permissions.ts'
import { type Invitation, invitation, type Person, type Strategy } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { organisationPartition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import type { Access } from './access.ts'
import { forgetArrivals } from './arrivals.ts'
import { hashOfCode, newCode } from './codes.ts'
import {
  closedBy,
  endedAt,
  invitationRecord,
  invitationRecords,
  putInvitation,
  type StoredInvitation,
} from './invitation-record.ts'
import { unitStays } from './units.ts'

const dayMs = 24 * 3_600_000
// A year of any length, by a clock that is a little ahead.
const longestMs = 367 * dayMs
const rememberedMs = 90 * dayMs
const openAtMost = 200
// In one place. Whoever makes and ends without end pushes out what they ended themselves.
const overAtMost = 500

export interface NewInvitation {
  readonly label: string
  readonly as: Invitation['as']
  readonly unit: UnitId | null
  readonly endsAt: string
  readonly guestsUntil: string | null
  readonly most: number | null
}

/** A strategy to which an invitation leads. */
export interface Destination {
  readonly strategy: Strategy
  readonly role: InvitedRole
  /** The only pages; null = all. */
  readonly pages: readonly PageId[] | null
}

/** An invitation with its code, which cannot be had again. */
export interface TellingInvitation extends Invitation {
  readonly code: string
}

export interface Invitations {
  /** All of them or those to a strategy, the newest first; of what is over 500 for 90 days. */
  list(strategy?: StrategyId): Promise<readonly Invitation[]>
  /**
   * Makes an invitation into the organisation, or to a strategy of which the person is a
   * facilitator. It ends in the future and within a year. Guests may stay until it ends or longer:
   * whoever comes on the last day should not be shut out before. New members are for those who look
   * after people. What a guest makes ends with the guest.
   *
   * AppError forbidden for new members by others, not-found for pages that are not the strategy's,
   * invalid-input with the field, conflict where 200 are open already.
   */
  make(by: Person, given: NewInvitation, to: Destination | null): Promise<TellingInvitation>
  /** Lets nobody in any more; who came by it stays. */
  end(known: Invitation): Promise<void>
  /**
   * Gives it another code in place of the one before. AppError conflict when it has ended,
   * forbidden as `make`.
   */
  renew(by: Person, known: Invitation): Promise<TellingInvitation>
  /** Forgets what has been over for 90 days. */
  sweep(): Promise<void>
}

export function createInvitations(deps: {
  readonly access: Access
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly clock: () => number
}): Invitations {
  const { access, catalogue, bus, clock } = deps

  /** Whoever may renew the code of an invitation for members could as well have made it. */
  function requireMaker(by: Person, as: Invitation['as']): void {
    if (as === 'member') access.organisation(by, 'people.manage')
  }

  async function store(changes: readonly Change[]): Promise<void> {
    await catalogue.transact(organisationPartition, changes)
    bus.publish({ kind: 'people' })
  }

  const change = (known: Invitation, to: (now: StoredInvitation) => StoredInvitation) =>
    retryConflict(async () => {
      const found = await invitationRecord(catalogue, known.id)
      if (!found) throw notFound()
      const value = to(found.value)
      if (value !== found.value) await store([putInvitation(value, found.revision)])
      return value
    })

  async function list(strategy?: StrategyId): Promise<readonly StoredInvitation[]> {
    const all = (await invitationRecords(catalogue)).map(({ value }) => value)
    return strategy === undefined ? all : all.filter((one) => one.strategy?.id === strategy)
  }

  function checkTimes({ as, endsAt, guestsUntil }: NewInvitation): void {
    const ends = Date.parse(endsAt)
    if (ends <= clock()) throw refused('endsAt', 'past')
    if (ends > clock() + longestMs) throw refused('endsAt', 'too-far')
    if (guestsUntil === null) return
    if (as !== 'guest') throw refused('guestsUntil', 'guests-only')
    if (Date.parse(guestsUntil) < ends) throw refused('guestsUntil', 'before-end')
  }

  return {
    async list(strategy) {
      const found = (await list(strategy)).map(plain)
      return found.toSorted((a, b) => (a.createdAt > b.createdAt ? -1 : 1))
    },

    async make(by, given, to) {
      requireMaker(by, given.as)
      checkTimes(given)
      if (to?.pages?.some((page) => !to.strategy.pages.includes(page))) throw notFound()
      // Two at the same moment may make it 201: it is a limit of sense, nothing depends on it.
      const beside = (await list()).filter((one) => one.strategy?.id === to?.strategy.id)
      const over = beside.filter((one) => closedBy(one, clock()) !== null)
      if (beside.length - over.length >= openAtMost) {
        throw new AppError(
          'conflict',
          `There can be ${openAtMost} open invitations to one place.`,
          {
            details: { invitations: 'too-many' },
          },
        )
      }
      const since = (one: StoredInvitation) => overSince(one, clock())
      const oldest = over.toSorted((a, b) => since(b) - since(a)).slice(overAtMost)
      for (const { id } of oldest) await retryConflict(() => forget(id))
      const code = newCode()
      const { label, as, unit, most } = given
      const { endsAt, guestsUntil } = withinStayOf(by, given)
      const made: StoredInvitation = {
        ...{ label, as, unit, endsAt, guestsUntil, most },
        id: newId(invitationId),
        strategy: to && { id: to.strategy.id, role: to.role, pages: to.pages && [...to.pages] },
        used: 0,
        createdAt: new Date(clock()).toISOString(),
        createdBy: by.id,
        code: hashOfCode(code),
        usedAt: null,
        ended: false,
      }
      await retryConflict(async () => {
        const inUnit = unit === null ? [] : [await unitStays(catalogue, unit)]
        await store([putInvitation(made, 0), ...inUnit])
      })
      return { ...plain(made), code }
    },

    async end(known) {
      const now = new Date(clock()).toISOString()
      await change(known, (one) => (one.ended ? one : endedAt(one, now)))
    },

    async renew(by, known) {
      requireMaker(by, known.as)
      const code = newCode()
      const renewed = await change(known, (one) => {
        if (closedBy(one, clock()) === null) return { ...one, code: hashOfCode(code) }
        throw new AppError('conflict', 'This invitation lets nobody in any more.', {
          details: { invitation: 'over' },
        })
      })
      return { ...plain(renewed), code }
    },

    async sweep() {
      const over = (await invitationRecords(catalogue)).filter(
        ({ value }) => overSince(value, clock()) < clock() - rememberedMs,
      )
      for (const one of over) await retryConflict(() => forget(one.value.id))
    },
  }

  async function forget(id: InvitationId): Promise<void> {
    const found = await invitationRecord(catalogue, id)
    if (!found) return
    await store([
      { do: 'delete', collection: 'invitations', id, expects: found.revision },
      ...(await forgetArrivals(catalogue, id)),
    ])
  }
}

/** When it began to let nobody in; the end of time while it still does. */
function overSince(one: StoredInvitation, now: number): number {
  switch (closedBy(one, now)) {
    case 'ended':
      return Date.parse(one.endsAt)
    case 'used':
      return Date.parse(one.usedAt ?? one.createdAt)
    case null:
      return Number.POSITIVE_INFINITY
  }
}

/** A guest lets nobody in when they are gone, and nobody stay longer than they do. */
function withinStayOf(
  { endsAt: ends }: Person,
  { as, endsAt, guestsUntil }: NewInvitation,
): Pick<NewInvitation, 'endsAt' | 'guestsUntil'> {
  if (ends === null) return { endsAt, guestsUntil }
  const earlier = (time: string) => (Date.parse(time) < Date.parse(ends) ? time : ends)
  return {
    endsAt: earlier(endsAt),
    guestsUntil: as === 'guest' ? earlier(guestsUntil ?? ends) : null,
  }
}

/** Without what is nobody's business. */
const plain = (one: StoredInvitation): Invitation => invitation.parse(one)

function refused(field: string, reason: string): AppError {
  return new AppError('invalid-input', 'These times do not fit.', { details: { [field]: reason } })
}
