/**
 * Takes somebody's name out of the mentions of them: each holds the name as it was when it was
 * typed. Mentions stay, and show whoever it is by the name that they have now.
 */
import type { PersonId } from '#contract/ids.ts'
import { type Page, page as pageRecord } from '#contract/records.ts'
import type { Chronicles } from '../chronicles/chronicles.ts'
import { listRecords, strategyOf } from '../storage/records.ts'
import type { Catalogue, UpdateLog } from '../storage/storage.ts'
import type { Forgetting } from './forgetting.ts'
import type { Rewrite } from './rewriting.ts'

/**
 * In all pages and their whole histories; resolves with how many pages held some. Reads every log,
 * so it takes its time; done again, it does what is left, wherever it was stopped.
 */
export type TakeOutMentions = (person: PersonId) => Promise<number>

export function createTakeOutMentions(deps: {
  readonly catalogue: Catalogue
  readonly chronicles: Pick<Chronicles, 'mentions'>
  readonly forgetting: Forgetting
  readonly log: UpdateLog
  readonly rewrite: Rewrite
}): TakeOutMentions {
  const { catalogue, chronicles, forgetting, log, rewrite } = deps

  /** Most pages mention nobody: that can be seen without opening their histories. */
  async function names({ id }: Page, person: Buffer): Promise<boolean> {
    for await (const { update } of log.read(id, 1)) {
      if (Buffer.from(update.buffer, update.byteOffset, update.byteLength).includes(person)) {
        return true
      }
    }
    return false
  }

  async function* everyPage(): AsyncIterable<Page> {
    for (const partition of await catalogue.partitions()) {
      if (strategyOf(partition) === null) continue
      const place = { partition, collection: 'pages' } as const
      for (const { value } of await listRecords(catalogue, place, pageRecord)) yield value
    }
  }

  return async (person) => {
    let pages = 0
    const bytes = Buffer.from(person)
    for await (const page of everyPage()) {
      if (!(await names(page, bytes))) continue
      if ((await chronicles.mentions(page.id, person)).ranges.length === 0) continue
      await rewrite(page.id, async () => {
        // Nobody writes any more: these are all, and the history has them for the last time.
        const found = await chronicles.mentions(page.id, person)
        await forgetting.note(page, found.words)
        return found
      })
      pages += 1
    }
    await forgetting.end()
    return pages
  }
}
