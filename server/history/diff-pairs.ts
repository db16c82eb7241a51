/**
 * Which element of the page before is which element of the page after.
 *
 * `Pairs.after` and `Pairs.before` hold those that stand at the same spot of both trees: paired
 * elements have paired parents, and pairs are in the same order at both moments. What is not paired
 * may still have a counterpart: the same element at another spot.
 */
import { isCell, isPart, isRow, sortOf } from './diff-nodes.ts'
import type { Matching, Side, SideElement } from './diff-side.ts'

export interface Pairs {
  /** Of each element before its partner after, or -1; and the other way about. */
  readonly after: Int32Array
  readonly before: Int32Array
  /** The same for counterparts at other spots. */
  readonly afterElsewhere: Int32Array
  readonly beforeElsewhere: Int32Array
}

export function pairElements(before: Side, after: Side, matching: Matching): Pairs {
  const none = (side: Side) => new Int32Array(side.elements.length).fill(-1)
  const pairs: Pairs = {
    after: none(before),
    before: none(after),
    afterElsewhere: none(before),
    beforeElsewhere: none(after),
  }
  const pairing = new Pairing(before, after, matching)
  const waiting: [number, number][] = [[0, 0]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [old, now] = next
    pairs.after[old] = now
    pairs.before[now] = old
    waiting.push(...pairing.childrenOf(old, now))
  }
  findCounterparts(before, after, { matching, pairs })
  return pairs
}

/** Children that share kept units. In order in both `old` and `now`, neither ever falling. */
interface Candidate {
  readonly old: number
  readonly now: number
  /** What a shared unit weighs. */
  readonly each: number
  weight: number
}

class Pairing {
  readonly #before: Side
  readonly #after: Side
  readonly #matching: Matching

  constructor(before: Side, after: Side, matching: Matching) {
    this.#before = before
    this.#after = after
    this.#matching = matching
  }

