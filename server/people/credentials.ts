/**
 * How people prove who they are: the hash of their password, and the era that their sessions
 * belong to.
 *
 * A new password raises the era in the same write, and a session of an earlier era is none any
 * more. So "everything before ends" holds at once, whatever a kill or a race leaves behind; that
 * sessions are also removed only tidies up.
 */
import type { PersonId } from '#contract/ids.ts'
import { z } from 'zod'
import { retryConflict } from '../storage/conflict.ts'
import { getRecord, organisationPartition } from '../storage/records.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'
import type { Passwords } from './passwords.ts'
import { hashOf } from './secrets.ts'

const credential = z.object({
  /** Hash; null for who comes in by links alone. */
  password: z.string().nullable(),
  era: z.int().min(0).default(0),
  /** Hashes of the cookies of browsers that the password was typed in, the newest last. */
  devices: z.array(z.string()).default([]),
})
type Credential = z.infer<typeof credential>

const devicesAtMost = 20
const nothing: Credential = { password: null, era: 0, devices: [] }

const place = { partition: organisationPartition, collection: 'credentials' } as const

/** What somebody has just proved: goes into the session that it begins. */
export interface Proof {
  readonly era: number
}

export interface Credentials {
  /** Has this person a password? */
  has(person: PersonId): Promise<boolean>
  /** The era that the person's sessions must be of. */
  era(person: PersonId): Promise<number>
  /** Is it their password? Null for nobody takes as long and is never. */
  verify(person: PersonId | null, password: string): Promise<Proof | null>
  /** The hash of a new password. Slow; AppError too-many-requests. */
  hash(password: string): Promise<string>
  /**
   * The change, for a transaction on the organisation's partition, that gives somebody a new
   * password by its hash, or none by null. With it all their sessions end. A conflict when their
   * credentials have changed meanwhile.
   */
  renewal(person: PersonId, hash: string | null): Promise<{ readonly change: Change } & Proof>
  /** The change that ends all sessions of a person and leaves the password as it is. */
  ending(person: PersonId): Promise<Change>
  /** A change that changes nothing, but is a conflict when sessions are ended meanwhile. */
  staying(person: PersonId): Promise<Change>
  /** Has the person's password of now been typed in the browser with this cookie? */
  knows(person: PersonId, device: string): Promise<boolean>
  /** Remembers that it was, unless there is another password already. */
  remember(person: PersonId, device: string, proof: Proof): Promise<void>
}

export function createCredentials(deps: {
  readonly catalogue: Catalogue
  readonly passwords: Passwords
}): Credentials {
  const { catalogue, passwords } = deps
  const read = (person: PersonId) => getRecord(catalogue, place, person, credential)
  const put = (id: PersonId, value: Credential, known: Stored<unknown> | null): Change => {
    return { do: 'put', collection: 'credentials', id, value, expects: known?.revision ?? 0 }
  }

  return {
    async has(person) {
      const known = await read(person)
      return known !== null && known.value.password !== null
    },

    async era(person) {
      return (await read(person))?.value.era ?? 0
    },

    async verify(person, password) {
      const known = person && (await read(person))
      const right = await passwords.verify(known?.value.password ?? null, password)
      return known && right ? { era: known.value.era } : null
    },

    hash: (password) => passwords.hash(password),

    async renewal(person, password) {
      const known = await read(person)
      const era = (known?.value.era ?? 0) + 1
      return { change: put(person, { password, era, devices: [] }, known), era }
    },

    async staying(person) {
      const known = await read(person)
      return put(person, known?.value ?? nothing, known)
    },

    async ending(person) {
      const known = await read(person)
      const value = known?.value ?? nothing
      return put(person, { ...value, era: value.era + 1 }, known)
    },

    async knows(person, device) {
      const known = await read(person)
      return known !== null && known.value.devices.includes(hashOf(device))
    },

    async remember(person, device, { era }) {
      const hash = hashOf(device)
      await retryConflict(async () => {
        const known = await read(person)
        if (!known || known.value.era !== era || known.value.devices.includes(hash)) return
        const devices = [...known.value.devices, hash].slice(-devicesAtMost)
        const { id, revision: expects } = known
        const value = { ...known.value, devices }
        await catalogue.transact(place.partition, [
          { do: 'put', collection: 'credentials', id, value, expects },
        ])
      })
    },
  }
}
