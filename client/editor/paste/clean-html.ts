/**
 * Makes of what Word, Google Docs and web pages put on the clipboard plain HTML that the page's
 * schema understands: headings, paragraphs, lists, checklists, tables, links, emphasis. Looks,
 * fonts, colours, pictures from elsewhere and hidden parts are left behind.
 *
 * Only rearranges; what may be on a page is decided by the schema afterwards. Works on an inert
 * document, in which nothing is fetched or run.
 */
import { nestLooseLists, readCheckboxes } from './lists.ts'
import { styleOf } from './pasted-style.ts'
import { readWordLists } from './word-lists.ts'

/** What carries no text of the author's. */
const unwanted =
  'head, script, style, meta, link, title, xml, noscript, template, svg, math, canvas, iframe, object, ' +
  'embed, video, audio, button, select, textarea, img, picture, [hidden], [aria-hidden="true"]:not(li)'

/** HTML for the page's parser. Text that was copied in Talkoot itself is given back as it is. */
export function cleanHtml(html: string): string {
  if (html.includes('data-pm-slice')) return html
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  readCheckboxes(body)
  // Before comments and styles go: they say which paragraphs are items of a list.
  readWordLists(body)
  for (const element of body.querySelectorAll(unwanted)) element.remove()
  removeComments(body)
  for (const element of body.querySelectorAll<HTMLElement>('[style]')) readStyle(element)
  for (const element of [...body.querySelectorAll('*')]) tidy(element)
  nestLooseLists(body)
  lowerHeadings(body)
  removeEmptyParagraphs(body)
  return body.innerHTML
}

function removeComments(root: Node): void {
  for (const node of [...root.childNodes]) {
    if (node.nodeType === Node.COMMENT_NODE) node.remove()
    else removeComments(node)
  }
}

/** Emphasis that is only a look becomes emphasis; hidden text goes. */
function readStyle(element: HTMLElement): void {
  const style = styleOf(element)
  if (style.get('display') === 'none' || style.get('mso-hide') === 'all') {
    element.remove()
    return
  }
  const isText = element.matches('span, font, b, strong, i, em, u, a')
  if (!isText) return
  const weight = style.get('font-weight') ?? ''
  if (/^(?:bold|bolder|[6-9]\d\d)$/.test(weight) && !isBold(element)) wrapInside(element, 'strong')
  if (/^(?:normal|[1-5]\d\d)$/.test(weight) && element.matches('b, strong')) unwrap(element)
  if (/^(?:italic|oblique)/.test(style.get('font-style') ?? '')) wrapInside(element, 'em')
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`
  if (/line-through/.test(line)) wrapInside(element, 's')
  if (/underline/.test(line) && element.closest('a') === null && !holdsLink(element)) {
    wrapInside(element, 'u')
  }
}

const holdsLink = (element: Element) => element.querySelector('a') !== null
const isBold = (element: Element) => element.closest('b, strong, h1, h2, h3, h4, h5, h6') !== null

function tidy(element: Element): void {
  // Word's own elements, such as <o:p>, and what only carried a look.
  if (element.tagName.includes(':') || element.matches('font, mark, sup, sub, small, big')) {
    unwrap(element)
    return
  }
  if (element.matches('br.Apple-interchange-newline')) element.remove()
  if (element.matches('p.MsoTitle')) rename(element, 'h1')
  if (element.matches('p.MsoSubtitle')) rename(element, 'h2')
  if (element.matches('a')) tidyLink(element)
}

/** Bookmarks are no links; search machines and mail programs lead a long way round. */
function tidyLink(link: Element): void {
  const href = link.getAttribute('href') ?? ''
  if (href === '' || href.startsWith('#')) {
    unwrap(link)
    return
  }
  try {
    const { hostname, pathname, searchParams } = new URL(href)
    const through = /(?:^|\.)google\.[a-z.]+$/.test(hostname) && pathname === '/url'
    const target = through ? (searchParams.get('q') ?? searchParams.get('url')) : null
    if (target !== null) link.setAttribute('href', target)
  } catch {
    // A relative address leads nowhere from here.
    unwrap(link)
  }
}

/** A page's title is its only heading of the first level: the highest pasted one becomes the second. */
function lowerHeadings(body: HTMLElement): void {
  const headings = [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  const levels = headings.map(({ tagName }) => Number(tagName.slice(1)))
  const by = 2 - Math.min(2, ...levels)
  for (const [place, heading] of headings.entries()) {
    if ((heading.textContent ?? '').trim() === '') heading.remove()
    else rename(heading, `h${Math.min(4, (levels[place] ?? 2) + by)}`)
  }
}

/** Word and mail programs make room with empty paragraphs. */
function removeEmptyParagraphs(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll('p')) {
    const isEmpty = (paragraph.textContent ?? '').replace(/\u00A0/g, ' ').trim() === ''
    const isAlone = paragraph.matches('td > :only-child, th > :only-child, li > :first-child')
    if (isEmpty && !isAlone && paragraph.querySelector('input') === null) paragraph.remove()
  }
}

function rename(element: Element, name: string): void {
  if (element.tagName.toLowerCase() === name) return
  const renamed = element.ownerDocument.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

function wrapInside(element: Element, name: string): void {
  const wrap = element.ownerDocument.createElement(name)
  wrap.append(...element.childNodes)
  element.append(wrap)
}

/** Leaves what is inside in its place. */
function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}
