/** The parts of a line: runs of text of which one thing can be said. */
import type { PersonId, Seq } from '#contract/ids.ts'
import type { SpanAuthors } from './diff-authors.ts'
import type { Draft } from './diff-changes.ts'
import type { Pairs } from './diff-pairs.ts'
import type { TextPart } from './diff-parts.ts'
import type { Marks, Matching, Side } from './diff-side.ts'

/** Two moments compared: all that the tree is woven from. */
export interface Comparison {
  readonly before: Side
  readonly after: Side
  readonly matching: Matching
  readonly pairs: Pairs
  readonly authors: SpanAuthors
  readonly marks: Marks
}

/** How text of the moment after is to be told. */
export interface Telling {
  /** The change that new text is part of, if it is not told by itself. */
  readonly added: Draft | null
  /** The change that text moved along with: all of it, or what was in that line before. */
  readonly moved: { readonly draft: Draft; readonly line: number | null } | null
  /** Told where text came out of a line that is gone; null where that is told otherwise. */
  readonly joined: ((line: number, unit: number) => Draft | null) | null
}

export class LineParts {
  readonly #all: Comparison
  /** Of each unit after: where the last one that stays, up to it, was before. */
  readonly #stayed: Int32Array
  /** Of each unit before that moved: the change that moved it. */
  readonly movedBy: (Draft | undefined)[] = []

