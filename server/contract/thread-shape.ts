/** What threads look like, by itself in a file: browsers that show them load no validator. */

/** A mention within a comment's text: `@{person:ID}` or `@{unit:ID}`. */
export const mentionPattern = /@\{(person|unit):([a-z2-7]{20})\}/g

/** Longest text of a comment, in UTF-16 units. */
export const longestComment = 10_000
/** Longest reason why, and longest words of a proposal. */
export const longestReason = 1_000
export const longestProposal = 5_000

/** Signs by which people answer without words, in the order in which they are offered. */
export const reactionNames = ['agree', 'thanks', 'idea', 'unsure', 'disagree', 'seen'] as const
export type ReactionName = (typeof reactionNames)[number]

/** What became of a thread or proposal. */
export const fates = [
  'answered',
  'adopted',
  'adopted-changed',
  'merged',
  'parked',
  'declined',
] as const
export type Fate = (typeof fates)[number]

/** What the words of a proposal are: one line, as they would stand in the text. */
export const proposedPattern = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u
