/**
 * Takes words and names out of what was frozen, for good: the only thing that ever changes it. An
 * edition says when that was, and has another sum since.
 */
import type { JSONContent } from '@tiptap/core'
import { StorageFailed } from '#contract/errors.ts'
import type { EditionId, PageId, PersonId, Seq, StrategyId } from '#contract/ids.ts'
import type { Page } from '#contract/records.ts'
import type { Bus } from '../../bus/bus.ts'
import { overwrite } from '../../storage/overwrite.ts'
import { editionsPartition } from '../../storage/records.ts'
import type { Catalogue, FileStore, Stored } from '../../storage/storage.ts'
import { sumOf } from './canonical.ts'
import type { EditionContent } from './edition-content.ts'
import { frozenContent, type FrozenEdition } from './frozen-content.ts'
import type { FrozenStore } from './frozen-store.ts'
import { frozenTexts } from './frozen-texts.ts'
import { markedPieces } from './freezing.ts'
import {
  type KeptApproval,
  type KeptEdition,
  type KeptRecords,
  putApproval,
  putEdition,
} from './kept-records.ts'
import { type NowOf, withoutPerson, withoutWords } from './left-over.ts'
import type { InTurn } from './turns.ts'

export interface TakeOut {
  /**
   * Words, pictures and files that were taken out of a page, out of all that was frozen of it.
   * StorageFailed where some of it is spoilt; from all else they are gone then.
   */
  words(page: Pick<Page, 'id' | 'strategy'>, words: readonly string[]): Promise<void>
  /** The name of somebody who does not agree to it any more, out of all that is a strategy's. */
  name(strategy: StrategyId, person: PersonId): Promise<void>
  /** Everything that names somebody, everywhere. */
  person(person: PersonId): Promise<void>
  /** Ends what a stop has left in the middle. */
  end(): Promise<void>
}

