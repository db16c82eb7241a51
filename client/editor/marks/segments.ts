/** Marks that overlap, cut so that every piece of text has one look and names all its threads. */
import type { ThreadId } from '#contract/ids.ts'
import type { Mark } from '../../net/marked-text.ts'
import type { Range } from './page-index.ts'

/** A mark and where it is. */
export interface Placed extends Range {
  readonly mark: Mark
}

/** A piece of text, or a block, that is drawn alike all through. */
export interface Segment extends Range {
  readonly marks: readonly Mark[]
}

/** The pieces of all passages, in the order of the page; nothing overlaps. */
export function segmentsOf(placed: readonly Placed[]): readonly Segment[] {
  const edges = [...new Set(placed.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const starting = placed.toSorted((a, b) => a.from - b.from)
  const segments: Segment[] = []
  let open: Placed[] = []
  let next = 0
  for (const [n, from] of edges.entries()) {
    const to = edges[n + 1]
    if (to === undefined) break
    open = open.filter((one) => one.to > from)
    for (let one = starting[next]; one !== undefined && one.from <= from; one = starting[next]) {
      open.push(one)
      next += 1
    }
    if (open.length > 0) segments.push({ from, to, marks: open.map(({ mark }) => mark) })
  }
  return segments
}

/** Several marks of one block as one. */
export function blocksOf(placed: readonly Placed[]): readonly Segment[] {
  const blocks = new Map<number, Segment>()
  for (const { from, to, mark } of placed) {
    blocks.set(from, { from, to, marks: [...(blocks.get(from)?.marks ?? []), mark] })
  }
  return [...blocks.values()]
}

/** The names of the look of what has these marks. */
export function lookOf(marks: readonly Mark[], chosen: ThreadId | null): string {
  const [first] = marks
  return [
    first?.kind === 'block' ? 'commented-block' : 'commented',
    marks.some(({ proposed }) => proposed !== null) && 'is-proposal',
    marks.some(({ thread }) => thread === chosen) && 'is-chosen',
    marks.every(({ look }) => look === 'ended') && 'is-ended',
  ]
    .filter((name) => name !== false)
    .join(' ')
}

/** The ids of the threads, as the page's elements carry them. */
export const threadsOf = (marks: readonly Mark[]): string =>
  marks.map(({ thread }) => thread).join(' ')

/** The marks that are drawn: open ones, and of those that have ended the one that is looked at. */
export function drawnOf(marks: readonly Mark[], chosen: ThreadId | null): readonly Mark[] {
  return marks.filter(({ look, thread }) => look === 'open' || thread === chosen)
}
