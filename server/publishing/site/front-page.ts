/** The first page of an edition: what applies now, since when, who answers for it, what changed. */
import { type Language, languages } from '#contract/records.ts'
import { softened } from '#contract/soft-hyphens.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import { approvalsHtml } from './approvals-html.ts'
import type { Entry } from './contents.ts'
import { dayIn, wholeDayIn } from './days.ts'
import { factsOf, titleOf } from './inline.ts'
import { newNote } from './new-note.ts'
import { approvedBy, ownerOf, ownersOf } from './people-html.ts'
import { fileOf, type Plan } from './plan.ts'
import { sitePage } from './site-page.ts'
import { counted, siteWords } from './words/words.ts'

/** The front page as a document, in the strategy's language. */
export function frontPage(plan: Plan): string {
  const { content, given } = plan
  const { language, number } = content
  const words = siteWords[language]
  const day = dayIn(language, content.validFrom)
  const reviews = content.pages.flatMap(({ reviewOn }) => (reviewOn === null ? [] : [reviewOn]))
  const [next] = reviews.filter((one) => one >= given.today).toSorted()
  const late = reviews.filter((one) => one < given.today).length
  const note = (text: string) => `<p class="note">${escaped(text)}</p>`
  const isReached = content.validFrom <= given.today
  const body = [
    factsOf([
      {
        label: words.edition,
        value: escaped(
          filled(words.editionFact, {
            n: number,
            day: wholeDayIn(language, content.validFrom),
          }),
        ),
      },
      { label: words.owners, value: escaped(ownersOf(plan, language) || words.ownerNone) },
      { label: words.approved, value: approvedBy(plan, language) },
      {
        label: words.nextReview,
        value: escaped(next === undefined ? words.reviewNone : wholeDayIn(language, next)),
      },
    ]),
    isReached || given.standing.is === 'draft' ? '' : note(filled(words.notYet, { day })),
    late === 0 ? '' : note(counted(words.reviewsPassed, late, language)),
    newNote(plan, language, null),
    `<nav${attribute('aria-label', words.inThisEdition)}><h2>${escaped(words.inThisEdition)}</h2>
${pagesOf(plan, language)}
${otherLanguages(plan, language)}</nav>`,
    approvalsHtml(plan, language),
    redactionNote(plan, language),
  ]
  return sitePage(plan, {
    file: 'index.html',
    language,
    title: content.name,
    description: filled(words.frontDescription, { strategy: content.name, n: number, day }),
    body: body.filter((part) => part !== '').join('\n'),
    shows: null,
  })
}

function pagesOf(plan: Plan, language: Language): string {
  const list = (entries: readonly Entry[]): string =>
    `<ul class="pages">${entries
      .map(({ page, under }) => {
        const own = page.language === language ? null : page.language
        const owner = ownerOf(plan, page)
        const who = owner === '' ? '' : `<span class="aside">${escaped(owner)}</span>`
        const inner = under.length === 0 ? '' : `\n${list(under)}`
        return `<li><div class="row"${attribute('lang', own)}><a${attribute('href', fileOf(plan, page.page))}${attribute('hreflang', own)}>${escaped(softened(titleOf(page), page.language))}</a>${who}</div>${inner}</li>`
      })
      .join('\n')}</ul>`
  return list(plan.contents.inLanguage(language))
}

/** Versions in other languages, each language by itself. */
function otherLanguages(plan: Plan, language: Language): string {
  const { contents, content } = plan
  const shown = new Set<string>()
  const see = (entries: readonly Entry[]) => {
    for (const { page, under } of entries) {
      shown.add(page.page)
      see(under)
    }
  }
  see(contents.inLanguage(language))
  return languages
    .map((other) => {
      const pages = content.pages.filter((page) => page.language === other && !shown.has(page.page))
      if (pages.length === 0) return ''
      const items = pages.map(
        (page) =>
          `<li><div class="row"><a${attribute('href', fileOf(plan, page.page))} hreflang="${other}">${escaped(softened(titleOf(page), page.language))}</a></div></li>`,
      )
      return `<div${attribute('lang', other === language ? null : other)}><h3>${escaped(siteWords[other].inOwnWords)}</h3>
<ul class="pages">${items.join('\n')}</ul></div>\n`
    })
    .join('')
}

function redactionNote({ given }: Plan, language: Language): string {
  if (given.redactedOn.length === 0) return ''
  const words = siteWords[language]
  const days = [...new Set(given.redactedOn.map((day) => dayIn(language, day)))].join(', ')
  return `<section><h2>${escaped(words.redactedTitle)}</h2><p>${escaped(filled(words.redacted, { days }))}</p></section>`
}
