/** All that Talkoot holds about a person, for the person: what they are, have and wrote where. */
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { AppError } from '#contract/errors.ts'
import type { MyReadership } from '#contract/api/session.ts'
import type { Desk } from '#contract/desk.ts'
import type { PageId, PersonId } from '#contract/ids.ts'
import type { Notice, Wishes } from '#contract/notices.ts'
import {
  invitation,
  membership,
  type Invitation,
  type Membership,
  type PageFile,
  type Person,
  type ScaleAnswer,
  type Session,
  strategy,
  type Token,
  unit,
} from '#contract/records.ts'
import type { OwnWords } from '#contract/threads.ts'
import {
  getRecord,
  listRecords,
  organisationPartition,
  strategyOf,
  strategyPartition,
} from '../storage/records.ts'
import type { Catalogue, UpdateLog } from '../storage/storage.ts'
import type { Access } from './access.ts'
import { readershipOf } from './my-readership.ts'
import type { Sessions } from './sessions.ts'
import type { Throttle } from './throttle.ts'
import type { Tokens } from './tokens.ts'

const hourMs = 3_600_000
const perHour = 4
/** The whole log for each of them: no hall of people may do that to all who write. */
const atOnce = 4
// The whole log is read for it, so others get their turn often.
const sliceLength = 500

/** A picture or an attachment that the person added. */
type GivenFile = Omit<PageFile, 'createdBy'> & { readonly title: string | null }

interface Written {
  readonly id: PageId
  readonly title: string | null
  readonly entries: number
  readonly first: string
  readonly last: string
}

/**
 * Collects it. AppError too-many-requests for a second at once, for the fifth within an hour, and
 * while it is being collected for four people.
 */
export type MyData = (person: Person) => Promise<{
  readonly madeAt: string
  readonly person: Person
  readonly unit: string | null
  readonly sessions: Session[]
  readonly tokens: Token[]
  readonly roles: (Membership & { readonly strategy: string })[]
  readonly invitations: Invitation[]
  readonly pages: Written[]
  readonly files: GivenFile[]
  readonly answers: ScaleAnswer[]
  readonly said: OwnWords
  readonly desk: Desk
  readonly notices: Notice[]
  readonly wishes: Wishes
  readonly readership: MyReadership
}>

export function createMyData(deps: {
  readonly access: Access
  readonly answers: { by(person: PersonId): Promise<readonly ScaleAnswer[]> }
  readonly catalogue: Catalogue
  readonly clock: () => number
  readonly files: { by(person: PersonId): Promise<readonly PageFile[]> }
  readonly desks: { of(person: PersonId): Promise<Desk> }
  readonly log: UpdateLog
  /** What they said beside pages. */
  readonly said: (person: PersonId) => Promise<OwnWords>
  readonly notices: { by(person: PersonId): Promise<{ notices: Notice[]; wishes: Wishes }> }
  readonly sessions: Sessions
  readonly throttle: Throttle
  readonly tokens: Tokens
}): MyData {
  const {
    access,
    answers,
    catalogue,
    clock,
    desks,
    files,
    log,
    notices,
    said,
    sessions,
    throttle,
    tokens,
  } = deps
  const collecting = new Set<string>()
  const iso = (time: number) => new Date(time).toISOString()

  async function unitOf({ unit: id }: Person): Promise<string | null> {
    const place = { partition: organisationPartition, collection: 'units' } as const
    return (id && (await getRecord(catalogue, place, id, unit))?.value.name) ?? null
  }

  async function rolesOf({ id }: Person): Promise<(Membership & { strategy: string })[]> {
    const roles = []
    for (const partition of await catalogue.partitions()) {
      const inStrategy = strategyOf(partition)
      if (inStrategy === null) continue
      const memberships = { partition, collection: 'memberships' } as const
      const found = await getRecord(catalogue, memberships, id, membership)
      if (!found) continue
      const place = { partition: strategyPartition(inStrategy), collection: 'strategies' } as const
      const named = await getRecord(catalogue, place, inStrategy, strategy)
      roles.push({ strategy: named?.value.name ?? inStrategy, ...found.value })
    }
    return roles
  }

  async function invitationsOf({ id }: Person): Promise<Invitation[]> {
    const place = { partition: organisationPartition, collection: 'invitations' } as const
    const all = await listRecords(catalogue, place, invitation)
    return all.map(({ value }) => value).filter(({ createdBy }) => createdBy === id)
  }

  /** The title, for who may read the page now. */
  async function titleFor(person: Person, page: PageId): Promise<string | null> {
    try {
      return (await access.page(person, page, 'page.read')).page.title
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  async function writtenOn(person: Person, page: PageId): Promise<Written | null> {
    const { seq: end } = await log.head(page)
    let entries = 0
    let first = Infinity
    let last = -Infinity
    for (let from = 1; from <= end; from += sliceLength) {
      for await (const entry of log.read(page, from, Math.min(end, from + sliceLength - 1))) {
        if (entry.author !== person.id) continue
        entries += 1
        first = Math.min(first, entry.at)
        last = Math.max(last, entry.at)
      }
      await yieldToOthers()
    }
    if (entries === 0) return null
    const title = await titleFor(person, page)
    return { id: page, title, entries, first: iso(first), last: iso(last) }
  }

  async function filesOf(person: Person): Promise<GivenFile[]> {
    const titles = new Map<PageId, string | null>()
    const given = []
    for (const { createdBy: _, ...file } of await files.by(person.id)) {
      const title = titles.get(file.page) ?? (await titleFor(person, file.page))
      titles.set(file.page, title)
      given.push({ ...file, title })
    }
    return given
  }

  async function collect(person: Person) {
    const pages = []
    for (const id of await log.pages()) {
      const written = await writtenOn(person, id)
      if (written) pages.push(written)
    }
    return {
      madeAt: iso(clock()),
      person,
      unit: await unitOf(person),
      sessions: [...(await sessions.list(person.id))],
      tokens: [...(await tokens.list(person.id))],
      roles: await rolesOf(person),
      invitations: await invitationsOf(person),
      pages,
      files: await filesOf(person),
      answers: [...(await answers.by(person.id))],
      said: await said(person.id),
      desk: await desks.of(person.id),
      ...(await notices.by(person.id)),
      readership: await readershipOf(catalogue, person),
    }
  }

  return async (person) => {
    if (collecting.has(person.id) || collecting.size >= atOnce) {
      throw new AppError('too-many-requests', 'This is being collected already. Try again soon.', {
        details: { retryAfter: '60' },
      })
    }
    throttle.attempt([{ key: `my data ${person.id}`, limit: perHour, withinMs: hourMs }])
    collecting.add(person.id)
    try {
      return await collect(person)
    } finally {
      collecting.delete(person.id)
    }
  }
}
