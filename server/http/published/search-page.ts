/** Searching an edition, as a page without scripts. */
import { escaped } from '../../publishing/html/escaped.ts'
import {
  createSearchIndex,
  longestQuery,
  mostResults,
  type Result,
  type SearchIndex,
} from '../../publishing/search/search-index.ts'
import { framed } from '../../publishing/site/frame.ts'
import { siteWords } from '../../publishing/site/words/words.ts'
import { filled } from '../../publishing/words/words.ts'
import { ReadyFile } from './ready-file.ts'
import type { ReadySite } from './sites.ts'
import { wordsOf } from './words/words-of.ts'

/** The page with what was found for `q`, or with an empty field. */
export type SearchPage = (site: ReadySite, query: URLSearchParams) => ReadyFile

export function createSearchPage(): SearchPage {
  const indices = new WeakMap<ReadySite, SearchIndex>()

  function indexOf(site: ReadySite): SearchIndex {
    const known = indices.get(site) ?? createSearchIndex(site.content)
    indices.set(site, known)
    return known
  }

  return (site, query) => {
    const { around, content } = site
    const asked = (query.get('q') ?? '').slice(0, longestQuery).trim()
    const results = asked === '' ? [] : indexOf(site).search(asked)
    const html = framed({
      content,
      title: siteWords[content.language].search,
      language: content.language,
      body: bodyOf(site, asked, results),
      standing: around.standing,
      served: around.served,
    })
    return new ReadyFile({
      type: 'text/html; charset=utf-8',
      bytes: Buffer.from(html),
      hashed: false,
    })
  }
}

function bodyOf({ content }: ReadySite, asked: string, results: readonly Result[]): string {
  const { language } = content
  const labels = siteWords[language]
  const field = `<form class="find" action="search" role="search" aria-label="${escaped(labels.searchLabel)}">
<input name="q" type="search" aria-label="${escaped(labels.searchLabel)}" value="${escaped(asked)}" maxlength="${longestQuery}" autocomplete="off">
<button>${escaped(labels.search)}</button>
</form>`
  const list = results.map((result) => itemOf(result, language)).join('\n')
  return `${field}
<p role="status">${escaped(sentenceOf(language, asked, results.length))}</p>${list === '' ? '' : `\n<ol class="found">\n${list}\n</ol>`}`
}

function sentenceOf(language: keyof typeof wordsOf, asked: string, n: number): string {
  const words = wordsOf[language]
  if (asked === '') return words.searchEmpty
  const sentence =
    n === 0
      ? words.searchNone
      : n === 1
        ? words.searchOne
        : n < mostResults
          ? words.searchMany
          : words.searchFirst
  return filled(sentence, { asked, n })
}

function itemOf({ passage, snippet }: Result, outer: string): string {
  const { file, heading, id, kind, language, title } = passage
  const own = language === outer ? '' : ` lang="${language}"`
  const name = heading === '' || kind === 'title' ? title : `${title} · ${heading}`
  const href = id === null ? `${file}.html` : `${file}.html#${id}`
  const text = snippet.map(({ marked, text: part }) =>
    marked ? `<mark>${escaped(part)}</mark>` : escaped(part),
  )
  // Of what was found in a title the whole is the link already.
  return `<li${own}><p><a href="${escaped(href)}">${escaped(name)}</a></p>
<p>${text.join('')}</p></li>`
}
