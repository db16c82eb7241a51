import type { Digest } from '#contract/records.ts'

/** What lists tell of a page's text; nothing as long as nobody knows. */
export function factsOf(digest: Digest | undefined): {
  readonly progress: Pick<Digest, 'answered' | 'questions' | 'words'> | null
  readonly changedAt: string | null
} {
  return { progress: digest ?? null, changedAt: digest?.changed?.at ?? null }
}
