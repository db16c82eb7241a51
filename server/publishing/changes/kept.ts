/**
 * What of one list stands in another one, in the same order: as much as can be found with a limited
 * number of looks. The shortest way is looked for first (Myers, “An O(ND) difference algorithm”);
 * where that would take too long, what stands once in both parts the lists.
 */
import { heaviestRising } from '../../history/rising.ts'

/** Indexes in the list before and in the list after of what is the same in both. */
export type Pair = readonly [before: number, after: number]

/** Differences that are followed to their end at once. Looks and places kept grow by its square. */
const mostDifferences = 400
/** How often a stretch is parted again. */
const deepest = 12

interface Stretch {
  readonly from: number
  readonly to: number
  readonly otherFrom: number
  readonly otherTo: number
}

/** Looks that are left; whoever compares several lists may share them. */
export interface Looks {
  left: number
}

/** Pairs of equal keys, rising in both. What cannot be found within the looks is not there. */
export function keptBetween(
  before: readonly string[],
  after: readonly string[],
  looks: Looks,
): Pair[] {
  const numbers = new Map<string, number>()
  const numberOf = (key: string) => {
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, numbers.size)
    return numbers.size - 1
  }
  const all = [Int32Array.from(before, numberOf), Int32Array.from(after, numberOf)] as const
  // What the other list does not have is not kept, and need not be compared.
  const [a, b] = [sharedOf(all[0], all[1]), sharedOf(all[1], all[0])]
  const pairs: Pair[] = []
  const seek = (given: Stretch, depth: number) => {
    const stretch = trimmed(given, a.keys, b.keys, pairs)
    if (stretch.from === stretch.to || stretch.otherFrom === stretch.otherTo) return
    const found = shortestWay(stretch, a.keys, b.keys, looks)
    if (found !== null) pairs.push(...found)
    else if (depth < deepest) {
      for (const part of partedAt(anchorsIn(stretch, a.keys, b.keys), stretch)) {
        seek(part, depth + 1)
      }
    }
  }
  seek({ from: 0, to: a.keys.length, otherFrom: 0, otherTo: b.keys.length }, 0)
  return pairs
    .toSorted(([one], [other]) => one - other)
    .map(([one, other]) => [a.places[one] ?? 0, b.places[other] ?? 0])
}

function sharedOf(keys: Int32Array, others: Int32Array) {
  const shared = new Set(others)
  const places: number[] = []
  keys.forEach((key, place) => {
    if (shared.has(key)) places.push(place)
  })
  return { places, keys: Int32Array.from(places, (place) => keys[place] ?? -1) }
}

/** Without what is the same at both ends, which becomes pairs. */
function trimmed(stretch: Stretch, a: Int32Array, b: Int32Array, pairs: Pair[]): Stretch {
  let { from, to, otherFrom, otherTo } = stretch
  while (from < to && otherFrom < otherTo && a[from] === b[otherFrom]) {
    pairs.push([from++, otherFrom++])
  }
  while (from < to && otherFrom < otherTo && a[to - 1] === b[otherTo - 1]) {
    pairs.push([--to, --otherTo])
  }
  return { from, to, otherFrom, otherTo }
}

/** Null where it has too many differences, or no looks are left. */
function shortestWay(stretch: Stretch, a: Int32Array, b: Int32Array, looks: Looks): Pair[] | null {
  const { from, otherFrom, otherTo, to } = stretch
  const [n, m] = [to - from, otherTo - otherFrom]
  const most = Math.min(n + m, mostDifferences)
  /** After each number of differences: how far along each diagonal one gets. */
  const reached: Int32Array[] = []
  let furthest = new Int32Array(3)
  for (let d = 0; d <= most; d++) {
    const next = new Int32Array(2 * d + 3)
    for (let k = -d; k <= d; k += 2) {
      // The last round's diagonals are one place further left.
      const [left, right] = [furthest[k + d - 1] ?? 0, furthest[k + d + 1] ?? 0]
      const down = k === -d || (k !== d && left < right)
      let x = d === 0 ? 0 : down ? right : left + 1
      let y = x - k
      while (x < n && y < m && a[from + x] === b[otherFrom + y]) {
        x++
        y++
        looks.left--
      }
      next[k + d + 1] = x
      looks.left--
      if (x >= n && y >= m) return wayBack(reached, { x: n, y: m, d }, stretch)
    }
    if (looks.left < 0) return null
    reached.push(next)
    furthest = next
  }
  return null
}

/** What was the same on the way that was found, the last first. */
function wayBack(
  reached: readonly Int32Array[],
  end: { readonly x: number; readonly y: number; readonly d: number },
  { from, otherFrom }: Stretch,
): Pair[] {
  const pairs: Pair[] = []
  let { x, y } = end
  for (let d = end.d; d >= 0; d--) {
    const k = x - y
    const before = reached[d - 1]
    const at = (place: number) => before?.[place] ?? 0
    const down = k === -d || (k !== d && at(k + d - 1) < at(k + d + 1))
    const startX = before === undefined ? 0 : down ? at(k + d + 1) : at(k + d - 1) + 1
    while (x > startX) pairs.push([from + --x, otherFrom + --y])
    if (down) y--
    else x--
  }
  return pairs
}

/** What stands once before and once after: of that as much as keeps its order. */
function anchorsIn(stretch: Stretch, a: Int32Array, b: Int32Array): Pair[] {
  const { from, otherFrom, otherTo, to } = stretch
  const others = onceIn(b, otherFrom, otherTo)
  const once: Pair[] = [...onceIn(a, from, to)].flatMap(([key, place]): Pair[] => {
    const other = others.get(key)
    return other === undefined ? [] : [[place, other]]
  })
  const inOrder = once.toSorted(([one], [other]) => one - other)
  const chosen = heaviestRising(
    inOrder.map(([, place]) => place),
    inOrder.map(() => 1),
  )
  return chosen.flatMap((index) => {
    const anchor = inOrder[index]
    return anchor === undefined ? [] : [anchor]
  })
}

function onceIn(keys: Int32Array, from: number, to: number): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  const several = new Set<number>()
  for (let place = from; place < to; place++) {
    const key = keys[place] ?? -1
    if (places.has(key)) several.add(key)
    places.set(key, place)
  }
  for (const key of several) places.delete(key)
  return places
}

/** The stretches between anchors; each begins with the anchor before it. Nothing without anchors. */
function partedAt(anchors: readonly Pair[], stretch: Stretch): Stretch[] {
  if (anchors.length === 0) return []
  const starts: readonly Pair[] = [[stretch.from, stretch.otherFrom], ...anchors]
  return starts.map(([from, otherFrom], index) => {
    const [to, otherTo] = starts[index + 1] ?? [stretch.to, stretch.otherTo]
    return { from, to, otherFrom, otherTo }
  })
}
