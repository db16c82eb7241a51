/** A page of an edition: facts first, what is new, then the text. */
import type { EditionPage } from '../editions/edition-content.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { htmlOfPieces } from '../html/pieces-html.ts'
import { filled } from '../words/words.ts'
import { dayIn, wholeDayIn } from './days.ts'
import { factsOf, passage, titleOf } from './inline.ts'
import { newNote } from './new-note.ts'
import { approvedBy, ownerOf } from './people-html.ts'
import { fileOf, type Plan } from './plan.ts'
import { aroundOf } from './site-around.ts'
import { sitePage } from './site-page.ts'
import { siteWords } from './words/words.ts'

/** Begins the ids of headings in the text of a page. */
export const textIds = 't-'

/** The page as a document. */
export function textPage(plan: Plan, page: EditionPage): string {
  const { content } = plan
  const { language } = page
  const words = siteWords[language]
  const title = titleOf(page)
  const day = dayIn(language, content.validFrom)
  const body = [
    factsOf([
      {
        label: words.edition,
        value: escaped(
          filled(words.editionFact, {
            n: content.number,
            day: wholeDayIn(language, content.validFrom),
          }),
        ),
      },
      { label: words.owner, value: escaped(ownerOf(plan, page) || words.ownerNone) },
      { label: words.approved, value: approvedBy(plan, language) },
      {
        label: words.nextReview,
        value: escaped(
          page.reviewOn === null ? words.reviewNone : wholeDayIn(language, page.reviewOn),
        ),
      },
    ]),
    reviewNote(plan, page),
    basedOnNote(plan, page),
    newNote(plan, language, page),
    htmlOfPieces(page.pieces, aroundOf(plan, page, textIds)),
  ]
  return sitePage(plan, {
    file: fileOf(plan, page.page) ?? '',
    language,
    title,
    description: filled(words.pageDescription, {
      ...{ title, strategy: content.name, n: content.number, day },
    }),
    body: body.filter((part) => part !== '').join('\n'),
    shows: page,
  })
}

function reviewNote({ given }: Plan, { language, reviewOn }: EditionPage): string {
  if (reviewOn === null || reviewOn >= given.today) return ''
  const said = filled(siteWords[language].reviewPassed, { day: dayIn(language, reviewOn) })
  return `<p class="note">${escaped(said)}</p>`
}

/** Which page it is a version of, and whether that one went on. */
function basedOnNote(plan: Plan, { basedOn, language }: EditionPage): string {
  const source = basedOn === null ? undefined : plan.pages.get(basedOn.page)
  if (basedOn === null || source === undefined) return ''
  const words = siteWords[language]
  const other = source.language === language ? null : source.language
  const link = `<a${attribute('href', fileOf(plan, source.page))}${attribute('hreflang', other)}>${passage(titleOf(source), source.language, language)}</a>`
  const [before, after] = words.basedOn.split('{title}')
  const state = basedOn.behind ? words.basedOnBehind : words.basedOnSame
  return `<p class="note">${escaped(before ?? '')}${link} (${escaped(filled(words.editionN, { n: plan.content.number }))})${escaped(after ?? '')} ${escaped(state)}</p>`
}
