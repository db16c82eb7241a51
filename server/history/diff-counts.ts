/** How many blocks changed: a row counts once, and so does any other line or block without text. */
import type { Comparison } from './diff-line.ts'
import { isPlain, isRow } from './diff-nodes.ts'
import type { Side } from './diff-side.ts'
import type { ChangeCounts } from './page-changes.ts'

type What = 'added' | 'removed' | 'moved' | 'changed'

export class BlockCounts {
  readonly #all: Comparison
  readonly #after = new Map<number, What>()
  readonly #removed = new Set<number>()

  constructor(all: Comparison) {
    this.#all = all
  }

  /** Counts an element of the moment after, with all that came with it where it is new. */
  count(what: What, element: number): void {
    const { after } = this.#all
    const row = rowOf(after, element)
    const own =
      row >= 0 && row !== element
        ? [row]
        : what === 'changed'
          ? [element]
          : blocksIn(after, element)
    const isPart = row >= 0 && row !== element
    for (const one of own) {
      if (!this.#after.has(one)) this.#after.set(one, isPart ? 'changed' : what)
    }
  }

  /** Counts an element of the moment before that was removed. */
  countRemoved(element: number): void {
    const { before, pairs } = this.#all
    const row = rowOf(before, element)
    const partner = row >= 0 ? (pairs.after[row] ?? -1) : -1
    if (row >= 0 && row !== element && partner >= 0) this.count('changed', partner)
    else for (const one of blocksIn(before, element)) this.#removed.add(one)
  }

  all(): Omit<ChangeCounts, 'people'> {
    const of = (what: What) => [...this.#after.values()].filter((one) => one === what).length
    const removed = this.#removed.size
    return {
      blocks: this.#after.size + removed,
      added: of('added'),
      removed,
      moved: of('moved'),
      changed: of('changed'),
    }
  }
}

/** The row that an element is, or is within; -1 for none. */
function rowOf({ elements }: Side, element: number): number {
  let row = -1
  for (let at = element; at > 0; at = elements[at]?.parent ?? -1) {
    if (isRow(elements[at]?.node.type ?? '')) row = at
  }
  return row
}

/** Rows, lines and blocks without text within an element; no empty lines. */
function blocksIn(side: Side, element: number): number[] {
  const own = side.elements[element]
  if (own === undefined) return []
  const { type } = own.node
  if (isRow(type)) return [element]
  if (own.line || own.children.length === 0) {
    return own.end - own.start > 1 || !isPlain(type) ? [element] : []
  }
  return own.children.flatMap((child) => blocksIn(side, child))
}
