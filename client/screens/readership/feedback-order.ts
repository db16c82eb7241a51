/** What readers wrote, sorted and chosen from. */
import type { Feedback } from './readership-queries.ts'

export const feedbackStates = ['all', 'open', 'late', 'answered'] as const
export type FeedbackState = (typeof feedbackStates)[number]

/** Which pages: all, the whole of an edition, or one page by its id. */
export type FeedbackPage = 'all' | 'whole' | (string & {})

export interface FeedbackChoice {
  readonly state: FeedbackState
  readonly page: FeedbackPage
}

/** Has the day passed by which an answer was promised? `today` as 2027-01-31, where the reader is. */
export function isLate({ fate, answerBy }: Feedback, today: string): boolean {
  return fate === null && answerBy < today
}

/** What was chosen: what waits for an answer, the most urgent first; what has one, the newest first. */
export function arranged(
  all: readonly Feedback[],
  { state, page }: FeedbackChoice,
  today: string,
): { readonly open: readonly Feedback[]; readonly answered: readonly Feedback[] } {
  const onPage = all.filter(
    (one) => page === 'all' || (page === 'whole' ? one.page === null : one.page === page),
  )
  const open = onPage.filter((one) => one.fate === null && (state !== 'late' || isLate(one, today)))
  return {
    open:
      state === 'answered'
        ? []
        : open.toSorted((a, b) => compared(a.answerBy, b.answerBy) || compared(a.at, b.at)),
    answered:
      state === 'all' || state === 'answered'
        ? onPage
            .filter(({ fate }) => fate !== null)
            .toSorted((a, b) => compared(b.fate?.at ?? '', a.fate?.at ?? ''))
        : [],
  }
}

/** The pages that something was written about, by title as it is known; null = the whole. */
export function pagesOf(all: readonly Feedback[]): ReadonlyMap<string, string | null> {
  return new Map(
    all.flatMap(({ page, pageTitle }) => (page === null ? [] : [[page, pageTitle] as const])),
  )
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
