import type { ReachKind } from '#contract/edition-shape.ts'

/** The keys by which it is said whom editions are open to, and what that means. */
export const reachWords = {
  network: { name: 'set_reach_network', means: 'set_reachMeans_network' },
  'signed-in': { name: 'set_reach_signedIn', means: 'set_reachMeans_signedIn' },
  link: { name: 'set_reach_link', means: 'set_reachMeans_link' },
} as const satisfies Readonly<Record<ReachKind, { readonly name: string; readonly means: string }>>
