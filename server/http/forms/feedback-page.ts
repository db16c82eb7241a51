/** The form by which readers write, as HTML. Pure. */
import type { Edition } from '#contract/editions.ts'
import type { Language } from '#contract/records.ts'
import { escaped } from '../../publishing/html/escaped.ts'
import type { ReaderWords } from '../../publishing/readers/words/reader-words.ts'
import { readerWords } from '../../publishing/readers/words/words.ts'
import { dayIn } from '../../publishing/site/days.ts'
import { filled } from '../../publishing/words/words.ts'

export const longestText = 5_000
export const longestName = 120

/** What stands in the fields. */
export interface TypedFeedback {
  readonly text: string
  readonly name: string
  /** Slug of a page; empty = all of it. */
  readonly page: string
}

/** What is wrong with it, each under the name of its word. */
export interface FeedbackFaults {
  readonly text?: 'textMissing' | 'textTooLong'
  readonly name?: 'nameTooLong'
  readonly page?: 'pageUnknown'
  /** Nothing that is in a field. */
  readonly whole?: 'tooQuick' | 'over' | 'flood' | 'full' | 'notStored'
}

export interface FeedbackPage {
  readonly language: Language
  readonly strategy: string
  readonly number: string
  readonly pages: Edition['pages']
  /** The day by which an answer is promised. */
  readonly answerBy: string
  /** Of who answers; empty = nobody has said. */
  readonly role: string
  /** Who is signed in; null = nobody. */
  readonly signedIn: string | null
  readonly typed: TypedFeedback
  readonly faults: FeedbackFaults
  readonly stamp: string
}

/** The page's heading: it says at once when nothing was sent. */
export function feedbackTitle({ faults, language }: Pick<FeedbackPage, 'faults' | 'language'>) {
  const { feedbackTitle: title, notSent } = readerWords[language]
  return isFaulty(faults) ? `${notSent} · ${title}` : title
}

export function feedbackBody(page: FeedbackPage): string {
  const { answerBy, faults, language, number, role, signedIn, stamp, strategy, typed } = page
  const words = readerWords[language]
  const day = dayIn(language, answerBy)
  const promise = role === '' ? words.promise : words.promiseBy
  const title = page.pages.find(({ slug }) => slug === typed.page)?.title ?? ''
  const first = faults.text ? 'text' : faults.page ? 'page' : faults.name ? 'name' : null
  const focus = (field: 'text' | 'page' | 'name') => (first === field ? ' autofocus' : '')
  const values = { n: typed.text.length, most: longestText }
  const wrongText = faults.text && filled(words[faults.text], values)
  const wrongName = faults.name && filled(words[faults.name], { most: longestName })
  const wrongPage = faults.page && words[faults.page]
  return `<p class="lead">${escaped(filled(words.feedbackLead, { n: number, strategy }))}</p>
<p>${escaped(filled(promise, { day, role, title }))}</p>
${faults.whole ? `<p class="wrong" role="alert">${escaped(words[faults.whole])}</p>\n` : ''}<form class="form" method="post" action="feedback" accept-charset="utf-8">
<p><label for="reader-text">${escaped(words.textLabel)}</label>
<span class="hint" id="reader-text-hint">${escaped(filled(words.textHint, { n: grouped(language) }))}</span>
${wrong('text', wrongText)}<textarea id="reader-text" name="text" rows="8" maxlength="${longestText}" required autocomplete="off"${state('text', wrongText, 'reader-text-hint')}${focus('text')}>
${escaped(typed.text)}</textarea></p>
<p><label for="reader-page">${escaped(words.pageLabel)}</label>
${wrong('page', wrongPage)}<select id="reader-page" name="page" autocomplete="off"${state('page', wrongPage)}${focus('page')}>
${options(page, words)}
</select></p>
${signedIn === null ? nameField(words, typed, wrongName, focus('name')) : `<p class="hint">${escaped(filled(words.signedIn, { name: signedIn }))}</p>`}
<p class="hidden-field" aria-hidden="true"><label for="reader-website">${escaped(words.trap)}</label>
<input id="reader-website" name="website" type="text" tabindex="-1" autocomplete="off"></p>
<input type="hidden" name="stamp" value="${escaped(stamp)}">
<p><button type="submit">${escaped(words.send)}</button></p>
</form>`
}

function nameField(
  words: ReaderWords,
  typed: TypedFeedback,
  wrongName: string | undefined,
  focus: string,
): string {
  return `<p><label for="reader-name">${escaped(words.nameLabel)}</label>
<span class="hint" id="reader-name-hint">${escaped(words.nameHint)}</span>
${wrong('name', wrongName)}<input id="reader-name" name="name" type="text" maxlength="${longestName}" autocomplete="name" value="${escaped(typed.name)}"${state('name', wrongName, 'reader-name-hint')}${focus}></p>`
}

function options({ language, pages, typed }: FeedbackPage, words: ReaderWords): string {
  const all = `<option value="">${escaped(words.pageAll)}</option>`
  const each = pages.map(({ language: its, slug, title }) => {
    const lang = its === language ? '' : ` lang="${its}"`
    const chosen = slug === typed.page ? ' selected' : ''
    return `<option value="${escaped(slug)}"${lang}${chosen}>${escaped(title)}</option>`
  })
  return [all, ...each].join('\n')
}

/** What is wrong with a field, between its label and itself. */
const wrong = (field: string, what: string | undefined) =>
  what === undefined
    ? ''
    : `<span class="wrong" id="reader-${field}-wrong">${escaped(what)}</span>\n`

function state(field: string, what: string | undefined, hint?: string): string {
  const by = [...(hint ? [hint] : []), ...(what ? [`reader-${field}-wrong`] : [])].join(' ')
  return `${by === '' ? '' : ` aria-describedby="${by}"`}${what ? ' aria-invalid="true"' : ''}`
}

export const isFaulty = (faults: FeedbackFaults): boolean =>
  Object.values(faults).some((what) => what !== undefined)

const grouped = (language: Language) =>
  new Intl.NumberFormat(language, { useGrouping: 'always' }).format(longestText)
