/** Who answers for what, and who approved it: roles first, names only where they agreed. */
import type { Language } from '#contract/records.ts'
import type { EditionPage } from '../editions/edition-content.ts'
import { escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import type { Entry } from './contents.ts'
import { wholeDayIn } from './days.ts'
import { passage } from './inline.ts'
import type { Plan } from './plan.ts'
import { counted, siteWords } from './words/words.ts'

const shown = 3

/** The role of a page's owner, and the name of who agreed to it; empty = nobody is known. */
export function ownerOf({ given }: Plan, { owner, ownerRole }: EditionPage): string {
  const name = owner === null ? '' : (given.names.get(owner) ?? '')
  if (ownerRole === '') return name
  return name === '' ? ownerRole : `${ownerRole} (${name})`
}

/** When it was approved and in which roles, as HTML. */
export function approvedBy({ content, given }: Plan, language: Language): string {
  const words = siteWords[language]
  if (given.standing.is === 'draft' || content.approvers.length === 0)
    return escaped(words.notApproved)
  const roles = fewOf(
    content.approvers.map(({ role }) => role),
    language,
  )
  const [before, after] = filled(words.approvedFact, {
    day: wholeDayIn(language, content.approvedOn),
  }).split('{roles}')
  return `${escaped(before ?? '')}${passage(roles, content.language, language)}${escaped(after ?? '')}`
}

/** The first few of them, each once, and how many more. */
export function fewOf(texts: readonly string[], language: Language): string {
  const all = [...new Set(texts.filter((text) => text !== ''))]
  const more = all.length - shown
  if (more <= 0) return all.join(', ')
  return `${all.slice(0, shown).join(', ')} ${counted(siteWords[language].more, more, language)}`
}

/** Who answers for the pages that the contents in `language` name: roles, or names without one. */
export function ownersOf(plan: Plan, language: Language): string {
  const rolesOf = (entries: readonly Entry[]): string[] =>
    entries.flatMap(({ page, under }) => [page.ownerRole || ownerOf(plan, page), ...rolesOf(under)])
  return fewOf(rolesOf(plan.contents.inLanguage(language)), language)
}
