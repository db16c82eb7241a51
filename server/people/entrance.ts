/** What all who come by an invitation pass: its code, its count, and the account of a member. */
import { AppError } from '#contract/errors.ts'
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'
import { arrival } from './arrivals.ts'
import type { CheckPassword } from './common-passwords.ts'
import type { Credentials } from './credentials.ts'
import {
  closedBy,
  invitationByCode,
  invitationRecord,
  putInvitation,
  type StoredInvitation,
} from './invitation-record.ts'
import { linkNotValid } from './links.ts'
import type { People } from './people.ts'
import { addressKey, type Throttle } from './throttle.ts'

const guessesPerAddress = 20
// A hall full of people comes in within minutes, and every open client looks again each time.
const tellEveryMs = 2_000

/** How a member signs in. */
export interface Account {
  readonly email?: string | undefined
  readonly password?: string | undefined
}

/** Where an invitation leads. */
export interface Way {
  readonly invitation: StoredInvitation['id']
  readonly strategy: StrategyId | null
  /** The only page. */
  readonly page: PageId | null
}

export interface Entrance {
  /**
   * The invitation of a code, also one that is over. AppError link-not-valid, and too-many-requests
   * for the next code from one address that never was one, after twenty.
   */
  open(code: string, address: string): Promise<StoredInvitation>
  /** The same as it is now. AppError link-not-valid when it has another code or has ended since. */
  again(known: StoredInvitation): Promise<Stored<StoredInvitation>>
  /** AppError link-not-valid when it lets nobody in any more. */
  requireOpen(invitation: StoredInvitation): void
  /** The changes that count somebody; a conflict when they were counted before. */
  counting(found: Stored<StoredInvitation>, person: PersonId): readonly Change[]
  /**
   * How a member signs in; what they have goes before what is given. `hash` is null for who has a
   * password. AppError invalid-input for what is missing or not good enough.
   */
  accountOf(
    given: Account,
    who: { readonly name: string; readonly email: string | null; readonly hasPassword: boolean },
  ): Promise<{ readonly email: string; readonly hash: string | null }>
  /** One after the other in the order in which they came, again after a conflict. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Lets open clients know, at most every two seconds. */
  tell(): void
}

export function createEntrance(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  readonly checkPassword: CheckPassword
  readonly clock: () => number
  readonly credentials: Credentials
  readonly note: (event: string, details: Readonly<Record<string, string>>) => void
  readonly people: People
  readonly throttle: Throttle
}): Entrance {
  const { bus, catalogue, checkPassword, clock, credentials, note, people, throttle } = deps
  let last: Promise<unknown> = Promise.resolve()
  let telling: NodeJS.Timeout | null = null

  return {
    async open(code, address) {
      // A hall behind one address comes in whatever somebody in it has mistyped: only codes that
      // never were one count. Guessing a right one takes longer than anybody lives.
      const found = await invitationByCode(catalogue, code)
      if (!found) {
        const key = `invitation ${addressKey(address)}`
        throttle.attempt([{ key, limit: guessesPerAddress }])
        note('invitation refused', { address })
        throw linkNotValid('unknown')
      }
      return found.value
    },

    async again(known) {
      const found = await invitationRecord(catalogue, known.id)
      if (found?.value.code !== known.code) throw linkNotValid('unknown')
      if (closedBy(found.value, clock()) === 'ended') throw linkNotValid('ended')
      return found
    },

    requireOpen(invitation) {
      const closed = closedBy(invitation, clock())
      if (closed !== null) throw linkNotValid(closed)
    },

    counting({ value, revision }, person) {
      const usedAt = new Date(clock()).toISOString()
      const counted = { ...value, used: value.used + 1, usedAt }
      return [putInvitation(counted, revision), arrival(value.id, person, clock())]
    },

    async accountOf(given, { name, email: has, hasPassword }) {
      const email = has ?? given.email
      if (email === undefined) throw missing('email')
      if (hasPassword) return { email, hash: null }
      if (given.password === undefined) throw missing('password')
      const { name: organisation } = await people.founded()
      await checkPassword(given.password, { name, email, organisation })
      return { email, hash: await credentials.hash(given.password) }
    },

    inTurn(work) {
      const retried = () => retryConflict(work)
      const mine = last.then(retried, retried)
      last = mine
      return mine
    },

    tell() {
      telling ??= setTimeout(() => {
        telling = null
        bus.publish({ kind: 'people' })
      }, tellEveryMs).unref()
    },
  }
}

/** Where it leads. */
export function wayOf({ id, strategy: to }: StoredInvitation): Way {
  const page = to?.pages?.length === 1 ? (to.pages[0] ?? null) : null
  return { invitation: id, strategy: to && to.id, page }
}

/** AppError invalid-input for what was not given. */
export function missing(field: 'email' | 'password' | 'unit'): AppError {
  return new AppError('invalid-input', 'Something is missing.', { details: { [field]: 'missing' } })
}
