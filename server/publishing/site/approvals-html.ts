import type { Language } from '#contract/records.ts'
import { escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import { dayIn } from './days.ts'
import { linesOf, passage, titleOf } from './inline.ts'
import type { Plan } from './plan.ts'
import { counted, siteWords } from './words/words.ts'

/** Who approved it, when, what was found, and why it went on in spite of that. */
export function approvalsHtml({ content, given, pages }: Plan, language: Language): string {
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
  const found = [...new Set(content.findings.map(({ page }) => page))].map((id) => {
    const on = pages.get(id)
    const where = on === undefined ? '' : `${passage(titleOf(on), on.language, language)}: `
    const here = content.findings.filter(({ page }) => page === id)
    const told = here.map(({ count, kind }) => counted(words[`finding_${kind}`], count, language))
    return `<li>${where}${escaped(told.join('; '))}</li>`
  })
  const list =
    found.length === 0 ? '' : `\n<h3>${escaped(words.found)}</h3>\n<ul>${found.join('\n')}</ul>`
  return `<section><h2>${escaped(words.approvals)}</h2>
<ul class="approvals">${items.join('\n')}</ul>${list}</section>`
}
