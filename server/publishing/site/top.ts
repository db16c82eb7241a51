import type { EditionContent } from '../editions/edition-content.ts'
import { attribute, escaped } from '../html/escaped.ts'

/** Whose strategy it is, with the way to its front page, and links beside it (`<li>` each). */
export function topOf(
  { organisation, name }: Pick<EditionContent, 'organisation' | 'name'>,
  folder: string,
  links = '',
): string {
  const of = organisation === '' ? '' : `${escaped(organisation)} · `
  const list = links === '' ? '' : `<ul>${links}</ul>`
  return `<div class="top"><p class="of">${of}<a${attribute('href', `${folder}index.html`)}>${escaped(name)}</a></p>${list}</div>`
}
