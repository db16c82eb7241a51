/** Everything about publishing, put together: approvals and editions, their pages, their readers. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createEditionsPart, type EditionsPart, type EditionsPartDeps } from './editions-part.ts'
import { createReadersPart, type ReadersPartDeps } from './readers-part.ts'
import { createSitePart, type SitePart, type SitePartDeps } from './site-part.ts'

export type PublishingDeps = Omit<EditionsPartDeps, 'publications'> &
  Omit<SitePartDeps, 'editions' | 'consents' | 'draft'> &
  Omit<ReadersPartDeps, 'consents' | 'editions' | 'publications'>

export interface Publishing extends Pick<EditionsPart, 'takeOutOfEditions'> {
  readonly routes: ReturnType<typeof createEditionsPart>['routes'] &
    ReturnType<typeof createSitePart>['routes'] &
    ReturnType<typeof createReadersPart>['routes']
  /** Answers what is asked under `/published/`; false: it is for somebody else. Never throws. */
  answers(request: IncomingMessage, response: ServerResponse): boolean
  close(): Promise<void>
}

export function createPublishing(deps: PublishingDeps): Publishing {
  const editions = createEditionsPart({ ...deps, publications: () => site.publications })
  const site: SitePart = createSitePart({ ...deps, ...editions })
  const readers = createReadersPart({ ...deps, ...editions, ...site })
  return {
    takeOutOfEditions: editions.takeOutOfEditions,
    routes: { ...editions.routes, ...site.routes, ...readers.routes },
    answers: (request, response) => site.answers(request, response, readers.forms),
    async close() {
      await editions.close()
      await site.close()
    },
  }
}
