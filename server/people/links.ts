/**
 * One-time links: how somebody chooses a new password without mail, and how guests find back.
 * Whoever holds the code comes in, once. Here is its hash only.
 *
 * A person has one link that holds; a newer one ends the one before. What is over is remembered for
 * thirty days, so that its holder is told the truth about it.
 */
import { AppError } from '#contract/errors.ts'
import { type PersonId, personId } from '#contract/ids.ts'
import { z } from 'zod'
import { retryConflict } from '../storage/conflict.ts'
import {
  findRecord,
  getRecord,
  listRecords,
  organisationPartition as partition,
} from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import { hashOfCode, newCode } from './codes.ts'
import type { Credentials } from './credentials.ts'

const hourMs = 3_600_000
/** How long a link holds for who has never had a password, and for all others. */
const firstLifeMs = 7 * 24 * hourMs
const lifeMs = 24 * hourMs
const rememberedMs = 30 * 24 * hourMs
const codesAtMost = 20

// The last code is the one that may still hold. Times are milliseconds since 1970.
const stored = z.object({
  person: personId,
  codes: z.array(
    z.object({
      hash: z.string(),
      endsAt: z.int(),
      usedAt: z.int().nullable(),
      /** Before its time, and so for ever, wherever the clock goes. */
      ended: z.boolean().default(false),
    }),
  ),
})
type Codes = z.infer<typeof stored>['codes']

const place = { partition, collection: 'links' } as const

export interface OneTimeLink {
  /** The code, which cannot be had again. */
  readonly code: string
  readonly endsAt: string
}

export interface FoundLink {
  readonly person: PersonId
  /** Uses it up; a conflict when somebody was quicker. For the organisation's partition. */
  readonly use: Change
}

export interface Links {
  /** Makes a link for a person, and ends the one before. */
  make(person: PersonId): Promise<OneTimeLink>
  /** The same as a change for a transaction on the organisation's partition, for many at once. */
  making(person: PersonId): Promise<OneTimeLink & { readonly change: Change }>
  /** The link of a code. AppError link-not-valid with its reason. */
  find(code: string): Promise<FoundLink>
  /** The change that ends a person's link; null when there is none. */
  ending(person: PersonId): Promise<Change | null>
  /** Forgets what has been over for thirty days. */
  sweep(): Promise<void>
}

export function createLinks(deps: {
  readonly catalogue: Catalogue
  readonly credentials: Pick<Credentials, 'has'>
  readonly clock: () => number
}): Links {
  const { catalogue, credentials, clock } = deps

  const put = (person: PersonId, codes: Codes, expects: number): Change => ({
    do: 'put',
    collection: 'links',
    id: person,
    value: { person, codes },
    expects,
    unique: codes.map(({ hash }) => hash),
  })

  const ended = (codes: Codes): Codes =>
    codes.map((one) => ({ ...one, endsAt: Math.min(one.endsAt, clock()), ended: true }))

  const remembered = (codes: Codes): Codes =>
    codes.filter(({ endsAt, usedAt }) => (usedAt ?? endsAt) > clock() - rememberedMs)

  async function making(person: PersonId) {
    const known = await getRecord(catalogue, place, person, stored)
    const endsAt = clock() + ((await credentials.has(person)) ? lifeMs : firstLifeMs)
    const code = newCode()
    const before = remembered(ended(known?.value.codes ?? [])).slice(1 - codesAtMost)
    const codes = [...before, { hash: hashOfCode(code), endsAt, usedAt: null, ended: false }]
    const change = put(person, codes, known?.revision ?? 0)
    return { code, endsAt: new Date(endsAt).toISOString(), change }
  }

  return {
    making,

    make: (person) =>
      retryConflict(async () => {
        const { change, ...link } = await making(person)
        await catalogue.transact(partition, [change])
        return link
      }),

    async find(code) {
      const hash = hashOfCode(code)
      const found = await findRecord(catalogue, place, hash, stored)
      const link = found?.value.codes.find((one) => one.hash === hash)
      if (!found || !link) throw linkNotValid('unknown')
      if (link.usedAt !== null) throw linkNotValid('used')
      if (link.ended || link.endsAt <= clock()) throw linkNotValid('ended')
      const { person, codes } = found.value
      const used = codes.map((one) => (one.hash === hash ? { ...one, usedAt: clock() } : one))
      return { person, use: put(person, used, found.revision) }
    },

    async ending(person) {
      const known = await getRecord(catalogue, place, person, stored)
      return known && put(person, ended(known.value.codes), known.revision)
    },

    sweep: () =>
      retryConflict(async () => {
        for (const { value, revision } of await listRecords(catalogue, place, stored)) {
          const codes = remembered(value.codes)
          if (codes.length === value.codes.length) continue
          const id = value.person
          const forget: Change =
            codes.length > 0
              ? put(id, codes, revision)
              : { do: 'delete', collection: 'links', id, expects: revision }
          await catalogue.transact(partition, [forget])
        }
      }),
  }
}

/** What whoever holds a link is told: it was never one, its time is over, or it was used. */
export function linkNotValid(reason: 'unknown' | 'ended' | 'used'): AppError {
  const messages = {
    unknown: 'This link is not the right one.',
    ended: 'This link does not hold any more.',
    used: 'This link has been used already.',
  } as const
  return new AppError('link-not-valid', messages[reason], { details: { reason } })
}
