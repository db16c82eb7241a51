/** What stands above a page when it is not simply what applies now. */
import type { Language } from '#contract/records.ts'
import { unreachable } from '#contract/asserts.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import type { Standing } from './site.ts'
import { siteWords } from './words/words.ts'

/** That it is a draft, superseded or withdrawn; nothing where it is what goes now. */
export function standingBanner(standing: Standing, language: Language, folder = ''): string {
  const words = siteWords[language]
  switch (standing.is) {
    case 'current':
      return ''
    case 'draft':
      return banner('draft', words.draft, escaped(words.draftBanner))
    case 'superseded': {
      const said = escaped(filled(words.supersededBanner, { n: standing.by }))
      return banner(
        'superseded',
        words.superseded,
        said + wayTo(standing.href, words.goToCurrent, folder),
      )
    }
    case 'withdrawn':
      return banner('superseded', words.withdrawn, escaped(words.withdrawnTitle))
    default:
      return unreachable(standing)
  }
}

/** ` <a>…</a>`, or nothing where nothing is linked. `href` counts from the edition's folder. */
export function wayTo(href: string | null, text: string, folder = ''): string {
  const at = siteHref(href, folder)
  return at === null ? '' : ` <a${attribute('href', at)}>${escaped(text)}</a>`
}

/** Addresses of other editions: within the site or on the web, and nothing that runs. */
export function siteHref(href: string | null, folder = ''): string | null {
  if (href === null) return null
  if (/^https?:\/\/[^\s\p{Cc}]*$/iu.test(href) || /^\/(?![/\\])[^\s\p{Cc}\\]*$/u.test(href))
    return href
  return /^(?:\.\.?\/)*[a-z0-9][a-z0-9./?=-]*$|^(?:\.\.?\/)+$/.test(href)
    ? `${folder}${href}`
    : null
}

const banner = (kind: string, mark: string, html: string) =>
  `<div class="banner ${kind}" role="note"><p><b>${escaped(mark)}.</b> ${html}</p></div>`
