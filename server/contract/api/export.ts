/** Taking pages along as files that other programs open. */
import { z } from 'zod'
import { define, nothing } from '../endpoint.ts'
import { pageId, strategyId } from '../ids.ts'

/** Word, Markdown, one file for browsers, PDF/UA. */
export const exportFormats = ['docx', 'md', 'html', 'pdf'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** `clean`: as it would be published, without guiding questions and internal parts. */
export const exportExtents = ['clean', 'whole'] as const
export type ExportExtent = (typeof exportExtents)[number]

const asked = { extent: z.enum(exportExtents), format: z.enum(exportFormats) }

export const exportEndpoints = {
  exportPage: define({
    method: 'GET',
    path: '/api/pages/:id/export/:extent/:format',
    summary:
      'The page as it is now, as a file: without guiding questions and internal parts (`clean`) or with them (`whole`).',
    access: { by: 'page', action: 'page.read' },
    givesBytes: true,
    params: z.object({ id: pageId, ...asked }),
    body: nothing,
    status: 200,
    reply: nothing,
  }),
  exportStrategy: define({
    method: 'GET',
    path: '/api/strategies/:id/export/:extent/:format',
    summary: 'All pages of the strategy that I may read, in their order, as one file.',
    access: { by: 'strategy', action: 'strategy.read' },
    givesBytes: true,
    params: z.object({ id: strategyId, ...asked }),
    body: nothing,
    status: 200,
    reply: nothing,
  }),
} as const
