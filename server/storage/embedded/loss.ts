/** A run of entries of one page that are not there, or not as they were appended. */
import type { PageId, Seq } from '#contract/ids.ts'

export interface Loss {
  readonly from: Seq
  readonly to: Seq
  /** `unused`: never given out; the log counts on past a lost tail so that no `seq` is reused. */
  readonly kind: 'missing' | 'spoilt' | 'unused'
}

/** The parts of `loss` that no known loss covers. */
export function newParts(loss: Loss, known: readonly Loss[]): readonly Loss[] {
  let parts: readonly Loss[] = [loss]
  for (const { from, to } of known) {
    parts = parts.flatMap((part) =>
      to < part.from || from > part.to
        ? [part]
        : [
            ...(part.from < from ? [{ ...part, to: from - 1 }] : []),
            ...(part.to > to ? [{ ...part, from: to + 1 }] : []),
          ],
    )
  }
  return parts
}

/** The same losses with neighbours of one kind made one, for whoever reads them. */
export function joined(losses: readonly Loss[]): readonly Loss[] {
  const runs: Loss[] = []
  for (const loss of losses) {
    const before = runs.at(-1)
    if (before?.kind === loss.kind && before.to + 1 === loss.from) {
      runs[runs.length - 1] = { ...before, to: loss.to }
    } else runs.push(loss)
  }
  return runs
}

/** One English sentence that names the entries. */
export function lossText(page: PageId, { from, to, kind }: Loss): string {
  const which = from === to ? `Entry ${from}` : `Entries ${from} to ${to}`
  const verb = from === to ? 'is' : 'are'
  const what = kind === 'spoilt' ? 'spoilt and left out' : 'missing'
  return `${which} of page ${page} ${verb} ${what}.`
}

/** One English sentence: every entry is there, and they are not those that the head knows. */
export const replacedText = (page: PageId): string =>
  `The entries of page ${page} are others than those that were written.`
