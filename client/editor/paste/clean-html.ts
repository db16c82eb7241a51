/**
 * Makes of what Word, Google Docs and web pages put on the clipboard plain HTML that the page's
 * schema understands: headings, paragraphs, lists, checklists, tables, links, emphasis. Looks,
 * fonts, colours, pictures from elsewhere and hidden parts are left behind.
 *
 * Only rearranges; what may be on a page is decided by the schema and `fit-slice.ts` afterwards.
 * Works on an inert document, in which nothing is fetched or run.
 */
import { isOwnCopy } from './own-copy.ts'
import { tidyBreaks, removeEmptyParagraphs } from './breaks.ts'
import { rename, unwrap, unwrapBlock } from './elements.ts'
import { readEmphasis } from './emphasis.ts'
import { lowerHeadings, readHeadings } from './headings.ts'
import { nestLooseLists, readCheckboxes } from './lists.ts'
import { readNotes } from './notes.ts'
import { styled, styleOf, styleSheets, withoutStyles } from './pasted-style.ts'
import { tidyTables } from './tables.ts'
import { readWordLists } from './word-lists.ts'
import { readWordOnlineLists } from './word-online-lists.ts'

/** What carries no text of the author's, or is not meant to be read with it. */
const unwanted =
  'head, script, style, meta, link, title, xml, noscript, noembed, noframes, template, svg, math, ' +
  'canvas, iframe, frameset, object, embed, video, audio, map, button, input, select, textarea, ' +
  'img, picture, col, colgroup, rp, rt, del[datetime], [hidden], [aria-hidden="true"]:not(li), ' +
  '[class^="MsoToc"], .MsoCommentReference, .EOP'

/** What the page's parser may still know of an element. */
const keptAttributes: readonly string[] = [
  'href',
  'start',
  'colspan',
  'rowspan',
  'data-type',
  'data-checked',
  'data-block',
  'data-align',
]

/** HTML for the page's parser. What was copied in Talkoot itself is given back as it is. */
export function cleanHtml(html: string): string {
  const inert = withoutStyles(html)
  if (isOwnCopy(html)) return inert
  const { body } = new DOMParser().parseFromString(inert, 'text/html')
  for (const element of body.querySelectorAll('[data-type], [data-block], [data-checked]')) {
    for (const name of ['data-type', 'data-block', 'data-checked']) element.removeAttribute(name)
  }
  readCheckboxes(body)
  readNotes(body)
  // Before comments and styles go: they say which paragraphs are items of a list.
  readWordLists(body)
  readWordOnlineLists(body)
  keepEmoji(body)
  for (const element of body.querySelectorAll(unwanted)) element.remove()
  removeComments(body)
  removeHidden(body)
  tidyTables(body, styleSheets(html))
  readHeadings(body)
  for (const element of body.querySelectorAll(styled)) readEmphasis(element)
  for (const element of [...body.querySelectorAll('*')]) tidy(element)
  nestLooseLists(body)
  lowerHeadings(body)
  tidyBreaks(body)
  removeEmptyParagraphs(body)
  for (const element of body.querySelectorAll('*')) keepAttributes(element)
  return body.innerHTML
}

function removeComments(root: Node): void {
  for (const node of [...root.childNodes]) {
    if (node.nodeType === Node.COMMENT_NODE) node.remove()
    else removeComments(node)
  }
}

function removeHidden(body: HTMLElement): void {
  for (const element of body.querySelectorAll(styled)) {
    const style = styleOf(element)
    const isHidden =
      style.get('display') === 'none' ||
      style.get('visibility') === 'hidden' ||
      style.get('mso-hide') === 'all' ||
      style.get('mso-element') === 'comment-list'
    if (isHidden) element.remove()
  }
}

/** Web pages and chats draw smileys as pictures. */
function keepEmoji(body: HTMLElement): void {
  for (const image of body.querySelectorAll('img[alt]')) {
    const alt = image.getAttribute('alt') ?? ''
    if (
      /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{EMod}|\u200D|\uFE0F)+$/u.test(alt)
    ) {
      image.replaceWith(alt)
    }
  }
}

function tidy(element: Element): void {
  if (element.matches('a')) tidyLink(element)
  else if (element.matches('sup, sub')) {
    element.replaceWith(raised(element.textContent ?? '', element.matches('sup')))
  } else if (element.matches('details')) tidyDetails(element)
  else if (element.matches('span.Apple-converted-space')) element.replaceWith(' ')
  else if (element.matches('dt')) rename(element, 'p')
  else if (isOnlyLook(element)) unwrap(element)
}

/** Word's own elements, such as <o:p>, and what only carries a look. */
function isOnlyLook(element: Element): boolean {
  return (
    element.tagName.includes(':') || element.matches('font, mark, small, big, span, ins, label')
  )
}

/** Digits keep their place above or below the line: m², H₂O. */
function raised(text: string, above: boolean): string {
  const digits = above ? '⁰¹²³⁴⁵⁶⁷⁸⁹' : '₀₁₂₃₄₅₆₇₈₉'
  return /^\d+$/.test(text) ? text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit) : text
}

/** Bookmarks are no links; search machines and mail programs lead a long way round. */
function tidyLink(link: Element): void {
  const href = (link.getAttribute('href') ?? '').trim()
  if (href === '' || href.startsWith('#')) {
    unwrap(link)
    return
  }
  try {
    const { hostname, pathname, searchParams } = new URL(href)
    const google = /(?:^|\.)google\.[a-z.]+$/.test(hostname) && pathname === '/url'
    const outlook = hostname.endsWith('.safelinks.protection.outlook.com')
    const target = google || outlook ? (searchParams.get('q') ?? searchParams.get('url')) : null
    link.setAttribute('href', target ?? href)
  } catch {
    // A relative address leads nowhere from here.
    unwrap(link)
    return
  }
  // A link that surrounds a card or a heading is the link of its words.
  if (link.querySelector('p, div, h1, h2, h3, h4, h5, h6, ul, ol, table') !== null) unwrap(link)
}

/** What is folded away needs its summary, and one place for the rest; elsewhere it is just text. */
function tidyDetails(details: Element): void {
  const summary = details.querySelector(':scope > summary')
  if (summary === null || details.closest('li, td, th, blockquote') !== null) {
    if (summary !== null) rename(summary, 'p')
    unwrapBlock(details)
    return
  }
  const rest = details.ownerDocument.createElement('div')
  rest.setAttribute('data-block', 'detailsContent')
  rest.append(...[...details.childNodes].filter((child) => child !== summary))
  details.append(rest)
}

function keepAttributes(element: Element): void {
  for (const name of element.getAttributeNames()) {
    const isLanguage = name === 'class' && element.matches('pre > code')
    if (!keptAttributes.includes(name) && !isLanguage) element.removeAttribute(name)
  }
}
