/** A booklet as one file that any browser opens, also without a connection. */
import type { FileId, PageId } from '#contract/ids.ts'
import type { Booklet, Chapter, Pictures } from '../piece.ts'
import { madeNote, wordsOf } from '../words/words.ts'
import { type Around, headingIds } from './around.ts'
import { bookletStyle } from './booklet-style.ts'
import { escaped } from './escape.ts'
import { htmlOfPieces } from './pieces-html.ts'

/** Nothing runs and nothing is fetched, whatever is in the text. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/**
 * `pageAddress` says where a page of ours is that is not in the booklet; null = its name stands
 * there as text.
 */
export function htmlOf(
  booklet: Booklet,
  pictures: Pictures,
  pageAddress: (page: PageId) => string | null,
): string {
  const { chapters, language, made, organisation, strategy, title } = booklet
  const words = wordsOf[language]
  const idOf = headingIds()
  const anchors = new Map(chapters.map((chapter) => [chapter.page, idOf(chapter.title)]))
  const several = chapters.length > 1
  const articles = chapters.map((chapter) => {
    const around: Around = {
      words: wordsOf[chapter.language],
      picture: (file) => sourceOf(pictures, file),
      pageHref(page) {
        const anchor = anchors.get(page)
        return anchor === undefined ? pageAddress(page) : `#${anchor}`
      },
      idOf,
    }
    return htmlOfChapter(chapter, { anchor: anchors.get(chapter.page), around, language, several })
  })
  const above = [organisation, strategy].filter((name) => name !== null).join(' · ')
  const list = chapters.map(({ language: of, page, title: name }) => {
    const lang = of === language ? '' : ` lang="${of}"`
    return `<li><a href="#${anchors.get(page) ?? ''}"${lang}>${escaped(name)}</a></li>`
  })
  const contents = several
    ? `<nav aria-labelledby="contents"><h2 id="contents">${escaped(words.contents)}</h2><ol>${list.join('')}</ol></nav>`
    : ''
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${bookletStyle}</style>
</head>
<body>
<header><p>${escaped(above)}</p>${several ? `<h1>${escaped(title)}</h1>` : ''}</header>
<main>
${contents}
${articles.join('\n')}
</main>
<footer><p>${escaped(madeNote(language, made))}</p></footer>
</body>
</html>
`
}

function htmlOfChapter(
  { facts, language, pieces, title }: Chapter,
  given: {
    readonly anchor: string | undefined
    readonly around: Around
    readonly language: Booklet['language']
    readonly several: boolean
  },
): string {
  const lang = language === given.language ? '' : ` lang="${language}"`
  const rows = facts.map(
    ({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`,
  )
  const list = rows.length === 0 ? '' : `<dl>${rows.join('')}</dl>`
  const heading = `<h1 id="${given.anchor ?? ''}">${escaped(title)}</h1>`
  return `<article${lang}>\n${heading}\n${list}\n${htmlOfPieces(pieces, given.around)}\n</article>`
}

function sourceOf(pictures: Pictures, file: FileId): string | null {
  const picture = pictures.get(file)
  if (picture === undefined) return null
  return `data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}`
}
