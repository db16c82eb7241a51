/**
 * What stands in the way of publishing pages: what nobody decided, answered, owns or described.
 * What is internal is not published and so not checked, except for open comments and questions.
 */
import type { JSONContent } from '@tiptap/core'
import type { Finding, FindingKind } from '#contract/editions.ts'
import { isNodeAttribute, timeShares } from '#contract/page-values.ts'
import type { Page } from '#contract/records.ts'
import { lineOf } from '../../digests/lines.ts'
import { isAnswered, type Known, questionsOf } from '../../digests/questions.ts'
import { partsOf } from '../booklets.ts'
import type { Piece } from '../piece.ts'
import { piecesOf } from '../pieces-of.ts'

/** A page that is to be published, at the moment at which it is. */
export interface CheckedPage {
  readonly page: Page
  /** The whole `doc` node, with what is internal. */
  readonly content: JSONContent
  /** Threads and proposals that nobody has ended. */
  readonly openThreads: number
  /** It follows an older state of the page that it is a version of. */
  readonly sourceBehind: boolean
  /** Goals that are measured anywhere in the strategy. */
  readonly goalsMeasured: ReadonlySet<string>
  /** What the template had put there, and which scales have answers; absent = nothing of it. */
  readonly known?: Known
}

const nothingKnown: Known = { begun: new Set(), answered: new Set() }

/** By page, in their order. `today` is a day, `2027-03-31`. */
export function findingsOf(pages: readonly CheckedPage[], today: string): Finding[] {
  return pages.flatMap((checked) => {
    const { page } = checked
    return countsOf(checked, today).flatMap(([kind, count]) =>
      count > 0 ? [{ kind, page: page.id, count }] : [],
    )
  })
}

function countsOf(
  checked: CheckedPage,
  today: string,
): readonly (readonly [FindingKind, number])[] {
  const { content, goalsMeasured, known = nothingKnown, openThreads, page, sourceBehind } = checked
  const published = [...publishedIn(content.content)]
  const of = (type: string, isWrong: (node: JSONContent) => boolean) =>
    published.filter((node) => node.type === type && isWrong(node)).length
  const required = questionsOf(content).filter(
    ({ question }) => valueOf(question, 'required') === true,
  )
  const goals = (isWrong: (goal: JSONContent) => boolean) =>
    of('goal', (goal) => isWritten(goal) && isWrong(goal))
  return [
    ['open-comments', openThreads],
    ['unanswered-questions', required.filter((one) => !isAnswered(one, known)).length],
    ['no-owner', Number(page.owner === null)],
    ['no-review', Number(page.reviewOn === null)],
    ['review-passed', Number(page.reviewOn !== null && page.reviewOn < today)],
    ['no-alternative-text', of('image', isUndescribed)],
    ['unmeasured-goal', goals((goal) => !isMeasured(goal, goalsMeasured))],
    [
      'nobody-owns',
      goals((goal) => valueOf(goal, 'owner') === null) +
        of('flowStep', (step) => isWritten(step) && !hasWho(step)),
    ],
    ['time-budget', of('timeBudget', isUneven)],
    ['behind-its-source', Number(sourceBehind)],
    ['empty-page', Number(isEmpty(checked))],
  ]
}

/** Nodes that are published, and all within them. */
function* publishedIn(nodes: readonly JSONContent[] = []): IterableIterator<JSONContent> {
  for (const node of nodes) {
    if (valueOf(node, 'internal') === true || node.type === 'question') continue
    yield node
    yield* publishedIn(node.content)
  }
}

function valueOf({ attrs, type = '' }: JSONContent, name: string): unknown {
  const value: unknown = attrs?.[name]
  if (value === null || value === undefined) return null
  return isNodeAttribute(type, name, value) ? value : null
}

function isMeasured(goal: JSONContent, measured: ReadonlySet<string>): boolean {
  const id = valueOf(goal, 'id')
  return typeof id === 'string' && measured.has(id)
}

/** Did somebody write anything in this row? */
function isWritten({ content = [] }: JSONContent): boolean {
  return content.some((field) => lineOf(field).trim() !== '')
}

function isUndescribed(image: JSONContent): boolean {
  if (valueOf(image, 'file') === null || valueOf(image, 'decorative') === true) return false
  const alt = valueOf(image, 'alt')
  return typeof alt !== 'string' || alt.trim() === ''
}

/** Somebody owns the step, or it says in whose role or shift it is. */
function hasWho(step: JSONContent): boolean {
  const who = step.content?.[2]
  return valueOf(step, 'owner') !== null || (who !== undefined && lineOf(who).trim() !== '')
}

/** Shares that were filled in and make another sum than 100. */
function isUneven(budget: JSONContent): boolean {
  const shares = Object.keys(timeShares).map((name) => valueOf(budget, name))
  if (shares.every((share) => share === null)) return false
  return shares.reduce<number>((sum, share) => sum + Number(share ?? 0), 0) !== 100
}

/** Nothing is left of it when it is clean but headings. */
function isEmpty({ content, page: { language } }: CheckedPage): boolean {
  return !piecesOf(content, { language, extent: 'clean', nameOf: () => null }).some(saysSomething)
}

function saysSomething(piece: Piece): boolean {
  switch (piece.kind) {
    case 'paragraph':
    case 'code':
    case 'image':
    case 'file':
    case 'rule':
    case 'flow':
      return true
    case 'heading':
    case 'divider':
    case 'question':
    case 'internal':
      return false
    case 'list':
    case 'tasks':
    case 'quote':
    case 'table':
    case 'callout':
    case 'details':
      return partsOf(piece).some((part) => part.some(saysSomething))
  }
}
