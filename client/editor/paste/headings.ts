/** Headings of what was pasted, and the levels that they have on a page. */
import { rename, seenText, unwrap } from './elements.ts'

const headings = 'h1, h2, h3, h4, h5, h6'

/** What the source means as a heading without using its element. */
export function readHeadings(body: HTMLElement): void {
  for (const title of body.querySelectorAll('p.MsoTitle, p.Title')) rename(title, 'h1')
  for (const title of body.querySelectorAll('p.MsoSubtitle')) rename(title, 'h2')
  for (const one of body.querySelectorAll('p[role="heading"], div[role="heading"]')) {
    const level = Number(one.getAttribute('aria-level') ?? 2)
    rename(one, `h${level >= 1 && level <= 6 ? level : 2}`)
  }
  for (const group of body.querySelectorAll('hgroup')) unwrap(group)
}

/**
 * A page's title is its only heading of the first level: the highest pasted one becomes the second,
 * the others keep their distance as far as a page has levels. An item of a list is no heading.
 */
export function lowerHeadings(body: HTMLElement): void {
  for (const heading of body.querySelectorAll(headings)) {
    if (seenText(heading) === '') heading.remove()
    else if (heading.closest('li, summary, th') !== null) {
      if (heading.closest('summary') === null) rename(heading, 'p')
      else unwrap(heading)
    }
  }
  const all = [...body.querySelectorAll(headings)]
  const levels = all.map(({ tagName }) => Number(tagName.slice(1)))
  const highest = Math.min(...levels)
  for (const [place, heading] of all.entries()) {
    for (const strong of heading.querySelectorAll('b, strong')) unwrap(strong)
    rename(heading, `h${Math.min(4, (levels[place] ?? 2) - highest + 2)}`)
  }
}