  constructor(all: Comparison) {
    this.#all = all
    const { before, stays } = all.matching
    let last = -1
    this.#stayed = before.map((was, unit) => {
      if (stays[unit] === 1) last = was
      return last
    })
  }

  /** Text that stands in the same line at both moments. */
  kept(from: number, to: number, length: number): TextPart[] {
    return this.#kept(from, to, { length, elsewhere: false, draft: null })
  }

  /** Text of the moment before. `away`: the line is shown elsewhere with what was removed of it. */
  before(
    from: number,
    to: number,
    { away, draft }: { away: boolean; draft: Draft | null },
  ): TextPart[] {
    const { before, matching, authors } = this.#all
    const isGone = (unit: number) => !away && (matching.after[unit] ?? -1) < 0
    const seqs = this.#seqs(from, to, (unit) =>
      isGone(unit) ? authors.removed(before.place[unit] ?? 0) : 0,
    )
    const bySeq = (unit: number) => seqs[unit - from] ?? 0
    return runs(from, to, (unit) => {
      if (before.marks[unit] !== before.marks[unit - 1]) return false
      if (isGone(unit) !== isGone(unit - 1)) return false
      if (isGone(unit)) return authors.by(bySeq(unit)) === authors.by(bySeq(unit - 1))
      return matching.after[unit] === (matching.after[unit - 1] ?? 0) + 1
    }).map(([start, end]): TextPart => {
      const common = {
        text: before.text.slice(start, end),
        elsewhere: false,
        marks: before.marks[start] ?? 0,
      }
      if (!isGone(start)) {
        return { ...common, became: 'left', from: start, by: null, first: 0, last: 0, draft: null }
      }
      return { ...common, became: 'removed', ...this.#credit(start, end, bySeq), draft }
    })
  }

  /** Removed text, shown in the line that the rest of its own line is in now. */
  hanging(from: number, to: number): TextPart[] {
    return this.before(from, to, { away: false, draft: null }).map((part) => ({
      ...part,
      elsewhere: true,
    }))
  }

  /** Text that stands in its line only at the moment after. */
  after(from: number, to: number, telling: Telling): TextPart[] {
    const { before, after, matching, authors } = this.#all
    const was = (unit: number) => matching.before[unit] ?? -1
    const line = (unit: number) => before.owner[was(unit)]
    const seqs = this.#seqs(from, to, (unit) =>
      was(unit) < 0 ? authors.added(after.place[unit] ?? 0) : 0,
    )
    const addedAt = (unit: number) => seqs[unit - from] ?? 0
    const { moved } = telling
    const isMove = (unit: number) => {
      if (matching.stays[unit] === 1) return false
      return moved === null || (moved.line !== null && moved.line !== line(unit))
    }
    return runs(from, to, (unit) => {
      const isNew = was(unit) < 0
      if (isNew !== was(unit - 1) < 0) return false
      if (isNew) {
        return (
          after.marks[unit] === after.marks[unit - 1] &&
          authors.by(addedAt(unit)) === authors.by(addedAt(unit - 1))
        )
      }
      return (
        was(unit) === was(unit - 1) + 1 &&
        isMove(unit) === isMove(unit - 1) &&
        line(unit) === line(unit - 1)
      )
    }).flatMap(([start, end]): TextPart[] => {
      if (was(start) < 0) {
        return [
          {
            text: after.text.slice(start, end),
            became: 'added',
            elsewhere: false,
            marks: after.marks[start] ?? 0,
            ...this.#credit(start, end, addedAt),
            draft: telling.added,
          },
        ]
      }
      if (isMove(start)) return this.#moved(start, end)
      if (moved !== null) this.move(moved.draft, was(start), end - start)
      const draft = telling.joined?.(line(start) ?? -1, start) ?? null
      return this.#kept(was(start), start, { length: end - start, elsewhere: true, draft })
    })
  }

  /** What stood in a range before was moved by this change. */
  move(draft: Draft, from: number, length: number): void {
    for (let unit = from; unit < from + length; unit++) this.movedBy[unit] = draft
  }

  /** Where to something moved that stands at a unit now. */
  direction(unit: number): 'up' | 'down' {
    return (this.#stayed[unit] ?? -1) > (this.#all.matching.before[unit] ?? -1) ? 'down' : 'up'
  }

  /** The entry that moved what is in a range of the moment after. */
  movedAt(from: number, to: number): Seq {
    const { after, matching, authors } = this.#all
    const put = (unit: number) => authors.put(after.place[unit] ?? 0)
    let was = -1
    for (let unit = from; unit < to; unit++) {
      const own = matching.before[unit] ?? -1
      if (own < 0) continue
      if (was < 0) was = own
      if (put(unit) > 0) return put(unit)
    }
    // It was left alone: what it stands before or after now was written anew at its other side.
    const isCrossed = (unit: number, step: number) =>
      matching.stays[unit] === 1 && (was - (matching.before[unit] ?? -1)) * step > 0
    for (const step of [1, -1]) {
      for (let unit = step > 0 ? to : from - 1; isCrossed(unit, step); unit += step) {
        if (put(unit) > 0) return put(unit)
      }
    }
    return authors.put(after.elements[after.owner[from] ?? 0]?.node.place ?? 0) || authors.last
  }

  #moved(from: number, to: number): TextPart[] {
    const { before, after, matching, authors } = this.#all
    const seq = this.movedAt(from, to)
    const direction = this.direction(from)
    const credit = { by: authors.by(seq), first: seq, last: seq }
    const was = (unit: number) => matching.before[unit] ?? -1
    return runs(from, to, (unit) => this.#sameMarks(was(unit), unit)).map(([start, end]) => {
      const wasMarks = before.marks[was(start)] ?? 0
      const marks = after.marks[start] ?? 0
      return {
        text: after.text.slice(start, end),
        became: 'moved',
        elsewhere: true,
        marks,
        ...(wasMarks !== marks && { wasMarks }),
        ...credit,
        direction,
        from: was(start),
        draft: null,
      }
    })
  }

  #kept(
    from: number,
    to: number,
    { length, elsewhere, draft }: { length: number; elsewhere: boolean; draft: Draft | null },
  ): TextPart[] {
    const { before, after, authors } = this.#all
    const shift = from - to
    return runs(to, to + length, (unit) => this.#sameMarks(unit + shift, unit)).map(
      ([start, end]) => {
        const marks = after.marks[start] ?? 0
        const wasMarks = before.marks[start + shift] ?? 0
        const common = { text: after.text.slice(start, end), elsewhere, marks, draft }
        if (marks === wasMarks) {
          return { ...common, became: 'same', by: null, first: 0, last: 0 }
        }
        const seq = authors.marked(after.place[start] ?? 0, before.place[start + shift] ?? 0)
        const credit = { by: authors.by(seq), first: seq, last: seq }
        return { ...common, became: 'formatted', wasMarks, ...credit }
      },
    )
  }

  /** Are marks the same as those of the unit before, at both moments? */
  #sameMarks(from: number, to: number): boolean {
    const { before, after } = this.#all
    return before.marks[from] === before.marks[from - 1] && after.marks[to] === after.marks[to - 1]
  }

  /**
   * The entries of units, 0 where none is asked for. Where a kept letter counts as new in place of
   * an equal one that counts as kept, the entry of what is beside it.
   */
  #seqs(from: number, to: number, seqOf: (unit: number) => Seq): Uint32Array {
    const seqs = new Uint32Array(to - from)
    let last = 0
    for (let i = 0; i < seqs.length; i++) seqs[i] = last = seqOf(from + i) || last
    for (let i = seqs.length - 1; i >= 0; i--) seqs[i] = last = seqs[i] || last
    return last > 0 ? seqs : seqs.fill(this.#all.authors.last)
  }

  #credit(
    from: number,
    to: number,
    seqOf: (unit: number) => Seq,
  ): { by: PersonId; first: Seq; last: Seq } {
    let first = Number.POSITIVE_INFINITY
    let last = 0
    for (let unit = from; unit < to; unit++) {
      const seq = seqOf(unit)
      if (seq < first) first = seq
      if (seq > last) last = seq
    }
    return { by: this.#all.authors.by(last), first, last }
  }
}

/** Cuts a range wherever a unit does not go on with what the unit before it began. */
function runs(from: number, to: number, goesOn: (unit: number) => boolean): [number, number][] {
  const made: [number, number][] = []
  let start = from
  for (let unit = from + 1; unit <= to; unit++) {
    if (unit < to && goesOn(unit)) continue
    made.push([start, unit])
    start = unit
  }
  return made
}
