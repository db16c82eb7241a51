/** What a newcomer to a strategy is told to do next: one page at a time. */
import type { Stage } from '#contract/records.ts'
import { pageState } from '../pages/PageState.tsx'
import type { ListedPage } from '../pages/use-pages.ts'
import { pagesOf } from './stages.ts'

type Asked = Pick<ListedPage, 'changedAt' | 'progress' | 'source' | 'status' | 'template'>

export interface NextStep<P = ListedPage> {
  readonly kind:
    | 'begin'
    | 'write'
    | 'go-on'
    /** Nobody knows yet how far this page is. */
    | 'look'
    | 'agree'
    /** The same where no page asks anything. */
    | 'agree-unasked'
    | 'read'
    | 'agreed'
    | 'no-pages'
  readonly page: P | null
  /** Questions without an answer. */
  readonly open: number
}

/**
 * The first page that waits for somebody, those of the stages that are open before the others.
 * Says nothing of questions before it is known how many are answered.
 */
export function nextStep<P extends Asked>(
  pages: readonly P[],
  stages: readonly Stage[],
  mayWrite: boolean,
): NextStep<P> {
  const originals = pages.filter(({ source }) => source === null)
  const first = originals[0] ?? pages[0]
  if (first === undefined) return { kind: 'no-pages', page: null, open: 0 }
  if (!mayWrite) return { kind: 'read', page: first, open: 0 }
  const now = stages
    .filter(({ state }) => state === 'open')
    .flatMap(({ name }) => pagesOf(name, originals))
  const ordered = [...new Set([...now, ...originals])].filter(({ status }) => status !== 'agreed')
  const waiting = ordered.find(
    (page) => page.progress !== null && (openOf(page) > 0 || pageState(page) === 'empty'),
  )
  if (waiting !== undefined) {
    const open = openOf(waiting)
    const kind = pageState(waiting) !== 'empty' ? 'go-on' : open > 0 ? 'begin' : 'write'
    return { kind, page: waiting, open }
  }
  const unknown = ordered.find(({ progress }) => progress === null)
  if (unknown !== undefined) return { kind: 'look', page: unknown, open: 0 }
  const page = ordered[0]
  if (page === undefined) return { kind: 'agreed', page: null, open: 0 }
  const asks = originals.some(({ progress }) => progress !== null && progress.questions > 0)
  return { kind: asks ? 'agree' : 'agree-unasked', page, open: 0 }
}

/** The questions of a page that are known to have no answer yet. */
function openOf({ progress }: Asked): number {
  return progress === null ? 0 : progress.questions - progress.answered
}
