import type { Language } from '#contract/records.ts'
import type { EditionPage } from '../editions/edition-content.ts'
import { escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import { passage } from './inline.ts'
import type { Plan } from './plan.ts'
import { siteWords } from './words/words.ts'

/** Letters of a change note that stand on each page; all of it stands on the front page. */
const shortNote = 320

/** What is new in the edition, and on the page: null = in all of it. */
export function newNote(plan: Plan, language: Language, page: EditionPage | null): string {
  const { content, since } = plan
  const words = siteWords[language]
  const note = page === null ? content.changeNote : shortened(content.changeNote)
  const head = `<b>${escaped(filled(words.newIn, { n: content.number }))}</b>`
  const said = note === '' ? '' : `<p>${head} ${passage(note, content.language, language)}</p>`
  const link = `<a href="what-changed.html">${escaped(words.seeChanges)}</a>`
  const own = page === null ? '' : onPage(plan, page)
  const below =
    since === null ? escaped(words.firstEdition) : [own, link].filter((one) => one !== '').join(' ')
  return `<div class="new">${said}<p>${below}</p></div>`
}

function onPage({ since }: Plan, { language, page }: EditionPage): string {
  const change = since?.changes.find((one) => one.page === page)
  if (since === null || change === undefined || change.how === 'removed') return ''
  const words = siteWords[language]
  const said = {
    new: words.pageNew,
    changed: words.pageChanged,
    same: words.pageSame,
  }[change.how]
  return escaped(filled(said, { n: since.number }))
}

function shortened(text: string): string {
  if (text.length <= shortNote) return text
  return `${text.slice(0, shortNote).replace(/\s+\S*$/u, '')}…`
}
