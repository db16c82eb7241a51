/** What became of what a reader wrote, for themselves alone, as HTML. Pure. */
import type { Feedback } from '#contract/editions.ts'
import { escaped } from '../../publishing/html/escaped.ts'
import { readerWords } from '../../publishing/readers/words/words.ts'
import { dayIn } from '../../publishing/site/days.ts'
import { siteWords } from '../../publishing/site/words/words.ts'

export interface StatusPage {
  readonly feedback: Feedback
  /** Of the page that it is about; null = about all of it. */
  readonly pageTitle: string | null
  /** Of the edition that was read; null = there is none any more. */
  readonly number: string | null
  /** Days where the server is. */
  readonly sentOn: string
  readonly answeredOn: string | null
  readonly today: string
}

export function statusBody(page: StatusPage): string {
  const { answeredOn, feedback, number, pageTitle, sentOn, today } = page
  const { answerBy, fate, language, text } = feedback
  const words = readerWords[language]
  const site = siteWords[language]
  const about = [pageTitle ?? words.pageAll, number === null ? '' : `${site.edition} ${number}`]
  const facts: [string, string][] = [
    [words.statusSent, dayIn(language, sentOn)],
    [words.statusAbout, about.filter((part) => part !== '').join(', ')],
    ...(fate === null
      ? ([[words.statusAnswerBy, dayIn(language, answerBy)]] as [string, string][])
      : ([[words.statusAnswered, dayIn(language, answeredOn ?? answerBy)]] as [string, string][])),
  ]
  const waiting = today > answerBy ? words.statusLate : words.statusWaiting
  const became =
    fate === null
      ? `<p>${escaped(waiting)}</p>`
      : `<p><strong>${escaped(site[`fate_${fate.fate}`])}</strong></p>\n${lines(fate.reason)}`
  return `${fate === null ? `<p class="lead">${escaped(words.statusThanks)}</p>\n` : ''}<dl>${facts.map(([name, what]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(what)}</dd></div>`).join('')}</dl>
<p class="note">${escaped(words.statusKeep)}</p>
<h2>${escaped(words.statusFate)}</h2>
${became}
<h2>${escaped(words.statusText)}</h2>
<blockquote>${lines(text)}</blockquote>`
}

/** A paragraph for each run of lines, and a break for each line in it. */
function lines(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((part) => `<p>${escaped(part).replace(/\n/g, '<br>')}</p>`)
    .join('\n')
}
