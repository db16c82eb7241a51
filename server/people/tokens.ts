/** Bearer tokens for the API and the socket. The secret is shown once; here is its hash. */
import type { Bus } from '../bus/bus.ts'
import { AppError, notFound } from '#contract/errors.ts'
import { newId, type PersonId, personId, type TokenId, tokenId } from '#contract/ids.ts'
import { type Token, token } from '#contract/records.ts'
import { retryConflict } from '../storage/conflict.ts'
import { findRecord, getRecord, listRecords, organisationPartition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import type { Credentials } from './credentials.ts'
import { hashOf, newSecret } from './secrets.ts'

const tokensAtMost = 100
const prefix = 'talkoot_'
const place = { partition: organisationPartition, collection: 'tokens' } as const
const stored = token.extend({ person: personId })

export interface Tokens {
  /** Without secrets, oldest first. */
  list(person: PersonId): Promise<readonly Token[]>
  /**
   * `secret` is what the client sends; it cannot be had again. `stillMay` is asked at a moment from
   * which on the token ends, too, when everything of the person's ends.
   */
  make(
    person: PersonId,
    name: string,
    stillMay: () => Promise<void>,
  ): Promise<{ readonly token: Token; readonly secret: string }>
  /** Ends one of the person's own tokens and closes its sockets. AppError not-found. */
  end(person: PersonId, id: TokenId): Promise<void>
  /** Ends all tokens of a person and closes their sockets. */
  endAll(person: PersonId): Promise<void>
  /**
   * The same as changes for a transaction on the organisation's partition; `tell` closes the
   * sockets when it is done.
   */
  ending(person: PersonId): Promise<{ readonly changes: readonly Change[]; tell(): void }>
  /** The token of this secret, or null. */
  use(secret: string): Promise<{ readonly id: TokenId; readonly person: PersonId } | null>
  /** Does it still stand? For sockets that stay open. */
  stands(id: TokenId): Promise<boolean>
}

export function createTokens(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly clock: () => number
  readonly credentials: Pick<Credentials, 'staying'>
}): Tokens {
  const { catalogue, bus, clock, credentials } = deps

  async function ofPerson(person: PersonId): Promise<readonly Token[]> {
    const all = await listRecords(catalogue, place, stored)
    return all
      .filter(({ value }) => value.person === person)
      .map(({ value }) => token.parse(value))
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  }

  async function ending(person: PersonId) {
    const theirs = await ofPerson(person)
    const changes = theirs.map(({ id }): Change => ({ do: 'delete', collection: 'tokens', id }))
    const tell = () => {
      for (const { id } of theirs) bus.publish({ kind: 'ended', credential: id })
    }
    return { changes, tell }
  }

  return {
    list: ofPerson,

    async make(person, name, stillMay) {
      if ((await ofPerson(person)).length >= tokensAtMost) {
        throw new AppError(
          'conflict',
          `A person can have ${tokensAtMost} tokens. Revoke one first.`,
        )
      }
      const secret = `${prefix}${newSecret()}`
      const made = stored.parse({
        id: newId(tokenId),
        name,
        person,
        createdAt: new Date(clock()).toISOString(),
      })
      const { id } = made
      const unique = [hashOf(secret)]
      await retryConflict(async () => {
        // Whoever ends everything changes the credentials: one of the two is tried again.
        const staying = await credentials.staying(person)
        await stillMay()
        await catalogue.transact(organisationPartition, [
          { do: 'put', collection: 'tokens', id, value: made, expects: 0, unique },
          staying,
        ])
      })
      return { token: token.parse(made), secret }
    },

    async end(person, id) {
      const found = await getRecord(catalogue, place, id, stored)
      if (!found || found.value.person !== person) throw notFound()
      await catalogue.transact(organisationPartition, [{ do: 'delete', collection: 'tokens', id }])
      bus.publish({ kind: 'ended', credential: id })
    },

    async endAll(person) {
      const { changes, tell } = await ending(person)
      if (changes.length === 0) return
      await catalogue.transact(organisationPartition, changes)
      tell()
    },

    ending,

    async use(secret) {
      if (!secret.startsWith(prefix)) return null
      const found = await findRecord(catalogue, place, hashOf(secret), stored)
      return found && { id: found.value.id, person: found.value.person }
    },

    async stands(id) {
      return (await getRecord(catalogue, place, id, stored)) !== null
    },
  }
}
