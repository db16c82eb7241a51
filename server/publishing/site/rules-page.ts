/** Rules and decision flows alone, small enough to stand in a frame on another site. */
import type { EditionPage } from '../editions/edition-content.ts'
import type { Piece } from '../piece.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { htmlOfPieces } from '../html/pieces-html.ts'
import { filled } from '../words/words.ts'
import { standingBanner } from './banners.ts'
import { dayIn } from './days.ts'
import { langOf, titleOf } from './inline.ts'
import { fileOf, type Plan } from './plan.ts'
import { aroundOf } from './site-around.ts'
import { wholePage } from './whole-page.ts'
import { siteWords } from './words/words.ts'

/** Those of all pages, each page's under its title. */
export function rulesPage(plan: Plan): string {
  const { content, given } = plan
  const { language, number } = content
  const words = siteWords[language]
  const sections = content.pages.flatMap((page, place) => sectionOf(plan, page, place))
  const day = dayIn(language, content.validFrom)
  const whole = `<a href="index.html" target="_blank" rel="noopener">${escaped(words.wholeEdition)}</a>`
  const about = escaped(
    filled(words.editionFact, { n: filled(words.editionN, { n: number }), day }),
  )
  return wholePage({
    language,
    title: `${words.rulesTitle} · ${content.name}`,
    description: filled(words.frontDescription, { strategy: content.name, n: number, day }),
    style: plan.style.name,
    head: '<meta name="robots" content="noindex">\n',
    kind: 'compact',
    draft: given.standing.is === 'draft',
    takenAlong: given.served.takenAlong,
    top: standingBanner(given.standing, language),
    main: `<h1>${escaped(content.name)}</h1>
<div class="text" id="text" tabindex="-1">
<p class="aside">${about}. ${whole}</p>
${sections.length === 0 ? `<p>${escaped(words.rulesNone)}</p>` : sections.join('\n')}
</div>`,
    footer: '',
  })
}

function sectionOf(plan: Plan, page: EditionPage, place: number): string[] {
  const pieces = rulesIn(page.pieces)
  if (pieces.length === 0) return []
  const around = { ...aroundOf(plan, page, `r${place + 1}-`), headingsFrom: 3 } as const
  const href = fileOf(plan, page.page)
  return [
    `<section${langOf(page.language, plan.content.language)}><h2><a${attribute('href', href)} target="_blank" rel="noopener">${escaped(titleOf(page))}</a></h2>
${htmlOfPieces(pieces, around)}</section>`,
  ]
}

/** Rules and flows in their order, wherever they stand, each under the heading above it. */
function rulesIn(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  let heading: Piece | null = null
  const add = (piece: Piece) => {
    if (heading !== null) found.push(heading)
    heading = null
    found.push(piece)
  }
  const look = (some: readonly Piece[]) => {
    for (const piece of some) {
      if (piece.kind === 'heading') heading = { ...piece, level: 2 }
      else if (piece.kind === 'rule' || piece.kind === 'flow') add(piece)
      else if (piece.kind === 'quote' || piece.kind === 'callout' || piece.kind === 'details')
        look(piece.content)
      else if (piece.kind === 'list') piece.items.forEach(look)
    }
  }
  look(pieces)
  return found
}
