/**
 * The way back for who is locked out, from the command line of the machine: whoever may read the
 * data folder is trusted with a one-time link.
 */
import { AppError } from '#contract/errors.ts'
import { organisation, type Person } from '#contract/records.ts'
import { z } from 'zod'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { getRecord, organisationPartition, organisationRecord } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { isActive } from './active.ts'
import type { Credentials } from './credentials.ts'
import type { Links } from './links.ts'
import { personByEmail, personRecords, putPerson } from './person-record.ts'
import type { Tokens } from './tokens.ts'

/** What is asked of it: everybody who administers, or a link for somebody. */
export const recoveryAsked = z.object({ email: z.string().nullable() })
export type RecoveryAsked = z.infer<typeof recoveryAsked>

export const recoveryAnswer = z.union([
  z.object({ administrators: z.array(z.object({ email: z.string(), active: z.boolean() })) }),
  z.object({
    /** Complete, with its code: to be shown once. */
    link: z.string(),
    endsAt: z.iso.datetime(),
    /** Was the person deactivated before? */
    letIn: z.boolean(),
  }),
])
export type RecoveryAnswer = z.infer<typeof recoveryAnswer>

/**
 * `address` is where Talkoot is reached when neither the server's settings nor the organisation's
 * say it. AppError, whose text is for the terminal, when nobody has the e-mail address or somebody
 * else can let them in.
 */
export type Recover = (asked: RecoveryAsked, address: string) => Promise<RecoveryAnswer>

export function createRecover(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  readonly clock: () => number
  readonly credentials: Pick<Credentials, 'ending'>
  readonly links: Pick<Links, 'making'>
  readonly tokens: Pick<Tokens, 'ending'>
  readonly publicUrl: URL | null
  readonly note: (event: string, details: Readonly<Record<string, string>>) => void
}): Recover {
  const { bus, catalogue, clock, credentials, links, tokens, publicUrl, note } = deps

  async function administrators() {
    const all = (await personRecords(catalogue)).map(({ value }) => value)
    return all.filter(({ role }) => role === 'admin')
  }

  /** Is this the last administrator, and not let in? Then nobody but us can do it. */
  async function isLockedOut(person: Person): Promise<boolean> {
    if (person.role !== 'admin' || isActive(person, clock())) return false
    return !(await administrators()).some((one) => isActive(one, clock()))
  }

  async function letIn(email: string) {
    const found = await personByEmail(catalogue, email)
    if (!found) throw new AppError('not-found', `Nobody has the e-mail address ${email}.`)
    const { value: person, revision } = found
    const lockedOut = await isLockedOut(person)
    if (!lockedOut && !isActive(person, clock())) {
      throw new AppError('conflict', `${email} is deactivated; an administrator can undo that.`)
    }
    const { change, code, endsAt } = await links.making(person.id)
    const changes = [change]
    const ended = await tokens.ending(person.id)
    if (lockedOut) {
      // What they had when they were shut out does not come back with them.
      const active = { ...person, deactivatedAt: null, endsAt: null }
      changes.push(putPerson(active, revision), await credentials.ending(person.id))
      changes.push(...ended.changes)
    }
    await catalogue.transact(organisationPartition, changes)
    note('link made on the command line', { person: person.id })
    if (lockedOut) {
      note('person let in on the command line', { person: person.id })
      bus.publish({ kind: 'rights', person: person.id })
      bus.publish({ kind: 'people' })
    }
    return { code, endsAt, letIn: lockedOut }
  }

  return async ({ email }, address) => {
    const place = { partition: organisationPartition, collection: 'organisation' } as const
    const founded = await getRecord(catalogue, place, organisationRecord, organisation)
    if (!founded) throw new AppError('not-set-up', 'The organisation has not been set up yet.')
    if (email === null) {
      const all = (await administrators()).flatMap((one) =>
        one.email === null ? [] : [{ email: one.email, active: isActive(one, clock()) }],
      )
      return { administrators: all.sort((a, b) => (a.email < b.email ? -1 : 1)) }
    }
    const { code, ...rest } = await retryConflict(() => letIn(email))
    const base = publicUrl?.href ?? founded.value.address ?? address
    return { link: `${base.replace(/\/$/, '')}/link#${code}`, ...rest }
  }
}
