/** The form by which people who are signed in say that they have read an edition. */
import { AppError } from '#contract/errors.ts'
import { type Edition, numberOf, type Reading } from '#contract/editions.ts'
import type { Language } from '#contract/records.ts'
import type { Identify } from '../../people/identify.ts'
import type { Editions } from '../../publishing/editions/editions.ts'
import { escaped } from '../../publishing/html/escaped.ts'
import type { ReadingBook } from '../../publishing/readers/reading-book.ts'
import { readerWords } from '../../publishing/readers/words/words.ts'
import { dayIn } from '../../publishing/site/days.ts'
import { siteWords } from '../../publishing/site/words/words.ts'
import { filled } from '../../publishing/words/words.ts'
import type { FormRequest, Forms } from '../published/forms.ts'
import { seeOther } from './answer.ts'
import { folderOf, type Introduction, whoAsks } from './asking.ts'
import { readFields } from './fields.ts'
import { createPlain, foreign, notAllowed, type Say, unreadable } from './plain-page.ts'

export function createReadForm(deps: {
  readonly book: ReadingBook
  /** The day of a moment where the server is. */
  readonly dayOf: (at: number) => string
  readonly editions: Pick<Editions, 'list'>
  readonly identify: Identify
  readonly introduce: (edition: FormRequest['edition']) => Promise<Introduction>
}): Forms {
  const { book, dayOf, editions, identify, introduce } = deps
  const plain = createPlain(introduce)

  async function form(asked: FormRequest, read: Reading | null, isNewer = false): Promise<true> {
    const { edition } = asked
    const all = read && read.edition !== edition.id ? await editions.list(edition.strategy) : []
    const earlier = all.find(({ id }) => id === read?.edition) ?? null
    const since = earlier === null ? [edition] : editionsSince(all, earlier, edition)
    const on = read && dayOf(Date.parse(read.at))
    const say: Say = (language, introduction) => ({
      title: readerWords[language].readTitle,
      body: readBody({ earlier, edition, introduction, isNewer, language, on, read, since }),
    })
    return plain(asked, isNewer ? 409 : 200, say)
  }

  async function take(asked: FormRequest): Promise<boolean> {
    const { edition, request, response } = asked
    const person = await whoAsks(identify, request)
    const sent = await readFields(request)
    if (sent.is === 'gone') return true
    if (sent.is === 'unreadable') {
      return plain(asked, sent.status, unreadable, { Connection: 'close' })
    }
    if (person === null) return plain(asked, 401, signInFirst(asked))
    // What they have read is not what would be written down.
    if (sent.fields.get('edition') !== edition.id) {
      return form(asked, await book.of(edition.strategy, person.id), true)
    }
    await book.say(edition, person)
    seeOther(response, 'read')
    return true
  }

  return async (asked) => {
    const { edition, path, publication, request } = asked
    if (path !== 'read' || !publication.confirmation) return false
    if (request.method === 'GET' || request.method === 'HEAD') {
      const person = await whoAsks(identify, request)
      if (person === null) return plain(asked, 200, signInFirst(asked))
      return form(asked, await book.of(edition.strategy, person.id))
    }
    if (request.method !== 'POST') return notAllowed(asked, 'GET, HEAD, POST')
    try {
      return await take(asked)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'foreign-origin') throw error
      return plain(asked, 403, foreign, { Connection: 'close' })
    }
  }
}

/** The way to sign in, and back. */
const signInFirst =
  ({ publication }: FormRequest): Say =>
  (language) => {
    const words = readerWords[language]
    const back = new URLSearchParams({ back: `/published/${publication.slug}/read` })
    return {
      title: words.readTitle,
      body: `<p>${escaped(words.readSignInText)}</p>
<p><a href="../../sign-in?${escaped(String(back))}">${escaped(words.readSignIn)}</a></p>`,
    }
  }

function readBody(page: {
  /** Of the one that they have read before; null = none, or this one, or one that is gone. */
  readonly earlier: Edition | null
  readonly edition: Edition
  readonly introduction: Introduction
  readonly isNewer: boolean
  readonly language: Language
  readonly on: string | null
  readonly read: Reading | null
  /** What came out after it, the oldest first. */
  readonly since: readonly Edition[]
}): string {
  const { earlier, edition, introduction, isNewer, language, on, read, since } = page
  const words = readerWords[language]
  const { name: strategy, number, validFrom } = introduction
  const day = dayIn(language, on ?? '')
  const lead = filled(words.readLead, { n: number, strategy, day: dayIn(language, validFrom) })
  const parts = [`<p class="lead">${escaped(lead)}</p>`]
  if (read?.edition === edition.id) {
    parts.push(`<p role="status">${escaped(filled(words.readDone, { n: number, day }))}</p>`)
    return parts.join('\n')
  }
  if (isNewer) parts.push(`<p class="wrong" role="alert">${escaped(words.readNewer)}</p>`)
  if (read !== null) {
    const n = earlier ? numberOf(earlier) : ''
    const before = earlier ? words.readBefore : words.readBeforeGone
    const steps = since.map((one) => stepHtml(one, language)).join('\n')
    // Where what they have read was withdrawn, nothing has come out since.
    const list = steps === '' ? '' : `\n<ul>${steps}</ul>`
    parts.push(`<div class="new"><p>${escaped(filled(before, { n, day }))}</p>${list}</div>`)
  }
  parts.push(`<form class="form" method="post" action="read" accept-charset="utf-8">
<input type="hidden" name="edition" value="${escaped(edition.id)}">
<p class="hint" id="counted">${escaped(words.readCounted)}</p>
<p><button type="submit" aria-describedby="counted">${escaped(filled(words.readConfirm, { n: number }))}</button></p>
</form>`)
  return parts.join('\n')
}

/**
 * Each is compared with the one before it alone, so that whoever has left some out needs all of the
 * steps. Of a withdrawn one nothing is told; the next one is compared with what there was before.
 */
function editionsSince(all: readonly Edition[], read: Edition, now: Edition): readonly Edition[] {
  const orderOf = ({ major, minor }: Edition) => major * 1_000_000 + minor
  return all
    .filter(({ publishedAt, withdrawn }) => publishedAt !== null && withdrawn === null)
    .filter((one) => orderOf(one) > orderOf(read) && orderOf(one) <= orderOf(now))
    .toSorted((a, b) => orderOf(a) - orderOf(b))
}

/** One edition's changes, which its own pages tell. */
function stepHtml(edition: Edition, language: Language): string {
  const number = numberOf(edition)
  const name = filled(siteWords[language].editionN, { n: number })
  const note = edition.changeNote === '' ? '' : `: ${escaped(edition.changeNote)}`
  const way = `<a href="${folderOf({ number }, 0)}what-changed.html">${escaped(readerWords[language].readChanges)}<span class="unseen"> (${escaped(name)})</span></a>`
  return `<li>${escaped(name)}${note} ${way}</li>`
}
