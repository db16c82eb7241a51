/** The pages of editions: drawn, kept ready, given to whom they are open to. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { siteEndpoints } from '#contract/api/publishing.ts'
import type { Approval } from '#contract/editions.ts'
import type { Bus } from '../bus/bus.ts'
import type { Config } from '../config.ts'
import type { Access } from '../people/access.ts'
import type { Cookie } from '../people/cookie.ts'
import type { Identify } from '../people/identify.ts'
import type { Passwords } from '../people/passwords.ts'
import type { People } from '../people/people.ts'
import type { Throttle } from '../people/throttle.ts'
import type { EditionContent } from '../publishing/editions/edition-content.ts'
import type { Editions } from '../publishing/editions/editions.ts'
import type { PdfMaker } from '../publishing/pdf/pdf-maker.ts'
import { createPublications, type Publications } from '../publishing/publications.ts'
import type { Storage } from '../storage/storage.ts'
import { createAddressOf } from './address-of.ts'
import type { Consents } from './editions-part.ts'
import type { HandlersOf } from './handlers.ts'
import { createEnterPublication } from './published/enter.ts'
import { createLinkCookie } from './published/link-cookie.ts'
import type { Forms } from './published/forms.ts'
import { createPapers } from './published/papers.ts'
import { createPublishedHeaders } from './published/published-headers.ts'
import { createPublished } from './published/published.ts'
import { createReach } from './published/reach.ts'
import { createSearchPage } from './published/search-page.ts'
import { createShelves } from './published/shelves.ts'
import { createSites } from './published/sites.ts'
import { createSmallPages } from './published/small-page.ts'
import { siteRoutes } from './routes/site.ts'

export interface SitePartDeps {
  readonly access: Access
  readonly bus: Bus
  readonly clock: () => number
  readonly config: Config
  readonly consents: Consents
  /** The cookie of sessions. */
  readonly cookie: Cookie
  /** What an approval would publish. */
  readonly draft: (approval: Approval) => Promise<EditionContent>
  readonly editions: Editions
  readonly identify: Identify
  readonly passwords: Passwords
  readonly pdfs: Pick<PdfMaker, 'make'>
  readonly people: People
  readonly report: (error: unknown, what: string) => void
  readonly storage: Storage
  readonly throttle: Throttle
}

export interface SitePart {
  readonly publications: Publications
  readonly routes: HandlersOf<typeof siteEndpoints>
  /** False: not under `/published/`. */
  answers(request: IncomingMessage, response: ServerResponse, forms: Forms): boolean
  close(): Promise<void>
}

export function createSitePart(deps: SitePartDeps): SitePart {
  const { access, bus, clock, config, cookie, editions, identify, passwords, storage } = deps
  const { basePath, publicUrl } = config
  const publications = createPublications({ bus, catalogue: storage.catalogue, passwords })
  const shelves = createShelves({ ...deps, publications, publicUrl })
  const sites = createSites({ editions, files: storage.files })
  const papers = createPapers({ editions, pdfs: deps.pdfs, sites })
  const linkCookie = createLinkCookie(publicUrl, basePath)
  const reach = createReach({ access, clock, cookie, identify, linkCookie })
  const headers = createPublishedHeaders(publicUrl)
  const send = createSmallPages(headers)
  const { throttle } = deps
  const enter = createEnterPublication({
    ...{ basePath, clock, identify, linkCookie, passwords, send, throttle },
  })
  return {
    publications,
    routes: siteRoutes({ ...deps, papers, publications, reach, shelves, sites }),
    answers: createPublished({
      ...{ config, enter, headers, people: deps.people, reach, report: deps.report },
      ...{ send, shelves, sites },
      addressOf: createAddressOf(config),
      pdf: papers.pdf,
      searchPage: createSearchPage(),
    }),
    close: async () => shelves.close(),
  }
}
