/**
 * What was kept between two moments: which unit of the page before is which unit of the page after.
 *
 * Identity comes first: the same place, then the same origin. But editors rewrite lines in place
 * when blocks change their order, so that a beginning that two lines share stays behind with the
 * wrong one, and short lines lose their identity. So rows are told by their ids, items and lines
 * that read the same are the same, and what was kept takes equal text beside it along.
 */
import { isInline, isPart, isRow, sortOf } from './diff-nodes.ts'
import type { Matching, Side } from './diff-side.ts'
import { slideToWords } from './diff-slide.ts'
import { heaviestRising } from './rising.ts'

/** Kept text that stands out of order and is shorter was not moved by anybody. */
const shortestMove = 4

/** More than everything else on a page weighs. */
const untouched = 1e9

/** Compares two sides whose places are below `places`. */
export function match(before: Side, after: Side, places: number): Matching {
  const matching: Matching = {
    after: new Int32Array(before.text.length).fill(-1),
    before: new Int32Array(after.text.length).fill(-1),
    stays: new Uint8Array(after.text.length),
  }
  matchRows(before, after, matching)
  matchIdentities(before, after, matching, places)
  matchLines(before, after, matching)
  const runs = runsOf(matching)
  const weights = runs.map((run) => weightOf(run, after))
  for (const index of heaviestRising(
    runs.map(({ from }) => from),
    weights,
  )) {
    const run = runs[index]
    if (run !== undefined) matching.stays.fill(1, run.to, run.to + run.length)
  }
  spread(before, after, matching, runs, true)
  dropCrumbs(before, after, matching)
  spread(before, after, matching, runsOf(matching), false)
  slideToWords(before, after, matching)
  return matching
}

/** Kept units that are neighbours at both moments. */
interface Run {
  readonly from: number
  readonly to: number
  length: number
}

function join({ after, before }: Matching, from: number, to: number): void {
  const wasAt = before[to] ?? -1
  if (wasAt >= 0) after[wasAt] = -1
  const isAt = after[from] ?? -1
  if (isAt >= 0) before[isAt] = -1
  after[from] = to
  before[to] = from
}

function part({ after, before, stays }: Matching, to: number): void {
  const from = before[to] ?? -1
  if (from >= 0) after[from] = -1
  before[to] = -1
  stays[to] = 0
}

/** Rows with the same id are the same, and fields of theirs with the same text. */
function matchRows(before: Side, after: Side, matching: Matching): void {
  const rows = new Map<unknown, number>()
  before.elements.forEach(({ node, whole }, index) => {
    const id = node.attrs?.['id']
    if (typeof id === 'string' && isRow(node.type) && whole === 0) rows.set(id, index)
  })
  for (const row of after.elements) {
    const number = rows.get(row.node.attrs?.['id'])
    const old = number === undefined ? undefined : before.elements[number]
    if (old === undefined || row.whole > 0 || old.node.type !== row.node.type) continue
    join(matching, old.start, row.start)
    for (const child of row.children) {
      const field = after.elements[child]
      const was = old.children
        .map((one) => before.elements[one])
        .find((one) => one?.node.type === field?.node.type)
      if (field === undefined || was === undefined) continue
      if (textIn(before, was) !== textIn(after, field)) continue
      for (let i = 1; i < field.end - field.start; i++)
        join(matching, was.start + i, field.start + i)
    }
  }
}

function textIn({ text }: Side, { start, end }: { readonly start: number; readonly end: number }) {
  return text.slice(start + 1, end)
}

/** The same place; then, of what is left, the same origin. */
function matchIdentities(before: Side, after: Side, matching: Matching, places: number): void {
  const isOpen = ({ element, elements }: Side, unit: number) => {
    const own = element[unit] ?? -1
    // Fields are told by the rows that they stand in.
    return own < 0 || !isPart(elements[own]?.node.type ?? '')
  }
  const tables = ['place', 'origin'] as const
  for (const table of tables) {
    const found = new Int32Array(places).fill(-1)
    const old = before[table]
    for (let i = old.length - 1; i >= 0; i--) {
      if (matching.after[i] === -1 && isOpen(before, i)) found[old[i] ?? 0] = i
    }
    const now = after[table]
    for (let j = 0; j < now.length; j++) {
      if (matching.before[j] !== -1) continue
      const key = now[j] ?? 0
      const i = found[key] ?? -1
      if (i < 0 || !isOpen(after, j)) continue
      matching.after[i] = j
      matching.before[j] = i
      found[key] = -1
    }
  }
}

interface Unit {
  readonly start: number
  readonly end: number
}

/** Items, rows and lines that were not kept as they were, and read like one that was not either. */
function matchLines(before: Side, after: Side, matching: Matching): void {
  const waiting = new Map<string, Unit[]>()
  for (const unit of broken(before, matching.after)) {
    const key = keyOf(before, unit)
    const others = waiting.get(key)
    if (others === undefined) waiting.set(key, [unit])
    else others.push(unit)
  }
  if (waiting.size === 0) return
  for (const unit of broken(after, matching.before)) {
    const was = waiting.get(keyOf(after, unit))?.shift()
    if (was === undefined) continue
    for (let i = 0; i < unit.end - unit.start; i++) {
      if (after.text[unit.start + i] === before.text[was.start + i]) {
        join(matching, was.start + i, unit.start + i)
      }
    }
  }
}

