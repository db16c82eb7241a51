import type { SiteOf, Standing } from './site.ts'
import { escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import { wayTo } from './banners.ts'
import { dayIn } from './days.ts'
import { linesOf } from './inline.ts'
import { siteStyle } from './site-style.ts'
import { topOf } from './top.ts'
import { wholePage } from './whole-page.ts'
import { siteWords } from './words/words.ts'

/** All that a page of a withdrawn edition says: that it is gone, why, and where to go. */
export function noticePage(
  { content, served }: SiteOf,
  { href, on, reason }: Extract<Standing, { is: 'withdrawn' }>,
): string {
  const { language, number } = content
  const words = siteWords[language]
  const said = filled(words.withdrawnOn, { n: number, day: dayIn(language, on) })
  const next = wayTo(href, words.goToCurrent).trim() || escaped(words.noneCurrent)
  return wholePage({
    language,
    title: `${words.withdrawnTitle} · ${content.name}`,
    description: said,
    style: siteStyle(content).name,
    head: '<meta name="robots" content="noindex">\n',
    kind: 'plain',
    draft: false,
    takenAlong: served.takenAlong,
    top: topOf(content, ''),
    main: `<h1>${escaped(words.withdrawnTitle)}</h1>
<div class="text" id="text" tabindex="-1">
<p>${escaped(said)}</p>
<div class="new"><p><b>${escaped(words.reason)}:</b> ${linesOf(reason)}</p></div>
<p>${next}</p>
</div>`,
    footer: '',
  })
}
