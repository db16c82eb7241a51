/** Answers to the scales of a page. Whose an answer is, nobody else learns. */
import { z } from 'zod'
import { define, nothing } from '../endpoint.ts'
import { pageId, scaleId } from '../ids.ts'

const onePage = z.object({ id: pageId })

export const scaleEndpoints = {
  listScales: define({
    method: 'GET',
    path: '/api/pages/:id/scales',
    summary:
      'Answers to the scales of a page: mine, how many there are, and from five on how they spread.',
    access: { by: 'page', action: 'page.read' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: z.object({
      /** Those that somebody has answered. */
      scales: z.array(
        z.object({
          scale: scaleId,
          mine: z.int().nullable(),
          answers: z.int(),
          /**
           * How many chose 1, 2, 3, 4 and 5; null while fewer than five have answered. It changes
           * by at least three people's answers together, so its sum may differ from `answers`.
           */
          spread: z.array(z.int()).nullable(),
        }),
      ),
    }),
  }),
  answerScale: define({
    method: 'PUT',
    path: '/api/pages/:id/scales/:scale',
    summary: 'Answer a scale of the page, or change my answer; null takes it back.',
    access: { by: 'page', action: 'page.comment' },
    params: z.object({ id: pageId, scale: scaleId }),
    body: z.object({ value: z.int().min(1).max(5).nullable() }),
    status: 204,
    reply: nothing,
  }),
} as const
