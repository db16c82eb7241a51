import type { scaleEndpoints } from '#contract/api/scales.ts'
import type { Scales } from '../../process/scales.ts'
import type { HandlersOf } from '../handlers.ts'

/** Answers to the scales of a page. */
export function scaleRoutes({
  scales,
}: {
  readonly scales: Scales
}): HandlersOf<typeof scaleEndpoints> {
  return {
    listScales: async ({ grant: { page, person } }) => ({
      scales: await scales.list(page.id, person.id),
    }),
    answerScale: async ({ grant: { page, person }, params: { scale }, body: { value } }) => {
      await scales.answer(page.id, { scale, person: person.id, value })
    },
  }
}
