/** People and their own password: typing it once more, choosing another. */
import { AppError } from '#contract/errors.ts'
import { retryConflict } from '../storage/conflict.ts'
import { organisationPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import type { CheckPassword } from './common-passwords.ts'
import type { Credentials, Proof } from './credentials.ts'
import type { Identity, SessionIdentity } from './identify.ts'
import type { People } from './people.ts'
import type { Sessions, SessionSecret } from './sessions.ts'
import { addressKey, type Throttle } from './throttle.ts'

export interface MyPassword {
  /**
   * Types the password once more: the session goes on with a new secret, the one before is good for
   * a few seconds. AppError wrong-credentials, forbidden, too-many-requests.
   */
  confirm(
    identity: Identity,
    given: { readonly password: string; readonly secret: string | null },
    address: string,
  ): Promise<SessionSecret>
  /**
   * A new password. All other sessions end, and this one goes on with a new secret only. AppError
   * wrong-credentials, invalid-input, forbidden, too-many-requests.
   */
  change(
    identity: Identity,
    given: { readonly current: string; readonly password: string },
    address: string,
  ): Promise<SessionSecret & { readonly proof: Proof }>
}

// A stolen session may not lock its owner out of the others.
const perSession = 10
const perPerson = 30
const perAddress = 200

export function createMyPassword(deps: {
  readonly catalogue: Catalogue
  readonly checkPassword: CheckPassword
  readonly credentials: Credentials
  readonly people: People
  readonly sessions: Sessions
  readonly throttle: Throttle
  readonly note: (event: string, details: Readonly<Record<string, string>>) => void
}): MyPassword {
  const { catalogue, checkPassword, credentials, people, sessions, throttle, note } = deps

  /** Whoever types their own password in their own session. */
  async function prove(identity: Identity, password: string, address: string): Promise<Proof> {
    const { person, id } = identity
    const attempt = throttle.attempt([
      { key: `confirm in ${id}`, limit: perSession },
      { key: `confirm ${person.id}`, limit: perPerson },
      { key: `address ${addressKey(address)}`, limit: perAddress },
    ])
    const proof = await credentials.verify(person.id, password)
    if (!proof) {
      note('password refused', { person: person.id, address })
      throw notYours()
    }
    attempt.succeeded()
    return proof
  }

  return {
    async confirm(identity, { password, secret }, address) {
      const session = await withPassword(identity, credentials)
      const proof = await prove(session, password, address)
      const renewed = await sessions.prove(session.id, proof.era, secret)
      note('password confirmed', { person: session.person.id })
      return renewed
    },

    async change(identity, { current, password }, address) {
      const session = await withPassword(identity, credentials)
      const { person, id } = session
      const before = await prove(session, current, address)
      const organisation = (await people.founded()).name
      await checkPassword(password, { name: person.name, email: person.email, organisation })
      const hash = await credentials.hash(password)
      const era = await retryConflict(async () => {
        const renewal = await credentials.renewal(person.id, hash)
        // Another change was quicker, and `current` is none any more.
        if (renewal.era !== before.era + 1) throw notYours()
        await catalogue.transact(organisationPartition, [renewal.change])
        return renewal.era
      })
      const renewed = await sessions.prove(id, era, null)
      await sessions.endAll(person.id, id)
      note('own password changed', { person: person.id })
      return { ...renewed, proof: { era } }
    },
  }
}

/** A session of somebody who has a password. AppError forbidden. */
async function withPassword(
  identity: Identity,
  credentials: Pick<Credentials, 'has'>,
): Promise<SessionIdentity> {
  if (identity.by === 'session' && (await credentials.has(identity.person.id))) return identity
  throw new AppError('forbidden', 'This takes a session and a password.')
}

const notYours = () => new AppError('wrong-credentials', 'This is not your password.')
