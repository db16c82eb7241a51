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

/** What the words of a proposal are: text, and \n for each line break of the passage. */
export const proposedPattern = /^(?:\n|[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}])*$/u

/** How many lines of a block a text is. A proposal has as many as its passage. */
export function linesIn(text: string): number {
  return text.split('\n').length
}
