/** The pairs of a block of one of LevelDB's tables, also where some of its bytes are wrong. */
import { Cursor } from './level-cursor.ts'

type Pair = readonly [key: Buffer, value: Buffer]

/**
 * The pairs of a block, as far as they can be told apart. Every few pairs a key stands in full, and
 * the end of the block says where: from there reading goes on behind spoilt ones. A place that is
 * itself spoilt hides nothing: what stands before it is read on to the next one.
 */
export function pairsOf(block: Buffer): readonly Pair[] {
  if (block.length < 4) return []
  const restarts = block.readUInt32LE(block.length - 4)
  const end = block.length - 4 * (restarts + 1)
  if (end < 0) return []
  const begins = Array.from({ length: restarts }, (_, i) => block.readUInt32LE(end + 4 * i))
  const places = [...inOrder(begins, end), end]
  let before: Run | null = null
  return places.slice(0, -1).flatMap((begin, i) => {
    // Where all came out even so far, a place that is none may still lie between two pairs.
    const key = before?.whole === true ? before.key : nothing
    const run = pairsBetween(block, { begin, until: places[i + 1] ?? end, key })
    const further = places[i + 2]
    before = run
    if (run.whole || further === undefined) return run.pairs
    // Where only a longer run comes out even, the place in between may be none. It may be one all
    // the same, so its pairs come after, and count where both have a key.
    const longer = pairsBetween(block, { begin, until: further, key })
    return longer.whole ? longer.pairs : run.pairs
  })
}

/** Without those that cannot be where they say: the first is 0, each stands behind the one before. */
function inOrder(begins: readonly number[], end: number): readonly number[] {
  const kept = [0]
  for (const [i, begin] of begins.entries()) {
    const last = kept.at(-1) ?? 0
    const next = begins[i + 1] ?? end
    if (begin > last && begin < end && !(begin >= next && next > last)) kept.push(begin)
  }
  return kept
}

interface Run {
  readonly pairs: readonly Pair[]
  /** The last pair ends exactly where the run does. */
  readonly whole: boolean
  /** The last one. */
  readonly key: Buffer
}

const nothing: Buffer = Buffer.alloc(0)

/** `key` is the one before, of which the first may share its beginning. */
function pairsBetween(
  block: Buffer,
  from: { readonly begin: number; readonly until: number; readonly key: Buffer },
): Run {
  const cursor = new Cursor(block, from.begin, from.until)
  const pairs: Pair[] = []
  let { key } = from
  while (cursor.more) {
    const [shared, own, size] = [cursor.number(), cursor.number(), cursor.number()]
    const rest = cursor.run(own)
    const value = cursor.run(size)
    if (!cursor.ok || shared > key.length) return { pairs, whole: false, key }
    key = Buffer.concat([key.subarray(0, shared), rest])
    pairs.push([key, value])
  }
  return { pairs, whole: cursor.ok, key }
}
