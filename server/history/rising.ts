/** The heaviest rising subsequence: what stays in order while other things move. */

/** Indexes, in order, of the items that rise in `keys` and weigh most together. Keys differ. */
export function heaviestRising(
  keys: readonly number[],
  weights: readonly number[],
): readonly number[] {
  const rank = ranksOf(keys)
  // A Fenwick tree: of each range of ranks the item with which the heaviest sequence ends.
  const best = new Int32Array(keys.length + 1).fill(-1)
  const total = new Float64Array(keys.length)
  const previous = new Int32Array(keys.length).fill(-1)
  const totalOf = (item: number) => (item < 0 ? 0 : (total[item] ?? 0))
  let last = -1
  for (let item = 0; item < keys.length; item++) {
    const own = rank[item] ?? 0
    let before = -1
    for (let r = own; r > 0; r -= r & -r) {
      const other = best[r] ?? -1
      if (totalOf(other) > totalOf(before)) before = other
    }
    previous[item] = before
    total[item] = totalOf(before) + (weights[item] ?? 0)
    for (let r = own + 1; r < best.length; r += r & -r) {
      if (totalOf(item) > totalOf(best[r] ?? -1)) best[r] = item
    }
    if (totalOf(item) > totalOf(last)) last = item
  }
  const chosen: number[] = []
  for (let item = last; item >= 0; item = previous[item] ?? -1) chosen.push(item)
  return chosen.reverse()
}

/** Of each key how many are smaller. */
function ranksOf(keys: readonly number[]): Uint32Array {
  const order = Uint32Array.from(keys, (_, item) => item)
  order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
  const ranks = new Uint32Array(keys.length)
  order.forEach((item, rank) => {
    ranks[item] = rank
  })
  return ranks
}
