/** The form by which readers of an edition write, and the page that tells what became of it. */
import { AppError, StorageFailed } from '#contract/errors.ts'
import { numberOf } from '#contract/editions.ts'
import type { Language } from '#contract/records.ts'
import type { Identify } from '../../people/identify.ts'
import { addressKey } from '../../people/throttle.ts'
import type { Editions } from '../../publishing/editions/editions.ts'
import type { FeedbackBook } from '../../publishing/readers/feedback-book.ts'
import type { Removals } from '../../publishing/readers/removals.ts'
import { promisedDay } from '../../publishing/readers/promised-day.ts'
import { codeOf, newStamp, readStamp } from '../../publishing/readers/stamp.ts'
import { readerWords } from '../../publishing/readers/words/words.ts'
import type { RateLimit } from '../rate-limit.ts'
import type { FormRequest, Forms } from '../published/forms.ts'
import { answer, seeOther } from './answer.ts'
import { drawn, type Introduction, whoAsks } from './asking.ts'
import {
  feedbackBody,
  type FeedbackFaults,
  feedbackTitle,
  isFaulty,
  longestName,
  longestText,
  type TypedFeedback,
} from './feedback-page.ts'
import { lineIn, readFields, textIn } from './fields.ts'
import { createPlain, foreign, notAllowed, type Say, unreadable } from './plain-page.ts'
import { statusBody } from './status-page.ts'

export interface FeedbackFormDeps {
  readonly book: FeedbackBook
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** The day of a moment where the server is. */
  readonly dayOf: (at: number) => string
  readonly editions: Pick<Editions, 'list'>
  readonly identify: Identify
  readonly introduce: (edition: FormRequest['edition']) => Promise<Introduction>
  /** Of what is to be stored. */
  readonly perAddress: RateLimit
  readonly removals: Pick<Removals, 'languageOf'>
  readonly report: (error: unknown, what: string) => void
}

