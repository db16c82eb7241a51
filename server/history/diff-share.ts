/** What elements of one moment alone have in common with the other moment. */
import { must } from '#contract/asserts.ts'
import { isInline } from './diff-nodes.ts'
import type { Comparison } from './diff-line.ts'
import type { Side } from './diff-side.ts'

/**
 * What an element that stands at its spot only afterwards is: new; moved from elsewhere; split off a
 * line that is still there; or kept in order, while what is round it changed.
 */
export type HowLater = 'added' | 'moved' | 'split' | 'kept'

type Range = readonly [from: number, to: number]

export class Share {
  /** Removed text of lines that stand elsewhere now, by the unit beside which it is shown. */
  readonly hangAfter: ReadonlyMap<number, readonly Range[]>
  readonly hangBefore: ReadonlyMap<number, readonly Range[]>
  /** By the element in which it is shown, where nothing of its line was kept. */
  readonly hangWithin: ReadonlyMap<number, readonly Range[]>
  readonly #all: Comparison
  /** Running totals over the units of one moment: of all, and of those that are so. */
  readonly #before: Uint32Array
  readonly #after: Uint32Array
  readonly #added: Uint32Array
  readonly #stays: Uint32Array
  readonly #removed: Uint32Array
  readonly #away: ReadonlySet<number>

  constructor(all: Comparison) {
    this.#all = all
    const { before, after, matching } = all
    const isAdded = (unit: number) => (matching.before[unit] ?? -1) < 0
    this.#before = sums(before, () => true)
    this.#after = sums(after, () => true)
    this.#added = sums(after, isAdded)
    this.#stays = sums(after, (unit) => !isAdded(unit) && matching.stays[unit] === 1)
    this.#removed = sums(before, (unit) => (matching.after[unit] ?? -1) < 0)
    const { away, hangAfter, hangBefore, hangWithin } = hangingOf(all)
    this.#away = away
    this.hangAfter = hangAfter
    this.hangBefore = hangBefore
    this.hangWithin = hangWithin
  }

  hangs(unit: number): boolean {
    return this.hangBefore.has(unit) || this.hangAfter.has(unit - 1)
  }

  /** Is what was removed of this line shown elsewhere? */
  isAway(line: number): boolean {
    return this.#away.has(line)
  }