export function createTakeOut(deps: {
  /** The page as its history tells it now. */
  readonly at: (page: PageId, seq: Seq) => Promise<JSONContent>
  readonly bus: Bus
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly files: FileStore
  readonly frozen: FrozenStore
  readonly inTurn: InTurn<StrategyId>
  readonly records: KeptRecords
}): TakeOut {
  const { at, bus, catalogue, clock, files, frozen, inTurn, records } = deps

  /** Removes what was frozen before, with the files that are in it and in nothing else. */
  async function clean(id: EditionId, sum: string): Promise<void> {
    const all = await frozen.all(id, frozenContent)
    const isNow = ({ value }: FrozenEdition) => sumOf(value) === sum
    const now = new Set(all.filter(isNow).flatMap(({ value }) => keptIn(value)))
    // Where nothing is what it should be, nothing more is taken away.
    if (all.some(isNow)) {
      for (const { value } of all.filter((one) => !isNow(one))) {
        for (const kept of keptIn(value)) if (!now.has(kept)) await files.remove(kept)
      }
    }
    await frozen.clean(id, sum)
  }

  /** Nothing of what was there before is left in the records. */
  async function done(strategy: StrategyId): Promise<void> {
    await overwrite(catalogue, editionsPartition(strategy))
    bus.publish({ kind: 'publishing', strategy })
  }

  /** What is frozen as another one, and its record. Whatever is killed in between can be ended. */
  async function replaceEdition(
    { revision, value: known }: Stored<KeptEdition>,
    change: (of: FrozenEdition, known: KeptEdition) => [FrozenEdition, KeptEdition],
  ): Promise<boolean> {
    const { id, sha256, strategy } = known
    const before = await frozen.get(id, sha256, frozenContent)
    const [after, changed] = change(before, known)
    const sum = sumOf(after.value)
    if (sum === sha256) {
      if (JSON.stringify(changed) === JSON.stringify(known)) return false
      await records.store(strategy, [putEdition(changed, revision)])
      return true
    }
    const redaction = { at: new Date(clock()).toISOString(), sha256: sum }
    const redactions = [...known.redactions, redaction]
    const value = { ...changed, sha256: sum, redactions, cleaning: true }
    await records.store(strategy, [putEdition({ ...known, cleaning: true }, revision)])
    await frozen.put(id, after)
    await records.store(strategy, [putEdition(value, revision + 1)])
    await clean(id, sum)
    await records.store(strategy, [putEdition({ ...value, cleaning: false }, revision + 2)])
    return true
  }

  async function replaceApproval(
    { revision, value: known }: Stored<KeptApproval>,
    page: PageId,
    words: readonly string[],
    nowOf: NowOf,
  ): Promise<void> {
    const { id, strategy } = known
    const before = await frozen.get(id, known.texts, frozenTexts)
    const texts = withoutWords.texts(before.value, { page, words, nowOf })
    const changed = withoutWords.approval(known, page, words)
    const sum = sumOf(texts)
    const value = { ...changed, texts: sum, cleaning: true }
    await records.store(strategy, [putApproval({ ...known, cleaning: true }, revision)])
    if (sum !== known.texts) await frozen.put(id, { value: texts, beside: {} })
    await records.store(strategy, [putApproval(value, revision + 1)])
    await frozen.clean(id, sum)
    await records.store(strategy, [putApproval({ ...value, cleaning: false }, revision + 2)])
  }

  async function outOfAll(strategy: StrategyId, person: PersonId) {
    await inTurn(strategy, async () => {
      let isChanged = false
      for (const stored of await records.editions(strategy)) {
        const did = await replaceEdition(stored, (of, known) => [
          withoutPerson.edition(of, person),
          known,
        ])
        isChanged ||= did
      }
      for (const { revision, value } of await records.approvals(strategy)) {
        const left = withoutPerson.approval(value, person)
        if (left === value) continue
        isChanged = true
        await records.store(strategy, [putApproval(left, revision)])
      }
      if (isChanged) await done(strategy)
    })
  }

  return {
    words: ({ id, strategy }, words) =>
      inTurn(strategy, async () => {
        const holds = ({ pages }: Pick<KeptEdition, 'pages'> | KeptApproval) =>
          pages.some(({ page }) => page === id)
        const approvals = (await records.approvals(strategy)).filter(({ value }) => holds(value))
        if (approvals.length === 0) return
        const moments = new Map<Seq, JSONContent>()
        for (const { value } of approvals) {
          for (const { page, seq } of value.pages) {
            if (page === id && !moments.has(seq)) moments.set(seq, await at(id, seq))
          }
        }
        const nowOf =
          ({ pages }: Pick<KeptEdition, 'pages'> | KeptApproval): NowOf =>
          ({ language, seq }) => {
            const content = moments.get(seq)
            return content ? markedPieces(content, language, pages) : null
          }
        const editions = (await records.editions(strategy)).filter(({ value }) => holds(value))
        // What is spoilt cannot be changed, and keeps nothing else from being.
        const spoilt: StorageFailed[] = []
        const trying = async (act: () => Promise<unknown>) => {
          try {
            await act()
          } catch (error) {
            if (!(error instanceof StorageFailed)) throw error
            spoilt.push(error)
          }
        }
        for (const stored of approvals) {
          await trying(() => replaceApproval(stored, id, words, nowOf(stored.value)))
        }
        for (const stored of editions) {
          await trying(() =>
            replaceEdition(stored, (of, known) => {
              const left = withoutWords.frozen(of, { page: id, words, nowOf: nowOf(known) })
              return [left, withoutWords.edition(known, left.value, { page: id, words })]
            }),
          )
        }
        await done(strategy)
        const [first] = spoilt
        if (first) throw first
      }),

    name: outOfAll,

    async person(person) {
      for (const strategy of await records.strategies()) {
        await catalogue.transact(editionsPartition(strategy), [
          { do: 'delete', collection: 'consents', id: person },
        ])
        await outOfAll(strategy, person)
      }
    },

    async end() {
      for (const strategy of await records.strategies()) {
        await inTurn(strategy, async () => {
          for (const { revision, value } of await records.approvals(strategy)) {
            if (!value.cleaning) continue
            await frozen.clean(value.id, value.texts)
            await records.store(strategy, [putApproval({ ...value, cleaning: false }, revision)])
          }
          for (const { revision, value } of await records.editions(strategy)) {
            if (!value.cleaning) continue
            await clean(value.id, value.sha256)
            await records.store(strategy, [putEdition({ ...value, cleaning: false }, revision)])
          }
        })
      }
    },
  }
}

const keptIn = (content: EditionContent) => content.files.map(({ kept }) => kept)
