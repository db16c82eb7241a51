/** What readers of editions say: feedback, that they have read it, and who is named there. */
import type { readerEndpoints } from '#contract/api/publishing.ts'
import type { Bus } from '../bus/bus.ts'
import type { Config } from '../config.ts'
import { dayIn } from '../notices/calendar.ts'
import { ownTimeZone } from '../notices/wishes.ts'
import type { Access } from '../people/access.ts'
import type { Identify } from '../people/identify.ts'
import type { People } from '../people/people.ts'
import type { Units } from '../people/units.ts'
import type { Editions } from '../publishing/editions/editions.ts'
import type { Publications } from '../publishing/publications.ts'
import { createFeedbackBook } from '../publishing/readers/feedback-book.ts'
import { createReadingBook } from '../publishing/readers/reading-book.ts'
import { createRemovals } from '../publishing/readers/removals.ts'
import type { Storage } from '../storage/storage.ts'
import type { Consents } from './editions-part.ts'
import { createIntroduce } from './forms/asking.ts'
import { createFeedbackForm } from './forms/feedback-form.ts'
import { createReadForm } from './forms/read-form.ts'
import type { HandlersOf } from './handlers.ts'
import type { Note } from './note.ts'
import { createRateLimit } from './rate-limit.ts'
import { createPublishedHeaders } from './published/published-headers.ts'
import { readerRoutes } from './routes/readers.ts'
import type { Forms } from './published/forms.ts'

export interface ReadersPartDeps {
  readonly access: Access
  readonly bus: Bus
  readonly clock: () => number
  readonly config: Pick<Config, 'publicUrl'>
  readonly consents: Consents
  readonly editions: Editions
  readonly identify: Identify
  readonly note: Note
  readonly people: People
  readonly publications: Publications
  readonly report: (error: unknown, what: string) => void
  readonly storage: Storage
  readonly units: Units
}

export interface ReadersPart {
  readonly forms: Forms
  readonly routes: HandlersOf<typeof readerEndpoints>
}

export function createReadersPart(deps: ReadersPartDeps): ReadersPart {
  const { bus, clock, editions, identify, report, storage } = deps
  const { catalogue } = storage
  const feedback = createFeedbackBook({ bus, catalogue, clock })
  const removals = createRemovals({ bus, catalogue, clock })
  const readings = createReadingBook({ catalogue, clock })
  const introduce = createIntroduce(editions)
  const zone = ownTimeZone()
  const dayOf = (at: number) => dayIn(zone, at)
  // From one place five at once, and then one a minute: as much as people write by hand.
  const perAddress = createRateLimit(clock, { burst: 5, perSecond: 1 / 60 })
  const headers = createPublishedHeaders(deps.config.publicUrl)
  const shared = { clock, dayOf, editions, identify, introduce }
  const feedbackForm = createFeedbackForm({
    ...{ ...shared, book: feedback, perAddress, removals, report },
  })
  const readForm = createReadForm({ ...shared, book: readings })
  return {
    async forms(asked) {
      const { publication, response } = asked
      response.setHeaders(new Map(Object.entries(headers.edition(publication))))
      return (await feedbackForm(asked)) || (await readForm(asked))
    },
    routes: readerRoutes({ ...deps, feedback, readings, removals }),
  }
}
