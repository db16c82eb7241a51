/** Which number an edition gets. */
import type { EditionView } from '../../net/publishing-queries.ts'

type Numbered = Pick<EditionView, 'major' | 'minor'>

/** The numbers that come after all there are; before the first one there is no choice. */
export function nextNumbers(
  editions: readonly Numbered[],
): { readonly first: string } | { readonly minor: string; readonly major: string } {
  const [last] = editions.toSorted((a, b) => b.major - a.major || b.minor - a.minor)
  if (last === undefined) return { first: '1.0' }
  return { minor: `${last.major}.${last.minor + 1}`, major: `${last.major + 1}.0` }
}
