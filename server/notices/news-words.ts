/** What a notice about publishing says beside its sentence, as its records say it now. */
import type { PersonId } from '#contract/ids.ts'
import { approval, edition, feedback, numberOf } from '#contract/editions.ts'
import type { Notice } from '#contract/notices.ts'
import type { Page } from '#contract/records.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import { editionsPartition, getRecord, readersPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'

export interface NewsWords {
  /** The beginning belongs beside the sentence; may be empty. */
  readonly text: string
  /** Of the edition; null = it is about none, or there is none any more. */
  readonly number: string | null
  /** Is it about more of the strategy than the page that it leads to? */
  readonly isWide: boolean
}

/** Who asks, and what they may do on the notice's page now. */
export interface Asking {
  readonly id: PersonId
  readonly role: StrategyRole
  readonly page: Page
}

export async function newsWordsOf(
  catalogue: Catalogue,
  notice: Notice,
  asking: Asking,
): Promise<NewsWords> {
  const partition = editionsPartition(notice.strategy)
  if (notice.feedback !== null) return wordsOfFeedback(catalogue, notice, asking)
  if (notice.edition !== null) {
    const place = { partition, collection: 'editions' } as const
    const found = (await getRecord(catalogue, place, notice.edition, edition))?.value
    return { text: found?.changeNote ?? '', number: found ? numberOf(found) : null, isWide: true }
  }
  if (notice.approval === null) return { text: '', number: null, isWide: false }
  const place = { partition, collection: 'approvals' } as const
  const found = (await getRecord(catalogue, place, notice.approval, approval))?.value
  const none = { number: null, isWide: true } as const
  if (notice.kind === 'approval') return { text: found?.note ?? '', ...none }
  const answer = found?.approvers.find(({ person }) => person === notice.by)?.answer
  // They may have said something else since.
  if (answer?.what !== notice.answer) return { text: '', ...none }
  return { text: answer?.what === 'returned' ? answer.reason : (answer?.despite ?? ''), ...none }
}

/** What a reader wrote is for those alone who answer for it now. */
async function wordsOfFeedback(
  catalogue: Catalogue,
  { feedback: id, page, strategy }: Notice,
  asking: Asking,
): Promise<NewsWords> {
  const place = { partition: readersPartition(strategy), collection: 'feedback' } as const
  const found = id && (await getRecord(catalogue, place, id, feedback))?.value
  if (!found) return { text: '', number: null, isWide: false }
  const owns = asking.page.owner === asking.id || asking.page.deputy === asking.id
  const answers = asking.role === 'facilitator' || (owns && found.page === page)
  return { text: answers ? found.text : '', number: null, isWide: found.page !== page }
}
