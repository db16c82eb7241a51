/** The contents beside the text, folded below the title on phones. */
import type { Language } from '#contract/records.ts'
import { softened } from '#contract/soft-hyphens.ts'
import { attribute, escaped } from '../html/escaped.ts'
import type { Entry } from './contents.ts'
import { titleOf } from './inline.ts'
import { fileOf, type Plan } from './plan.ts'
import { siteWords } from './words/words.ts'

/** Ways to all pages in `language`, and to what stands behind them; `file` is where one is. */
export function sideOf(plan: Plan, language: Language, file: string): string {
  const words = siteWords[language]
  const link = (to: string, text: string, own: Language = language) => {
    const other = own === language ? null : own
    return `<a${attribute('href', to)}${attribute('lang', other)}${attribute('hreflang', other)}${attribute(
      'aria-current',
      to === file ? 'page' : null,
    )}>${escaped(softened(text, own))}</a>`
  }
  const list = (entries: readonly Entry[]): string =>
    `<ul>${entries
      .map(({ page, under }) => {
        const inner = under.length === 0 ? '' : `\n${list(under)}`
        return `<li>${link(fileOf(plan, page.page) ?? '', titleOf(page), page.language)}${inner}</li>`
      })
      .join('\n')}</ul>`
  const behind = [
    ['how-this-was-made.html', words.madeTitle],
    ['what-changed.html', words.changedTitle],
    ['editions.html', words.editionsTitle],
  ] as const
  return `<nav class="side"${attribute('aria-label', words.contents)}><details><summary>${escaped(words.contents)}</summary>${searchForm(plan, language)}
<p class="label wide">${escaped(words.inThisEdition)}</p>
<ul><li>${link('index.html', words.front)}</li></ul>
${list(plan.contents.inLanguage(language))}
<p class="label">${escaped(words.background)}</p>
<ul>${behind.map(([to, text]) => `<li>${link(to, text)}</li>`).join('\n')}</ul>
</details></nav>`
}

function searchForm({ given }: Plan, language: Language): string {
  if (!given.served.search) return ''
  const { search, searchLabel } = siteWords[language]
  return `<form class="find" role="search" action="search" method="get"><input type="search" name="q" required${attribute('aria-label', searchLabel)}><button>${escaped(search)}</button></form>`
}
