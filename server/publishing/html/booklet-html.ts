import type { PageId } from '#contract/ids.ts'
import type { Booklet, Chapter, Pictures } from '../piece.ts'
import { madeNote, wordsOf } from '../words/words.ts'
import { bookletStyle } from './booklet-style.ts'
import { attribute, escaped } from './escaped.ts'
import { htmlOfPieces } from './pieces-html.ts'

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/**
 * A booklet as one file that opens anywhere, offline too: pictures stand in it, nothing runs.
 * Links to its own pages stay inside; `pageAddress` says where others are, null = nowhere.
 */
export function htmlOf(
  booklet: Booklet,
  pictures: Pictures,
  pageAddress: (page: PageId) => string | null,
): string {
  const { chapters, language, made, organisation, strategy } = booklet
  const words = wordsOf[language]
  const title = booklet.title || words.untitled
  // One page is its own title; of several each has its own under the title of all.
  const isBook = strategy === null || chapters.length > 1
  const ids = new Map(chapters.map(({ page }, place) => [page, `chapter-${place + 1}`]))
  const sources = new Map(
    [...pictures].map(([file, { type, bytes }]) => [
      file,
      `data:${type};base64,${Buffer.from(bytes).toString('base64')}`,
    ]),
  )
  const bodies = chapters.map((chapter, place) => {
    const text = htmlOfPieces(chapter.pieces, {
      words: wordsOf[chapter.language],
      language: chapter.language,
      idPrefix: `c${place + 1}-`,
      headingsFrom: isBook ? 3 : 2,
      picture: (file) => sources.get(file) ?? null,
      fileHref: () => null,
      pageHref: (page) => {
        const id = ids.get(page)
        return id === undefined ? pageAddress(page) : `#${id}`
      },
    })
    return chapterHtml(chapter, text, { id: `chapter-${place + 1}`, isBook, language })
  })
  const contents = chapters.map(
    ({ title: name, language: own }, place) =>
      `<li><a href="#chapter-${place + 1}"${langOf(own, language)}>${escaped(name || wordsOf[own].untitled)}</a></li>`,
  )
  const of = [organisation, strategy ?? ''].filter((part) => part !== '').join(' · ')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${bookletStyle}</style>
</head>
<body${isBook ? ' class="book"' : ''}>
<header><p class="of">${escaped(of)}</p>${isBook ? `<h1>${escaped(title)}</h1>` : ''}<p class="made">${escaped(madeNote(language, made))}</p></header>
${chapters.length > 1 ? `<nav${attribute('aria-label', words.contents)}><p class="label">${escaped(words.contents)}</p><ol>${contents.join('\n')}</ol></nav>\n` : ''}<main>
${bodies.join('\n')}
</main>
</body>
</html>
`
}

interface Within {
  readonly id: string
  readonly isBook: boolean
  readonly language: Booklet['language']
}

function chapterHtml(chapter: Chapter, text: string, { id, isBook, language }: Within): string {
  const title = escaped(chapter.title || wordsOf[chapter.language].untitled)
  const facts = chapter.facts.map(
    ({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`,
  )
  const list = facts.length === 0 ? '' : `<dl>${facts.join('')}</dl>`
  const level = isBook ? 'h2' : 'h1'
  return `<article id="${id}"${langOf(chapter.language, language)}>
<${level} class="title">${title}</${level}>${list}
${text}
</article>`
}

const langOf = (own: string, outer: string) => attribute('lang', own === outer ? null : own)
