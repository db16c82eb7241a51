/** Which moments there are to compare with each other. */
import type { Seq } from '#contract/ids.ts'

export interface Span {
  readonly from: Seq
  readonly to: Seq
}

/** A moment that can be chosen by its name. */
export type Offered =
  | { readonly is: 'beginning' | 'me' | 'now'; readonly seq: Seq }
  | { readonly is: 'version'; readonly seq: Seq; readonly index: number }
  | { readonly is: 'sitting' | 'moment'; readonly seq: Seq }

/** Sittings that are offered, the last ones. */
const mostSittings = 12

/** What of a page's history tells which moments there are. */
export interface Known {
  readonly facts: {
    readonly lastHere: Seq | null
    readonly versions: readonly { readonly seq: Seq }[]
  }
  readonly moments: { readonly head: Seq; readonly sittings: readonly { readonly from: Seq }[] }
}

/** The moments to compare from and to, the newest first; the chosen ones are among them. */
export function offered(
  { facts, moments }: Known,
  chosen: Span,
): { readonly from: readonly Offered[]; readonly to: readonly Offered[] } {
  const { lastHere } = facts
  const named = facts.versions.map(({ seq }, index): Offered => ({ is: 'version', seq, index }))
  const sittings = moments.sittings
    .slice(-mostSittings)
    .toReversed()
    .filter(({ from }) => from > 1)
    .map(({ from }): Offered => ({ is: 'sitting', seq: from - 1 }))
  const from: Offered[] = [
    ...(lastHere === null ? [] : [{ is: 'me', seq: lastHere } as const]),
    ...named,
    ...sittings,
    { is: 'beginning', seq: 0 },
  ]
  const to: Offered[] = [{ is: 'now', seq: moments.head }, ...named]
  const withChosen = (all: readonly Offered[], seq: Seq): readonly Offered[] =>
    all.some((one) => one.seq === seq) ? all : [{ is: 'moment', seq }, ...all]
  return { from: withChosen(from, chosen.from), to: withChosen(to, chosen.to) }
}