function keyOf({ elements, element, text }: Side, { start, end }: Unit): string {
  const node = elements[element[start] ?? -1]?.node
  return `${sortOf(node?.type ?? '')} ${text.slice(start, end)}`
}

/** Rows, items and lines with words whose text is not together at the other moment. */
function broken(side: Side, others: Int32Array): readonly Unit[] {
  const units: Unit[] = []
  const look = (number: number) => {
    const one = side.elements[number]
    if (one === undefined || one.whole > 0) return
    const { type } = one.node
    const isOne = one.parent >= 0 && (one.line || isRow(type) || sortOf(type) === 'item')
    if (!isOne) return one.children.forEach(look)
    if (!isTogether(side, one, others)) {
      // Of single letters there are many.
      if (/[\p{L}\p{N}][^\p{L}\p{N}]*[\p{L}\p{N}]/u.test(side.text.slice(one.start, one.end))) {
        units.push({ start: one.start, end: one.end })
      }
      // A list within an item may have been kept apart from it.
      if (!isRow(type) && !one.line) one.children.forEach(look)
    }
  }
  look(0)
  return units
}

function isTogether({ element }: Side, { start, end }: Unit, others: Int32Array): boolean {
  let shift: number | null = null
  for (let i = start + 1; i < end; i++) {
    if (element[i] !== -1) continue
    const other = others[i] ?? -1
    if (other < 0) return false
    shift ??= other - i
    if (other - i !== shift) return false
  }
  return true
}

function runsOf({ before }: Matching): Run[] {
  const runs: Run[] = []
  let last: Run | null = null
  for (let j = 0; j < before.length; j++) {
    const i = before[j] ?? -1
    if (i < 0) last = null
    else if (last !== null && i === last.from + last.length) last.length++
    else {
      last = { from: i, to: j, length: 1 }
      runs.push(last)
    }
  }
  return runs
}

/** How much a run weighs when it is decided what stayed and what was moved: mostly its text. */
function weightOf({ to, length }: Run, { element, elements }: Side): number {
  let weight = 0
  for (let j = to; j < to + length; j++) {
    const own = element[j] ?? -1
    if (own < 0) {
      weight += 4
      continue
    }
    const { whole = 0, node, start = 0, end = 0 } = elements[own] ?? {}
    // Nobody touched it: what crosses it was moved.
    if (whole > 0) weight += untouched
    else if (node !== undefined && isRow(node.type) && typeof node.attrs?.['id'] === 'string') {
      weight += 40
    } else weight += end - start > 1 ? 1 : 2
  }
  return weight
}

/**
 * Equal text beside what was kept was kept as well. Of the runs that stay, or of those that moved;
 * what stays in order is never taken away by either.
 */
function spread(
  before: Side,
  after: Side,
  matching: Matching,
  runs: readonly Run[],
  staying: boolean,
): void {
  const isText = (i: number, j: number) =>
    before.element[i] === -1 && after.element[j] === -1 && before.text[i] === after.text[j]
  const isFree = (i: number, j: number) => {
    const other = matching.after[i] ?? -1
    if (staying) return matching.stays[j] !== 1 && (other < 0 || matching.stays[other] !== 1)
    return matching.before[j] === -1 && other === -1
  }
  const take = (i: number, j: number) => {
    join(matching, i, j)
    matching.stays[j] = staying ? 1 : 0
  }
  for (const { from, to, length } of runs) {
    if ((matching.stays[to] === 1) !== staying || matching.before[to] !== from) continue
    for (let i = from - 1, j = to - 1; isText(i, j) && isFree(i, j); i--, j--) take(i, j)
    for (let i = from + length, j = to + length; isText(i, j) && isFree(i, j); i++, j++) take(i, j)
  }
}

/** Forgets the identity of a few characters that stand out of order, alone in their line. */
function dropCrumbs(before: Side, after: Side, matching: Matching): void {
  const moved = runsOf(matching).filter(({ to }) => matching.stays[to] !== 1)
  const lines = before.elements.length
  const keyOf = ({ from, to }: Run) => (after.owner[to] ?? 0) * lines + (before.owner[from] ?? 0)
  const sizes = new Map<number, number>()
  for (const run of moved) sizes.set(keyOf(run), (sizes.get(keyOf(run)) ?? 0) + run.length)
  for (const run of moved) {
    if ((sizes.get(keyOf(run)) ?? 0) >= shortestMove) continue
    let isCrumb = true
    for (let j = run.to; j < run.to + run.length; j++) {
      const own = after.element[j] ?? -1
      if (own >= 0 && !isInline(after.elements[own]?.node.type ?? '')) isCrumb = false
    }
    if (isCrumb) for (let j = run.to; j < run.to + run.length; j++) part(matching, j)
  }
}
