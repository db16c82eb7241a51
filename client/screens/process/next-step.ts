/** What a newcomer to a strategy is told to do next: one page at a time. */
import type { Stage } from '#contract/records.ts'
import { pageState } from '../pages/PageState.tsx'
import type { ListedPage } from '../pages/use-pages.ts'
import { pagesOf } from './stages.ts'

export interface NextStep {
  readonly kind: 'begin' | 'write' | 'go-on' | 'agree' | 'read' | 'agreed' | 'no-pages'
  readonly page: ListedPage | null
  /** Questions without an answer. */
  readonly open: number
}

/** The first page that waits for somebody, those of the stages that are open before the others. */
export function nextStep(
  pages: readonly ListedPage[],
  stages: readonly Stage[],
  mayWrite: boolean,
): NextStep {
  const originals = pages.filter(({ source }) => source === null)
  const first = originals[0] ?? pages[0]
  if (first === undefined) return { kind: 'no-pages', page: null, open: 0 }
  if (!mayWrite) return { kind: 'read', page: first, open: 0 }
  const now = stages
    .filter(({ state }) => state === 'open')
    .flatMap(({ name }) => pagesOf(name, originals))
  const ordered = [...new Set([...now, ...originals])].filter(({ status }) => status !== 'agreed')
  const waiting = ordered.find((page) => openOf(page) > 0 || pageState(page) === 'empty')
  if (waiting !== undefined) {
    const open = openOf(waiting)
    const asks = waiting.progress === null || open > 0
    const kind = pageState(waiting) !== 'empty' ? 'go-on' : asks ? 'begin' : 'write'
    return { kind, page: waiting, open }
  }
  const page = ordered[0]
  return page === undefined
    ? { kind: 'agreed', page: null, open: 0 }
    : { kind: 'agree', page, open: 0 }
}

/** The questions of a page that have no answer yet. */
function openOf({ progress }: ListedPage): number {
  return progress === null ? 0 : progress.questions - progress.answered
}
