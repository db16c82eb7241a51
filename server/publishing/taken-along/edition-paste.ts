/** An edition as HTML to paste into another system: elements that say what they are, no frame, no style. */
import type { EditionContent } from '../editions/edition-content.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { pageNames } from '../site/file-names.ts'
import { wordsOf } from '../words/words.ts'

/**
 * All pages, one after another. `partOf` gives what its site has to be pasted of a page, by the name
 * of the page's file; null = nothing.
 */
export function editionPaste(
  { language, name, pages }: Pick<EditionContent, 'language' | 'name' | 'pages'>,
  partOf: (name: string) => string | null,
): string {
  const names = pageNames(pages)
  const parts = pages.map((page) => {
    const title = page.title.trim() || wordsOf[page.language].untitled
    const lang = attribute('lang', page.language === language ? null : page.language)
    const part = partOf(names.get(page.page) ?? '')
    return `<h1${lang}>${escaped(title)}</h1>\n${part ?? ''}`
  })
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${escaped(name)}</title>
</head>
<body>
${parts.join('\n')}
</body>
</html>
`
}