export function createFeedbackForm(deps: FeedbackFormDeps): Forms {
  const { book, clock, dayOf, editions, identify, introduce, perAddress, removals, report } = deps
  const plain = createPlain(introduce)

  /** What the form says of who answers, and when. */
  function promised({ edition, publication }: FormRequest, days: number, slug: string) {
    const page = edition.pages.find((one) => one.slug === slug)
    const answerBy = promisedDay(dayOf(clock()), days)
    return { answerBy, page: page ?? null, key: publication.key }
  }

  async function form(
    asked: FormRequest,
    days: number,
    shown: {
      readonly typed: TypedFeedback
      readonly signedIn: string | null
      readonly faults?: FeedbackFaults
      readonly stamp?: string
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
    },
  ): Promise<true> {
    const { edition, publication, request, response } = asked
    const { faults = {}, headers = {}, signedIn, status = 200, typed } = shown
    const introduction = await introduce(edition)
    const { answerBy, key, page } = promised(asked, days, typed.page)
    const language = page?.language ?? introduction.language
    const body = feedbackBody({
      ...{ answerBy, faults, language, signedIn, typed },
      strategy: introduction.name,
      number: introduction.number,
      pages: edition.pages,
      role: page?.ownerRole ?? '',
      stamp: shown.stamp ?? newStamp(key, clock()),
    })
    const title = feedbackTitle({ faults, language })
    const html = drawn({ body, depth: 0, edition, introduction, language, publication, title })
    answer(request, response, { status, html, headers })
    return true
  }

  async function take(asked: FormRequest, days: number): Promise<boolean> {
    const { address, edition, publication, request, response } = asked
    const sent = await readFields(request)
    if (sent.is === 'gone') return true
    if (sent.is === 'unreadable') {
      return plain(asked, sent.status, unreadable, { Connection: 'close' })
    }
    const { fields } = sent
    const person = await whoAsks(identify, request)
    const typed = {
      text: textIn(fields, 'text'),
      name: person === null ? lineIn(fields, 'name') : '',
      page: lineIn(fields, 'page'),
    }
    const given = fields.get('stamp') ?? ''
    const stamp = readStamp(publication.key, given, clock())
    const signedIn = person?.name ?? null
    const again = (faults: FeedbackFaults, status: number, headers = {}) =>
      form(asked, days, {
        ...{ typed, signedIn, faults, status, headers },
        // Another one would have to grow old first.
        ...(stamp.is !== 'over' && { stamp: given }),
      })

    const { answerBy, page } = promised(asked, days, typed.page)
    const faults = faultsOf(typed, page !== null)
    if (isFaulty(faults)) return again(faults, 422)
    const isTrapped = (fields.get('website') ?? '') !== ''
    if (stamp.is === 'over') return again({ whole: 'over' }, 422)
    if (stamp.is === 'too-quick' || isTrapped) return again({ whole: 'tooQuick' }, 422)
    const code = codeOf(publication.key, stamp.nonce, typed.page, typed.name, typed.text)
    // Sent once more it does not come back.
    const gone = await removals.languageOf(publication.strategy, code)
    if (gone !== null) {
      seeOther(response, `feedback/${code}`)
      return true
    }
    try {
      perAddress.take(`${addressKey(address)} ${publication.strategy}`)
      const { language } = page ?? (await introduce(edition))
      const { name, text } = typed
      const of = { page: page?.page ?? null, person: person?.id ?? null }
      await book.write(edition, { answerBy, language, name, text, ...of }, code)
    } catch (error) {
      if (error instanceof AppError && error.code === 'too-many-requests') {
        const { reason, retryAfter = '60' } = error.details ?? {}
        const whole = reason === 'full' ? 'full' : 'flood'
        return again({ whole }, 429, { 'Retry-After': retryAfter })
      }
      if (!(error instanceof StorageFailed)) throw error
      report(error, 'storing feedback')
      return again({ whole: 'notStored' }, 503, { 'Retry-After': '5' })
    }
    seeOther(response, `feedback/${code}`)
    return true
  }

  async function status(asked: FormRequest, code: string): Promise<boolean> {
    const { edition, publication, request, response } = asked
    const { strategy } = publication
    if (!/^[\w-]{22}$/.test(code)) return plain(asked, 404, unknownCode)
    const found = await book.withCode(strategy, code)
    if (!found) {
      const spoken = await removals.languageOf(strategy, code)
      return spoken === null ? plain(asked, 404, unknownCode) : removed(asked, spoken)
    }
    const of = (await editions.list(strategy)).find(({ id }) => id === found.edition)
    const body = statusBody({
      feedback: found,
      pageTitle: of?.pages.find(({ page }) => page === found.page)?.title ?? null,
      number: of ? numberOf(of) : null,
      sentOn: dayOf(Date.parse(found.at)),
      answeredOn: found.fate && dayOf(Date.parse(found.fate.at)),
      today: dayOf(clock()),
    })
    const introduction = await introduce(edition)
    const { language } = found
    const title = readerWords[language].statusTitle
    const html = drawn({ body, depth: 1, edition, introduction, language, publication, title })
    answer(request, response, { status: 200, html })
    return true
  }

  /** What they read who come for an answer: that there is none, in the language they wrote in. */
  async function removed(asked: FormRequest, language: Language): Promise<true> {
    const { edition, publication, request, response } = asked
    const words = readerWords[language]
    const html = drawn({
      ...{ edition, introduction: await introduce(edition), language, publication },
      ...{ depth: 1, title: words.statusRemoved, body: `<p>${words.statusRemovedText}</p>` },
    })
    answer(request, response, { status: 410, html })
    return true
  }

  return async (asked) => {
    const { path, publication, query, request } = asked
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    const [, code] = /^feedback\/(.*)$/s.exec(path) ?? []
    if (code !== undefined) return isReading ? status(asked, code) : notAllowed(asked, 'GET, HEAD')
    const { feedbackDays } = publication
    if (path !== 'feedback' || feedbackDays === null) return false
    if (isReading) {
      const person = await whoAsks(identify, request)
      const page = query.get('page') ?? ''
      const typed = { text: '', name: '', page }
      return form(asked, feedbackDays, { typed, signedIn: person?.name ?? null })
    }
    if (request.method !== 'POST') return notAllowed(asked, 'GET, HEAD, POST')
    try {
      identify.refuseForeign(request)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'foreign-origin') throw error
      return plain(asked, 403, foreign, { Connection: 'close' })
    }
    return take(asked, feedbackDays)
  }
}

const unknownCode: Say = (language) => ({
  title: readerWords[language].statusNone,
  body: `<p>${readerWords[language].statusNoneText}</p>`,
})

function faultsOf({ name, page, text }: TypedFeedback, isKnown: boolean): FeedbackFaults {
  return {
    ...(text === '' && { text: 'textMissing' }),
    ...(text.length > longestText && { text: 'textTooLong' }),
    ...(name.length > longestName && { name: 'nameTooLong' }),
    ...(page !== '' && !isKnown && { page: 'pageUnknown' }),
  }
}
