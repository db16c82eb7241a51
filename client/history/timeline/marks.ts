/** Moments that one may want to go to: versions, where sittings end, and where something was said. */
import type { Seq } from '#contract/ids.ts'
import type { OpenHistory, Version } from '../open-history.ts'

/** The versions in the order of their moments; of a moment with several, the one made last. */
export function versionsInOrder({ facts, moments }: OpenHistory): readonly Version[] {
  const bySeq = new Map<Seq, Version>()
  for (const version of facts.versions) {
    if (version.seq <= moments.head && !bySeq.has(version.seq)) bySeq.set(version.seq, version)
  }
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}

/** All marks, in order; `said`: where something was said about the page. */
export function marksOf(history: OpenHistory, said: readonly Seq[] = []): readonly Seq[] {
  const seqs = [
    ...said,
    ...history.moments.sittings.map(({ to }) => to),
    ...versionsInOrder(history).map(({ seq }) => seq),
  ]
  return [...new Set(seqs)].toSorted((a, b) => a - b)
}

/** The mark before a moment; the first moment where there is none. */
export function markBefore(marks: readonly Seq[], seq: Seq): Seq {
  return marks.findLast((mark) => mark < seq) ?? 1
}

/** The mark after a moment; the moment itself where there is none. */
export function markAfter(marks: readonly Seq[], seq: Seq): Seq {
  return marks.find((mark) => mark > seq) ?? seq
}
