/** Notices as their reader sees them now: by the names of now, and only what they may read now. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { noticeEndpoints } from '#contract/api/notices.ts'
import type { PageId, PersonId, ThreadId, UnitId } from '#contract/ids.ts'
import type { Notice } from '#contract/notices.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import {
  type Page,
  type Person,
  person as personRecord,
  type Strategy,
  unit as unitRecord,
} from '#contract/records.ts'
import { type Thread, thread as threadRecord } from '#contract/threads.ts'
import type { z } from 'zod'
import { getRecord, organisationPartition, threadsPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { excerptOf, mentionedIn, wordsOf } from './excerpt.ts'
import { newsWordsOf } from './news-words.ts'

/** Others have their turn after so many: each may take a long thread to be read. */
const sliceLength = 20

/** A page with its strategy, as somebody may read it at this moment; null = it is not for them. */
export type Reads = (
  person: Person,
  page: PageId,
) => Promise<{
  readonly page: Page
  readonly strategy: Strategy
  readonly role: StrategyRole
} | null>

type Listed = z.output<typeof noticeEndpoints.listNotices.reply>['notices'][number]
export type NoticeView = Listed &
  Pick<Notice, 'mail'> & {
    readonly pageLanguage: Page['language']
    /** Did the thread begin with words that somebody proposes? */
    readonly isProposal: boolean
    /** Is it what the thread began with that is told? */
    readonly isFirst: boolean
  }

export interface NoticeViews {
  /** In their order; what the reader may not read, and what is in the trash, is left out. */
  of(reader: Person, notices: readonly Notice[]): Promise<NoticeView[]>
  /** Those of them that would be shown. */
  shown(reader: Person, notices: readonly Notice[]): Promise<Notice[]>
}

export function createNoticeViews(deps: {
  readonly catalogue: Catalogue
  readonly reads: Reads
}): NoticeViews {
  const { catalogue, reads } = deps

  async function nameOf(collection: 'people' | 'units', id: string): Promise<string | undefined> {
    const place = { partition: organisationPartition, collection }
    const schema = collection === 'people' ? personRecord : unitRecord
    return (await getRecord<Person | { name: string }>(catalogue, place, id, schema))?.value.name
  }

  async function readThread(page: PageId, id: ThreadId): Promise<Thread | null> {
    const place = { partition: threadsPartition(page), collection: 'threads' } as const
    return (await getRecord(catalogue, place, id, threadRecord))?.value ?? null
  }

  /** What is asked for several times is looked up once. */
  function lookUp(reader: Person) {
    const pageOf = once((page: PageId) => reads(reader, page))
    const personOf = once((id: PersonId) => nameOf('people', id))
    const unitOf = once((id: UnitId) => nameOf('units', id))
    const threads = new Map<ThreadId, Promise<Thread | null>>()
    const threadOf = (page: PageId, id: ThreadId): Promise<Thread | null> => {
      const known = threads.get(id) ?? readThread(page, id)
      threads.set(id, known)
      return known
    }
    return { pageOf, personOf, threadOf, unitOf }
  }
  type LookUp = ReturnType<typeof lookUp>

  async function excerpt(text: string, { personOf, unitOf }: LookUp): Promise<string> {
    const { people, units } = mentionedIn(text)
    const names = new Map<string, string | undefined>()
    for (const id of people) names.set(id, await personOf(id))
    for (const id of units) names.set(id, await unitOf(id))
    return excerptOf(text, (id) => names.get(id))
  }

  async function view({ id }: Person, notice: Notice, look: LookUp): Promise<NoticeView | null> {
    const found = await look.pageOf(notice.page)
    if (!found) return null
    const { page, role } = found
    const { isWide, number, text } = await newsWordsOf(catalogue, notice, { id, page, role })
    const about = notice.thread === null ? null : await look.threadOf(notice.page, notice.thread)
    return {
      ...notice,
      byName: notice.by === null ? null : ((await look.personOf(notice.by)) ?? null),
      pageTitle: found.page.title,
      pageLanguage: found.page.language,
      strategyName: found.strategy.name,
      excerpt: await excerpt(about ? wordsOf(notice, about) : text, look),
      isWide,
      number,
      isProposal: about !== null && about.proposal !== null,
      isFirst: about !== null && about.comments[0]?.id === notice.comment,
    }
  }

  return {
    async of(reader, notices) {
      const look = lookUp(reader)
      const views: NoticeView[] = []
      for (const [at, notice] of notices.entries()) {
        if (at % sliceLength === sliceLength - 1) await othersTurn()
        const one = await view(reader, notice, look)
        if (one) views.push(one)
      }
      return views
    },

    async shown(reader, notices) {
      const { pageOf } = lookUp(reader)
      const shown: Notice[] = []
      for (const notice of notices) if (await pageOf(notice.page)) shown.push(notice)
      return shown
    },
  }
}

function once<Key, T>(ask: (key: Key) => Promise<T>): (key: Key) => Promise<T> {
  const asked = new Map<Key, Promise<T>>()
  return (key) => {
    const known = asked.get(key) ?? ask(key)
    asked.set(key, known)
    return known
  }
}
