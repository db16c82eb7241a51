/** Approvals: named people are asked whether pages may be published as they were at a moment. */
import {
  type ApprovalAnswer,
  type ApprovalState,
  type Finding,
  stateOfApproval,
} from '#contract/editions.ts'
import { AppError } from '#contract/errors.ts'
import { type ApprovalId, approvalId, newId, type PageId } from '#contract/ids.ts'
import type { PersonId, StrategyId } from '#contract/ids.ts'
import type { Page } from '#contract/records.ts'
import type { Bus } from '../../bus/bus.ts'
import { retryConflict } from '../../storage/conflict.ts'
import type { Change } from '../../storage/storage.ts'
import { toldLater } from '../../storage/told-later.ts'
import type { Chosen, FileOf, Freezing } from './freezing.ts'
import type { FrozenStore } from './frozen-store.ts'
import { frozenTexts, type FrozenTexts } from './frozen-texts.ts'
import { type KeptApproval, keptApproval, type KeptRecords, putApproval } from './kept-records.ts'
import type { InTurn } from './turns.ts'

/** What somebody asks for. The caller has checked that it may be asked of these people. */
export interface Asking {
  readonly strategy: StrategyId
  readonly by: PersonId
  /** In the order of the strategy. */
  readonly chosen: readonly Chosen[]
  readonly approvers: readonly { readonly person: PersonId; readonly role: string }[]
  readonly note: string
  readonly reasons: boolean
  readonly fileOf: FileOf
}

/** What an approver says. */
export type Saying =
  | { readonly what: 'approved'; readonly despite: string; readonly named: boolean }
  | { readonly what: 'returned'; readonly reason: string }

export interface Approvals {
  /** Newest first. */
  list(strategy: StrategyId): Promise<readonly KeptApproval[]>
  /** AppError not-found. */
  get(strategy: StrategyId, id: ApprovalId): Promise<KeptApproval>
  /** Freezes the pages as they are stored now. */
  ask(asking: Asking): Promise<KeptApproval>
  /**
   * AppError forbidden for who is not asked, conflict when it has ended, invalid-input where
   * something stands in the way and nothing is said of it.
   */
  answer(known: KeptApproval, person: PersonId, saying: Saying): Promise<KeptApproval>
  /** AppError conflict when it has ended. */
  cancel(known: KeptApproval, by: PersonId): Promise<KeptApproval>
  /** StorageFailed when they are not what they were. */
  texts(known: KeptApproval): Promise<FrozenTexts>
  /** What stands in the way; open comments are counted as they are now. */
  findings(known: KeptApproval): Promise<readonly Finding[]>
  /** The pages that are other ones by now than what was frozen. */
  changedSince(known: KeptApproval, pageOf: (id: PageId) => Page | null): Promise<PageId[]>
}

/** Pages of which it is kept whether they changed. */
const mostLooks = 2_000

