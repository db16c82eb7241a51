/** An edition as HTML to paste into another system: elements that say what they are, no frame, no style. */
import type { FileId, PageId } from '#contract/ids.ts'
import type { EditionContent } from '../editions/edition-content.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { htmlOfPieces } from '../html/pieces-html.ts'
import { dayIn } from '../site/days.ts'
import { siteWords } from '../site/words/words.ts'
import { filled, wordsOf } from '../words/words.ts'

/**
 * All pages, one after another. `pageAddress` says where a page is published, for links to it; null =
 * it is named only. Pictures are named by their alternative texts: they belong to the other system.
 */
export function editionPaste(
  content: EditionContent,
  pageAddress: (slug: string) => string | null,
): string {
  const { language, name, number, pages, validFrom } = content
  const words = siteWords[language]
  const slugs = new Map<PageId, string>(pages.map(({ page, slug }) => [page, slug]))
  const gone = (_file: FileId) => null
  const sections = pages.map((page, place) => {
    const own = wordsOf[page.language]
    const title = page.title.trim() || own.untitled
    const html = htmlOfPieces(page.pieces, {
      words: own,
      language: page.language,
      idPrefix: `p${place + 1}-`,
      headingsFrom: 3,
      picture: gone,
      fileHref: () => null,
      pageHref: (id) => {
        const slug = slugs.get(id)
        return slug === undefined ? null : pageAddress(slug)
      },
    })
    const lang = attribute('lang', page.language === language ? null : page.language)
    return `<section${lang}>\n<h2>${escaped(title)}</h2>\n${html}\n</section>`
  })
  const from = filled(words.fromEdition, { strategy: name, n: number, day: dayIn(language, validFrom) })
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${escaped(name)}</title>
</head>
<body>
<h1>${escaped(name)}</h1>
<p>${escaped(from)}</p>
${sections.join('\n')}
</body>
</html>
`
}
