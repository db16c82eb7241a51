import type { Language } from '#contract/records.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { siteWords } from './words/words.ts'

/** A page of a site in its parts. All but `title`, `draft` and `description` are HTML of ours. */
export interface WholePage {
  readonly language: Language
  readonly title: string
  /** What search engines and cards of links say; empty = nothing. */
  readonly description: string
  /** Path of the stylesheet, from the page. */
  readonly style: string
  /** More of the head. */
  readonly head: string
  /** `plain`: one column without contents; `compact`: to stand in a frame elsewhere. */
  readonly kind: 'full' | 'plain' | 'compact'
  /** Marks every sheet of paper as a draft. */
  readonly draft: boolean
  /** May these files be opened from a disk? */
  readonly takenAlong: boolean
  /** What stands in the header: whose it is, banners. */
  readonly top: string
  readonly main: string
  readonly footer: string
}

/** A whole document: no script, nothing from elsewhere, one stylesheet beside it. */
export function wholePage(page: WholePage): string {
  const { description, draft, footer, head, kind, language, main, style, title, top } = page
  const words = siteWords[language]
  // Browsers differ in whether a file from a disk is "self"; no page from the net may fetch one.
  const own = page.takenAlong ? `'self' file:` : `'self'`
  const policy = `default-src 'none'; style-src ${own}; img-src ${own}; form-action 'self'; base-uri 'none'`
  const about =
    description === '' ? '' : `<meta name="description"${attribute('content', description)}>\n`
  const classes = kind === 'full' ? '' : attribute('class', kind)
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<title>${escaped(title)}</title>
${about}<link rel="stylesheet"${attribute('href', style)}>
${head}</head>
<body${classes}${attribute('data-draft', draft ? words.draft : null)}>
<a class="skip" href="#text">${escaped(words.skip)}</a>
${top === '' ? '' : `<header>${top}</header>\n`}<main class="sheet">
${main}
</main>
${footer}</body>
</html>
`
}
