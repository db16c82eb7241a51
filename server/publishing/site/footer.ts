import type { Language } from '#contract/records.ts'
import { attribute, escaped } from '../html/escaped.ts'
import type { Plan } from './plan.ts'
import { counted, siteWords } from './words/words.ts'

/** What stands below every page: what readers can do, and what the edition rests on. */
export function footerOf({ given }: Plan, language: Language, slug: string | null): string {
  const words = siteWords[language]
  const { feedbackDays, confirmation, pdf } = given.served
  const link = (href: string, text: string) =>
    `<li><a${attribute('href', href)}>${escaped(text)}</a></li>`
  const feedback = slug === null ? 'feedback' : `feedback?page=${slug}`
  const asked =
    feedbackDays === null
      ? ''
      : `<p><a${attribute('href', feedback)}>${escaped(words.feedback)}</a>. ${escaped(counted(words.feedbackPromise, feedbackDays, language))}</p>\n`
  const links = [
    confirmation ? link('read', words.read) : '',
    link('how-this-was-made.html', words.madeTitle),
    link('editions.html', words.editionsTitle),
    link('rules.html', words.rulesTitle),
    pdf ? link('edition.pdf', words.pdf) : '',
  ]
  // A draft has none before it is published.
  const sum =
    given.sha256 === ''
      ? ''
      : `<p class="sum">${escaped(words.sum)}: <code>${escaped(given.sha256)}</code></p>\n`
  return `<footer class="base"><div>
${asked}<ul>${links.join('')}</ul>
<details><summary>${escaped(words.accessibility)}</summary><p>${escaped(words.accessibilityText)}</p></details>
${sum}</div></footer>
`
}
