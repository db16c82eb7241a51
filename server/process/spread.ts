/**
 * When the spread of answers is shown, and which.
 *
 * Who sees a spread before and after one more answer knows that answer. So what is shown stands
 * still until the answers of at least three people differ from what it holds: whoever looks on,
 * and even one of the three, sees a mixture. There is no time after which fewer are let in.
 */
import { z } from 'zod'
import { scaleAnswer } from '#contract/records.ts'

/** One person's answer as it is kept. */
export const keptAnswer = scaleAnswer.extend({
  /** Null: taken back. */
  value: scaleAnswer.shape.value.nullable(),
  /** What the shown spread holds of this person; null = nothing. */
  shown: z.int().min(1).max(5).nullable(),
})
export type KeptAnswer = z.infer<typeof keptAnswer>

/** So many must have answered before anything is shown. */
const fewest = 5
/** The answers of so many people change the shown spread together. */
const together = 3

const given = (answers: readonly KeptAnswer[]) => answers.filter(({ value }) => value !== null)

/** The answers to one scale as they are from now on: shown anew when it is time. */
export function settled(answers: readonly KeptAnswer[]): readonly KeptAnswer[] {
  const waiting = answers.filter(({ value, shown }) => value !== shown)
  const isTime = given(answers).length >= fewest && waiting.length >= together
  const now = isTime ? answers.map((one) => ({ ...one, shown: one.value })) : answers
  return now.filter(({ value, shown }) => value !== null || shown !== null)
}

/** How many have answered one scale, and how many of those that are shown chose 1, 2, 3, 4, 5. */
export function spreadOf(answers: readonly KeptAnswer[]): {
  readonly answers: number
  readonly spread: number[] | null
} {
  const count = given(answers).length
  if (count < fewest) return { answers: count, spread: null }
  const spread = [0, 0, 0, 0, 0]
  for (const { shown } of answers) {
    if (shown !== null) spread[shown - 1] = (spread[shown - 1] ?? 0) + 1
  }
  return { answers: count, spread }
}