export function createApprovals(deps: {
  readonly bus: Bus
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly freezing: Freezing
  readonly frozen: FrozenStore
  readonly inTurn: InTurn<StrategyId>
  /** Of the page's log. */
  readonly headOf: (page: PageId) => Promise<number>
  readonly openThreads: (page: PageId) => Promise<number>
  /** Resolves when what a stop had left is ended: nothing is frozen before. */
  readonly ready: () => Promise<void>
  readonly records: KeptRecords
}): Approvals {
  const { bus, clock, freezing, frozen, headOf, inTurn, openThreads, ready, records } = deps
  /** Whether a page differed from what was frozen, by both and by its last entry. */
  const looks = new Map<string, boolean>()
  const now = () => new Date(clock()).toISOString()
  const tell = (strategy: StrategyId) => bus.publish({ kind: 'publishing', strategy })

  async function findings({ findings: found, pages }: KeptApproval): Promise<readonly Finding[]> {
    const all: Finding[] = []
    for (const { page } of pages) {
      const count = await openThreads(page)
      if (count > 0) all.push({ kind: 'open-comments', page, count })
      all.push(...found.filter((one) => one.page === page))
    }
    return all
  }

  const texts = async ({ id, texts: sum }: KeptApproval) =>
    (await frozen.get(id, sum, frozenTexts)).value

  /** Changes one that has not ended. AppError conflict. */
  function change(
    { id, strategy }: KeptApproval,
    make: (known: KeptApproval) => KeptApproval,
    told: readonly Change[] = [],
  ): Promise<KeptApproval> {
    return inTurn(strategy, async () => {
      const changed = await retryConflict(async () => {
        const { revision, value } = await records.approval(strategy, id)
        if (value.end !== null) throw notNow(stateOfApproval(value))
        const next = make(value)
        await records.store(strategy, [putApproval(next, revision), ...told])
        return next
      })
      tell(strategy)
      return changed
    })
  }

  async function isChanged(known: KeptApproval, page: Page | null, at: number): Promise<boolean> {
    if (page === null) return true
    const key = `${known.texts} ${page.id} ${await headOf(page.id)} ${page.trashed === null}`
    const before = looks.get(key)
    if (before !== undefined) return before
    const all = await texts(known)
    const text = all.pages[at]
    const is = text === undefined || (await freezing.isChanged(page, text, all))
    looks.set(key, is)
    for (const oldest of looks.keys()) {
      if (looks.size <= mostLooks) break
      looks.delete(oldest)
    }
    return is
  }

  return {
    list: async (strategy) => (await records.approvals(strategy)).map(({ value }) => value),
    get: async (strategy, id) => (await records.approval(strategy, id)).value,
    findings,
    texts,

    async ask({ approvers, by, chosen, fileOf, note, reasons, strategy }) {
      await ready()
      return inTurn(strategy, async () => {
        const id = newId(approvalId)
        const made = await freezing.freeze(chosen, { fileOf, reasons })
        const sum = await frozen.put(id, { value: made.texts, beside: {} })
        const value = keptApproval.parse({
          ...{ id, strategy, askedBy: by, askedAt: now(), note, reasons, end: null },
          ...{ pages: made.pages, findings: made.findings, found: [], texts: sum },
          approvers: approvers.map((one) => ({ ...one, answer: null })),
        })
        const told = toldLater({
          ...{ what: 'asked', at: value.askedAt, by, strategy, approval: id },
          pages: value.pages.map(({ page }) => page),
          approvers: value.approvers.map(({ person }) => person),
        })
        await records.store(strategy, [putApproval(value, 0), told])
        tell(strategy)
        return value
      })
    },

    async answer(known, person, saying) {
      if (!known.approvers.some((one) => one.person === person)) {
        throw new AppError('forbidden', 'Somebody else is asked to approve this.')
      }
      const found = await findings(known)
      const isSilent = saying.what === 'approved' && saying.despite === ''
      if (isSilent && found.length > 0 && known.end === null) {
        throw new AppError('invalid-input', 'Something stands in the way: say why it goes on.', {
          details: { despite: 'needed' },
        })
      }
      const despite = saying.what === 'approved' && found.length > 0 ? saying.despite : ''
      const answer: ApprovalAnswer =
        saying.what === 'approved'
          ? { what: 'approved', at: now(), despite, named: saying.named }
          : { what: 'returned', at: now(), reason: saying.reason }
      const { askedBy, id, pages, strategy } = known
      const told = toldLater({
        ...{ what: 'answered', at: answer.at, by: person, strategy, approval: id, askedBy },
        pages: pages.map(({ page }) => page),
        answer: answer.what,
      })
      const make = (value: KeptApproval): KeptApproval => ({
        ...value,
        found: saying.what === 'approved' ? [...found] : value.found,
        approvers: value.approvers.map((one) => (one.person === person ? { ...one, answer } : one)),
      })
      return change(known, make, [told])
    },

    cancel: (known, by) =>
      change(known, (value) => ({ ...value, end: { how: 'cancelled', at: now(), by } })),

    async changedSince(known, pageOf) {
      const changed: PageId[] = []
      for (const [at, { page }] of known.pages.entries()) {
        if (await isChanged(known, pageOf(page), at)) changed.push(page)
      }
      return changed
    },
  }
}

/** It cannot be done with an approval that stands there. */
export const notNow = (approval: ApprovalState) =>
  new AppError('conflict', 'This approval has moved on since.', { details: { approval } })
