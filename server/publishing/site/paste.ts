/** Pages as plain HTML, to be pasted into another system. */
import type { EditionPage } from '../editions/edition-content.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { htmlOfPieces } from '../html/pieces-html.ts'
import { filled } from '../words/words.ts'
import { dayIn } from './days.ts'
import { passage } from './inline.ts'
import { fileOf, type Plan } from './plan.ts'
import { aroundOf } from './site-around.ts'
import { webAddress } from './site-page.ts'
import { siteWords } from './words/words.ts'

/**
 * The text of a page without its title, a frame, classes or pictures of flows; headings begin with
 * h2. Links to pages are absolute where the address is known, and left out where it is not.
 */
export function pasteOf(plan: Plan, page: EditionPage): string {
  const { content, given } = plan
  const { language } = page
  const home = webAddress(given.canonical) ?? webAddress(given.address)
  const own = webAddress(given.address)
  const around = aroundOf(plan, page, '')
  const file = (name: string | null) => (name === null ? null : `${own ?? '../'}${name}`)
  const html = htmlOfPieces(page.pieces, {
    ...around,
    picture: (id) => file(around.picture(id)),
    fileHref: (id, on) => file(around.fileHref(id, on)),
    pageHref: (to) => {
      const name = fileOf(plan, to)
      return name === null || home === null ? null : `${home}${name}`
    },
  })
  const [before, after] = filled(siteWords[language].fromEdition, {
    n: content.number,
    day: dayIn(language, content.validFrom),
  }).split('{strategy}')
  const name = passage(content.name, content.language, language)
  const named =
    home === null
      ? name
      : `<a${attribute('href', `${home}${fileOf(plan, page.page) ?? ''}`)}>${name}</a>`
  return `<div lang="${language}">
${bare(html)}
<p>${escaped(before ?? '')}${named}${escaped(after ?? '')}</p>
</div>
`
}

/** Our HTML without what only our stylesheet needs. No text can look like a tag or attribute in it. */
function bare(html: string): string {
  return html
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<span class="sign" aria-hidden="true">[^<]*<\/span>/g, '')
    .replace(/ (?:class|id|role|tabindex|aria-label|download)="[^"]*"/g, '')
    .replace(/<\/?section>/g, '')
}
