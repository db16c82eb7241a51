/** All editions of the strategy. */
import { attribute, escaped } from '../html/escaped.ts'
import { siteHref } from './banners.ts'
import { shortDayIn } from './days.ts'
import { linesOf, tableOf } from './inline.ts'
import type { Plan } from './plan.ts'
import { sitePage, webAddress } from './site-page.ts'
import { siteWords } from './words/words.ts'

/** Number, days, state and note of each, newest first. Of a withdrawn one no note is told. */
export function editionsPage(plan: Plan): string {
  const { content, given } = plan
  const { language } = content
  const words = siteWords[language]
  const rows = given.editions.map(({ changeNote, href, number, on, state, validFrom }) => {
    const at = siteHref(href)
    const isThis = number === content.number && given.standing.is !== 'draft'
    const named = isThis
      ? `${escaped(number)} (${escaped(words.thisOne)})`
      : at === null
        ? escaped(number)
        : `<a${attribute('href', at)}>${escaped(number)}</a>`
    return [
      named,
      escaped(shortDayIn(language, on)),
      escaped(shortDayIn(language, validFrom)),
      escaped(words[`state_${state}`]),
      state === 'withdrawn' ? '' : linesOf(changeNote),
    ]
  })
  const columns = [words.edition, words.published, words.validFrom, words.state, words.changeNote]
  const hasFeeds =
    given.served.feeds && webAddress(given.address) !== null && given.standing.is !== 'draft'
  const feeds = hasFeeds
    ? `\n<p class="aside">${escaped(words.feeds)} <a href="feed.atom">Atom</a>, <a href="feed.json">JSON Feed</a></p>`
    : ''
  return sitePage(plan, {
    file: 'editions.html',
    language,
    title: words.editionsTitle,
    description: words.editionsNote,
    body: `<p class="lead">${escaped(words.editionsNote)}</p>
${tableOf(
  words.editionsTitle,
  columns.map((name) => ({ name })),
  rows,
)}${feeds}`,
    shows: null,
  })
}
