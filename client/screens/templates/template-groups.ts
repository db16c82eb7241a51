/** Templates in the groups in which they are offered. */
import type { Language, TemplateSet } from '#contract/records.ts'
import type { Reply } from '../../net/api.ts'

export interface OfferedTemplate {
  readonly id: string
  readonly title: string
  readonly purpose: string
  readonly language: Language
}

export interface TemplateGroup {
  readonly id: 'unused' | 'own' | 'used'
  readonly items: readonly OfferedTemplate[]
}

/** What is offered for a page of a strategy: what it does not have yet first, then our own. */
export function templateGroups(
  templates: Reply<'listTemplates'> | undefined,
  strategy: { readonly set: TemplateSet; readonly language: Language },
  used: ReadonlySet<string>,
): readonly TemplateGroup[] {
  if (templates === undefined) return []
  const { language, set } = strategy
  const all = offered(templates, set, language)
  const own = templates.own
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ id, title, purpose, language: written }) => ({ id, title, purpose, language: written }))
  const groups: readonly TemplateGroup[] = [
    { id: 'unused', items: all.filter(({ id }) => !used.has(id)) },
    { id: 'own', items: own },
    { id: 'used', items: all.filter(({ id }) => used.has(id)) },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

/** The templates of a set in a language, in their order. */
export function offered(
  { templates }: Pick<Reply<'listTemplates'>, 'templates'>,
  set: TemplateSet,
  language: Language,
): readonly OfferedTemplate[] {
  return templates.flatMap(({ id, sets, texts }) => {
    const text = texts[language]
    return sets.includes(set)
      ? [{ id, title: text.title, purpose: text.purpose || text.keyQuestion, language }]
      : []
  })
}
