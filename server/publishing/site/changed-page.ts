/** What is different from the edition before. */
import type { PageChange } from '#contract/editions.ts'
import type { Language } from '#contract/records.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import { factsOf, langOf, linesOf, passage, titleOf } from './inline.ts'
import { fileOf, type Plan } from './plan.ts'
import { sitePage } from './site-page.ts'
import { siteWords } from './words/words.ts'

/** Page by page, in the strategy's language; what changed stands in the page's own. */
export function changedPage(plan: Plan): string {
  const { content, since } = plan
  const { language, number } = content
  const words = siteWords[language]
  const lead =
    since === null
      ? words.changedFirst
      : filled(words.changedLead, { n: number, previous: since.number })
  const changes = since?.changes ?? []
  const told = changes.filter(({ how }) => how !== 'same')
  const same = changes.filter(({ how }) => how === 'same')
  const note =
    content.changeNote === ''
      ? ''
      : `<div class="new"><p><b>${escaped(filled(words.newIn, { n: number }))}</b> ${linesOf(content.changeNote)}</p></div>`
  const body = [
    `<p class="lead">${escaped(lead)}</p>`,
    note,
    figuresOf(changes, language),
    since !== null && told.length === 0 ? `<p>${escaped(words.changedNone)}</p>` : '',
    ...told.map((change) => changeHtml(plan, change, language)),
    same.length === 0
      ? ''
      : `<section><h2>${escaped(words.changedSame)}</h2><ul>${same
          .map((one) => `<li>${linkTo(plan, one, language)}</li>`)
          .join('')}</ul></section>`,
  ]
  return sitePage(plan, {
    file: 'what-changed.html',
    language,
    title: words.changedTitle,
    description: lead,
    body: body.filter((part) => part !== '').join('\n'),
    shows: null,
  })
}

/** How many pages are new, changed, removed and as they were. */
function figuresOf(changes: readonly PageChange[], language: Language): string {
  const words = siteWords[language]
  const labels = {
    changed: words.change_changed,
    new: words.change_new,
    removed: words.change_removed,
    same: words.change_same,
  }
  const count = (how: PageChange['how']) => changes.filter((one) => one.how === how).length
  const hows = (['changed', 'new', 'removed', 'same'] as const).filter((how) => count(how) > 0)
  return factsOf(
    hows.map((how) => ({ label: labels[how], value: escaped(String(count(how))) })),
    'figures',
  )
}

function linkTo(plan: Plan, change: PageChange, outer: Language): string {
  const title = passage(titleOf(change), change.language, outer)
  const file = change.how === 'removed' ? null : fileOf(plan, change.page)
  return file === null ? title : `<a${attribute('href', file)}>${title}</a>`
}

function changeHtml(plan: Plan, change: PageChange, outer: Language): string {
  const { blocks, how, language } = change
  const words = siteWords[outer]
  const state = how === 'same' ? '' : words[`change_${how}`]
  const own = siteWords[language]
  const parts: string[] = []
  let heading = ''
  for (const { how: kind, text, under } of blocks) {
    if (under !== heading && under !== '')
      parts.push(`<h3>${escaped(filled(own.under, { heading: under }))}</h3>`)
    heading = under
    parts.push(`<div class="change ${kind}"><p class="said">${textHtml(text, language)}</p></div>`)
  }
  return `<section><h2>${linkTo(plan, change, outer)}</h2>
<p class="state ${how}-page">${escaped(state)}</p>
<div${langOf(language, outer)}>${parts.join('\n')}</div></section>`
}

/** What came and went is said in words, too, for those who hear it. */
function textHtml(text: PageChange['blocks'][number]['text'], language: Language): string {
  const words = siteWords[language]
  const unseen = (said: string) => `<span class="unseen"> ${escaped(said)} </span>`
  return text
    .map(({ how, text: said }) => {
      const html = escaped(said)
      if (how === 'same') return html
      const tag = how === 'added' ? 'ins' : 'del'
      const name = how === 'added' ? words.textAdded : words.textRemoved
      return `<${tag}>${unseen(name)}${html}${unseen(`(${words.textEnd})`)}</${tag}>`
    })
    .join('')
}