  howLater(now: number): HowLater {
    const { before, after, matching, pairs } = this.#all
    const { start = 0, end = 0 } = after.elements[now] ?? {}
    const size = between(this.#after, start, end)
    const added = between(this.#added, start, end)
    const stays = between(this.#stays, start, end)
    const moved = size - added - stays
    if ((pairs.beforeElsewhere[now] ?? -1) >= 0) {
      if (moved + stays > 0) return stays >= moved ? 'kept' : 'moved'
      return matching.stays[start] === 1 ? 'kept' : 'moved'
    }
    if (size === 0 || added * 2 > size) return 'added'
    if (moved > stays) return 'moved'
    const line = this.#firstLine(now)
    return pairs.after[line] === -1 || before.elements[line]?.parent === -1 ? 'kept' : 'split'
  }

  /** Is the first thing that moved within it also what moved with what it is in? */
  movedAlong(now: number): boolean {
    const { before, after, pairs } = this.#all
    const parent = after.elements[now]?.parent ?? -1
    const partner = pairs.beforeElsewhere[parent] ?? -1
    const counterpart = before.elements[pairs.beforeElsewhere[now] ?? -1]
    return partner < 0 || counterpart === undefined || counterpart.parent === partner
  }

  /** The first unit within that is kept out of order. */
  firstMoved(now: number): number {
    const { after, matching } = this.#all
    const { start = 0, end = 0 } = after.elements[now] ?? {}
    for (let unit = start; unit < end; unit++) {
      if ((matching.before[unit] ?? -1) >= 0 && matching.stays[unit] !== 1) return unit
    }
    return start
  }

  /** The outermost element, of the moment before alone, that held what is kept within this one. */
  outermost(now: number): number {
    const { before, pairs } = this.#all
    let found = -1
    const counterpart = pairs.beforeElsewhere[now] ?? -1
    let at = counterpart >= 0 ? counterpart : this.#firstLine(now)
    for (; at > 0 && pairs.after[at] === -1; at = before.elements[at]?.parent ?? -1) found = at
    return found
  }

  /** Does an element that stands at its spot only before count as removed, or has it only left? */
  isRemoved(old: number): boolean {
    const { before, matching, pairs } = this.#all
    const { start = 0, end = 0, line = false, children = [] } = before.elements[old] ?? {}
    if (this.isAway(old)) return false
    if (line && pairs.afterElsewhere[old] !== -1) return false
    if (line || children.length === 0) {
      const size = between(this.#before, start, end)
      return size === 0 ? (matching.after[start] ?? -1) < 0 : between(this.#removed, start, end) > 0
    }
    return children.some((child) => this.isRemoved(child))
  }

  /** The line before from which comes the first thing within that stays. */
  #firstLine(now: number): number {
    const { before, after, matching } = this.#all
    const { start = 0, end = 0 } = after.elements[now] ?? {}
    for (let unit = start; unit < end; unit++) {
      const was = matching.before[unit] ?? -1
      if (was < 0 || matching.stays[unit] !== 1 || !isWeighty(after, unit)) continue
      const own = before.element[was] ?? -1
      const isBlock = own >= 0 && !isInline(before.elements[own]?.node.type ?? '')
      return isBlock ? own : (before.owner[was] ?? -1)
    }
    return -1
  }
}

/** Text, and what stands for itself without any. */
function isWeighty({ element, elements }: Side, unit: number): boolean {
  const number = element[unit] ?? -1
  if (number < 0) return true
  const { children, line } = must(elements[number])
  return children.length === 0 && !line
}

function sums(side: Side, counts: (unit: number) => boolean): Uint32Array {
  const made = new Uint32Array(side.text.length + 1)
  for (let unit = 0; unit < side.text.length; unit++) {
    made[unit + 1] = (made[unit] ?? 0) + (isWeighty(side, unit) && counts(unit) ? 1 : 0)
  }
  return made
}

function between(totals: Uint32Array, from: number, to: number): number {
  return (totals[to] ?? 0) - (totals[from] ?? 0)
}

/**
 * Lines that are gone from their spot, but whose text stands elsewhere in order or in their
 * counterpart: what was removed of them is read there, beside what was kept.
 */
function hangingOf({ before, after, matching, pairs }: Comparison) {
  const away = new Set<number>()
  const hangAfter = new Map<number, Range[]>()
  const hangBefore = new Map<number, Range[]>()
  const hangWithin = new Map<number, Range[]>()
  const hang = (map: Map<number, Range[]>, unit: number, range: Range) => {
    const others = map.get(unit)
    if (others === undefined) map.set(unit, [range])
    else others.push(range)
  }
  before.elements.forEach((element, line) => {
    if (!element.line || element.whole > 0 || pairs.after[line] !== -1) return
    const counterpart = pairs.afterElsewhere[line] ?? -1
    const anchorOf = (unit: number) => {
      const now = matching.after[unit] ?? -1
      if (now < 0 || before.owner[unit] !== line) return -1
      const isThere = matching.stays[now] === 1 || after.owner[now] === counterpart
      return isThere ? now : -1
    }
    let anchor = -1
    let waiting: Range[] = []
    for (let unit = element.start + 1; unit < element.end; unit++) {
      const own = anchorOf(unit)
      if (own >= 0) {
        for (const range of waiting) hang(hangBefore, own, range)
        waiting = []
        away.add(line)
        anchor = own
        continue
      }
      if ((matching.after[unit] ?? -1) >= 0) continue
      let end = unit + 1
      while (end < element.end && matching.after[end] === -1) end++
      if (anchor >= 0) hang(hangAfter, anchor, [unit, end])
      else waiting.push([unit, end])
      unit = end - 1
    }
    if (anchor >= 0 || counterpart < 0) return
    away.add(line)
    for (const range of waiting) hang(hangWithin, counterpart, range)
  })
  return { away, hangAfter, hangBefore, hangWithin }
}
