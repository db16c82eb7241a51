import type { Reply } from '../net/api.ts'

/** What the server counts of those who take part, on a page or in a strategy. */
export type ParticipationFacts = Reply<'getStrategyParticipation'>
