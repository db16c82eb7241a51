/** Small pieces of HTML that many pages of a site have. */
import type { Language } from '#contract/records.ts'
import type { EditionPage } from '../editions/edition-content.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { wordsOf } from '../words/words.ts'

/** `lang="…"` where the language is another one than around. */
export const langOf = (own: Language, outer: Language) =>
  attribute('lang', own === outer ? null : own)

/** The title, or that it has none, in the page's language. */
export const titleOf = ({ language, title }: Pick<EditionPage, 'language' | 'title'>) =>
  title.trim() === '' ? wordsOf[language].untitled : title

/** Text of several lines. */
export const linesOf = (text: string) => escaped(text).replace(/\n/g, '<br>')

/** Text in another language than around. */
export function passage(text: string, own: Language, outer: Language): string {
  return own === outer ? linesOf(text) : `<span lang="${own}">${linesOf(text)}</span>`
}

export interface Fact {
  readonly label: string
  /** HTML of ours. */
  readonly value: string
}

/** Labels and what they say. */
export function factsOf(facts: readonly Fact[], kind: 'figures' | null = null): string {
  const rows = facts.map(
    ({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${value}</dd></div>`,
  )
  return rows.length === 0 ? '' : `<dl${attribute('class', kind)}>${rows.join('')}</dl>`
}

export interface Column {
  readonly name: string
  readonly isNumber?: boolean
}

/** A table whose rows begin with their head. Cells are HTML of ours. */
export function tableOf(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const classOf = (at: number) => (columns[at]?.isNumber === true ? ' class="number"' : '')
  const heads = columns.map(({ name }, at) => `<th scope="col"${classOf(at)}>${escaped(name)}</th>`)
  const lines = rows.map((row) => {
    const cells = row.map((cell, at) =>
      at === 0 ? `<th scope="row">${cell}</th>` : `<td${classOf(at)}>${cell}</td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  return `<div class="table" role="group" tabindex="0"${attribute('aria-label', caption)}><table><thead><tr>${heads.join('')}</tr></thead><tbody>
${lines.join('\n')}
</tbody></table></div>`
}
