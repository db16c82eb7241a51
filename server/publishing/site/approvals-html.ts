import type { PageId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import { softened } from '#contract/soft-hyphens.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import { dayIn } from './days.ts'
import { linesOf, passage, titleOf } from './inline.ts'
import { fileOf, type Plan } from './plan.ts'
import { counted, siteWords } from './words/words.ts'

/** Who approved it, when, what was found, and why it went on in spite of that. */
export function approvalsHtml(plan: Plan, language: Language): string {
  const { content, given } = plan
  if (given.standing.is === 'draft' || content.approvers.length === 0) return ''
  const words = siteWords[language]
  const items = content.approvers.map(({ despite, name, on, role }) => {
    const who = [role, name ?? ''].filter((part) => part !== '').join(', ')
    const said = filled(words.approvedOn, { day: dayIn(language, on) })
    const why =
      despite === ''
        ? ''
        : `<p class="aside">${escaped(words.despite)}</p><blockquote><p>${linesOf(despite)}</p></blockquote>`
    return `<li><p><b>${escaped(who)}</b> ${escaped(said)}</p>${why}</li>`
  })
  const found = foundHtml(plan, language)
  const list = found === '' ? '' : `\n<h3>${escaped(words.found)}</h3>\n${found}`
  return `<section><h2>${escaped(words.approvals)}</h2>
<ul class="approvals">${items.join('\n')}</ul>${list}</section>`
}

/** What was found, each with the pages on which it was: folded, for one thing may be on all of them. */
function foundHtml(plan: Plan, language: Language): string {
  const words = siteWords[language]
  const on = new Map<string, Set<PageId>>()
  for (const { count, kind, page } of plan.content.findings) {
    const told = counted(words[`finding_${kind}`], count, language)
    on.set(told, (on.get(told) ?? new Set()).add(page))
  }
  const groups = [...on].map(([told, pages]) => {
    const here = [...pages].flatMap((id) => {
      const page = plan.pages.get(id)
      if (page === undefined) return []
      const title = softened(titleOf(page), page.language)
      const href = attribute('href', fileOf(plan, id))
      return [`<li><a${href}>${passage(title, page.language, language)}</a></li>`]
    })
    const many = here.length === 0 ? '' : `: ${counted(words.pagesN, here.length, language)}`
    const [first = '', ...rest] = told
    const summary = escaped(`${first.toLocaleUpperCase(language)}${rest.join('')}${many}`)
    return `<details><summary>${summary}</summary><ul>${here.join('\n')}</ul></details>`
  })
  return groups.length === 0 ? '' : `<div class="findings">${groups.join('\n')}</div>`
}