  /** The pairs among the children of a pair, in order. */
  childrenOf(old: number, now: number): [number, number][] {
    const pairs = heaviest(this.#candidates(old, now))
    const was = this.#before.elements[old]
    const is = this.#after.elements[now]
    if (was === undefined || is === undefined || was.line || is.line) return pairs
    // Between what is paired, what cannot but be the same.
    const all: [number, number][] = []
    let fromOld = 0
    let fromNow = 0
    for (const pair of [...pairs, null]) {
      let toOld = fromOld
      let toNow = fromNow
      while (toOld < was.children.length && was.children[toOld] !== pair?.[0]) toOld++
      while (toNow < is.children.length && is.children[toNow] !== pair?.[1]) toNow++
      const olds = was.children.slice(fromOld, toOld)
      const nows = is.children.slice(fromNow, toNow)
      if (olds.length > 0 && nows.length > 0) {
        all.push(...this.#obvious(olds, nows, sortOf(is.node.type)))
      }
      if (pair !== null) all.push(pair)
      fromOld = toOld + 1
      fromNow = toNow + 1
    }
    return all
  }

  #candidates(old: number, now: number): Candidate[] {
    const { before, stays } = this.#matching
    const was = this.#before.elements[old]
    const candidates: Candidate[] = []
    let at = 0
    for (const child of this.#after.elements[now]?.children ?? []) {
      const element = this.#after.elements[child]
      if (was === undefined || element === undefined) continue
      for (let j = element.start; j < element.end; j++) {
        if (stays[j] !== 1) continue
        const i = before[j] ?? -1
        if (i <= was.start || i >= was.end) continue
        while (i >= (this.#before.elements[was.children[at] ?? -1]?.end ?? Infinity)) at++
        const other = was.children[at] ?? -1
        const partner = this.#before.elements[other]
        if (partner === undefined || i < partner.start) continue
        const same: Candidate | undefined = candidates.at(-1)
        if (same?.old === other && same.now === child) same.weight += same.each
        else if (sortOf(partner.node.type) === sortOf(element.node.type)) {
          // Where all else is equal, what kept its place.
          const bonus = partner.node.place === element.node.place ? 0.5 : 0
          // Of what was split or joined the first one goes on, unless it is a small part.
          const each = same?.old === other || same?.now === child ? 1 / 3 : 1
          candidates.push({ old: other, now: child, each, weight: each + bonus })
        }
      }
    }
    return candidates
  }

  /**
   * Parts of one kind; the cells of a row, where there are as many of them; and the one line of a
   * cell or an item, where neither came from or went elsewhere.
   */
  #obvious(olds: readonly number[], nows: readonly number[], parent: string): [number, number][] {
    const typeBefore = (one: number) => this.#before.elements[one]?.node.type ?? ''
    const typeAfter = (one: number) => this.#after.elements[one]?.node.type ?? ''
    const pairs: [number, number][] = []
    if (parent === 'tableRow' && olds.length === nows.length) {
      nows.forEach((now, index) => {
        const old = olds[index] ?? -1
        if (isCell(typeBefore(old)) && isCell(typeAfter(now))) pairs.push([old, now])
      })
      return pairs
    }
    const [old] = olds
    const [now] = nows
    if (['cell', 'item'].includes(parent) && old !== undefined && now !== undefined) {
      const isAlone = olds.length === 1 && nows.length === 1
      if (isAlone && sortOf(typeBefore(old)) === sortOf(typeAfter(now))) {
        const isNew = !isKept(this.#after.elements[now], this.#matching.before)
        const isGone = !isKept(this.#before.elements[old], this.#matching.after)
        if (isNew && isGone) pairs.push([old, now])
      }
    }
    let from = 0
    for (const one of nows) {
      if (!isPart(typeAfter(one))) continue
      const place = olds.findIndex((was, i) => i >= from && typeBefore(was) === typeAfter(one))
      const was = olds[place]
      if (was === undefined) continue
      pairs.push([was, one])
      from = place + 1
    }
    return pairs
  }
}

function isKept(element: SideElement | undefined, others: Int32Array): boolean {
  if (element === undefined) return false
  for (let i = element.start; i < element.end; i++) if ((others[i] ?? -1) >= 0) return true
  return false
}

/** The heaviest choice in which no element comes twice. */
function heaviest(candidates: readonly Candidate[]): [number, number][] {
  const total: number[] = []
  const previous: number[] = []
  /** Of the candidates up to each one, the one with which the heaviest choice ends. */
  const best: number[] = []
  const totalOf = (index: number) => total[index] ?? 0
  candidates.forEach(({ old, now, weight }, index) => {
    let before = index - 1
    while (candidates[before]?.old === old || candidates[before]?.now === now) before--
    const end = best[before] ?? -1
    previous.push(end)
    total.push(totalOf(end) + weight)
    const last = best[index - 1] ?? -1
    best.push(totalOf(index) > totalOf(last) ? index : last)
  })
  const pairs: [number, number][] = []
  for (let index = best.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const chosen = candidates[index]
    if (chosen !== undefined) pairs.push([chosen.old, chosen.now])
  }
  return pairs.reverse()
}

/** Finds, for what is not paired, the element with which it shares most, if that is enough. */
function findCounterparts(
  before: Side,
  after: Side,
  { matching, pairs }: { readonly matching: Matching; readonly pairs: Pairs },
): void {
  const votes: (Map<number, number> | undefined)[] = []
  const vote = (now: number, old: number, weight: number) => {
    if (pairs.before[now] !== -1 || pairs.after[old] !== -1) return
    const own = (votes[now] ??= new Map())
    own.set(old, (own.get(old) ?? 0) + weight)
  }
  for (let j = 0; j < matching.before.length; j++) {
    const i = matching.before[j] ?? -1
    if (i < 0) continue
    const now = after.element[j] ?? -1
    const old = before.element[i] ?? -1
    if (now >= 0 && old >= 0) vote(now, old, 1)
    else if (now < 0) vote(after.owner[j] ?? -1, before.owner[i] ?? -1, 1)
  }
  // What is within comes first: it votes for what it is in.
  for (let now = after.elements.length - 1; now > 0; now--) {
    const own = votes[now]
    const element = after.elements[now]
    if (own === undefined || element === undefined) continue
    for (const [old, weight] of [...own].toSorted(([, a], [, b]) => b - a)) {
      const other = before.elements[old]
      if (other === undefined || (pairs.afterElsewhere[old] ?? -1) >= 0) continue
      if (sortOf(other.node.type) !== sortOf(element.node.type)) continue
      const least = Math.min(element.end - element.start, other.end - other.start) / 2
      if (weight < least) break
      pairs.beforeElsewhere[now] = old
      pairs.afterElsewhere[old] = now
      if (element.parent > 0 && other.parent > 0) vote(element.parent, other.parent, weight)
      break
    }
  }
  // In the rows that have one, what they cannot but share: their fields, cells, and lines of these.
  after.elements.forEach((element, now) => {
    const { children: nows, node } = element
    const olds = before.elements[pairs.beforeElsewhere[now] ?? -1]?.children ?? []
    if (nows.length !== olds.length || !(isRow(node.type) || isCell(node.type))) return
    nows.forEach((child, index) => {
      const old = olds[index] ?? -1
      const isFree = (pair: Int32Array, other: Int32Array, one: number) =>
        pair[one] === -1 && other[one] === -1
      if (!isFree(pairs.before, pairs.beforeElsewhere, child)) return
      if (!isFree(pairs.after, pairs.afterElsewhere, old)) return
      const types = [after.elements[child], before.elements[old]].map((one) => one?.node.type ?? '')
      if (sortOf(types[0] ?? '') !== sortOf(types[1] ?? '')) return
      pairs.beforeElsewhere[child] = old
      pairs.afterElsewhere[old] = child
    })
  })
}
