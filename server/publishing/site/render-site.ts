import { changedPage } from './changed-page.ts'
import { editionsPage } from './editions-page.ts'
import { feedsOf } from './feeds.ts'
import { keptName } from './file-names.ts'
import { frontPage } from './front-page.ts'
import { madePage } from './made-page.ts'
import { noticePage } from './notice-page.ts'
import { pasteOf } from './paste.ts'
import { type Plan, planOf } from './plan.ts'
import { rulesPage } from './rules-page.ts'
import type { Site, SiteFile, SiteOf } from './site.ts'
import { textPage } from './text-page.ts'

const html = 'text/html; charset=utf-8'

/**
 * All files of an edition's site. Pure: the same edition, standing and day give the same bytes. A
 * withdrawn edition has the notice at each of its addresses and nothing else. Drafts have neither
 * feeds nor text to paste.
 */
export function renderSite(given: SiteOf): Site {
  const plan = planOf(given)
  const files = new Map<string, SiteFile>()
  const text = (name: string, type: string, said: string, hashed = false) =>
    files.set(name, { type, bytes: Buffer.from(said, 'utf8'), hashed })
  text(plan.style.name, 'text/css; charset=utf-8', plan.style.css, true)
  if (given.standing.is === 'withdrawn') {
    const notice = noticePage(given, given.standing)
    for (const name of pagesOf(plan)) text(name, html, notice)
    return files
  }
  text('index.html', html, frontPage(plan))
  text('how-this-was-made.html', html, madePage(plan))
  text('what-changed.html', html, changedPage(plan))
  text('editions.html', html, editionsPage(plan))
  text('rules.html', html, rulesPage(plan))
  for (const page of given.content.pages) {
    const name = plan.names.get(page.page) ?? ''
    text(`${name}.html`, html, textPage(plan, page))
    if (given.standing.is !== 'draft') text(`paste/${name}.html`, html, pasteOf(plan, page))
  }
  for (const kept of given.content.files) {
    const file = given.files.get(kept.file)
    // A type that a browser might run is never given out, whatever the file says of itself.
    if (file !== undefined)
      files.set(keptName(kept), { type: kept.type, bytes: file.bytes, hashed: true })
  }
  const feeds = given.served.feeds && given.standing.is !== 'draft' ? feedsOf(plan) : null
  if (feeds !== null) {
    text('feed.atom', 'application/atom+xml; charset=utf-8', feeds.atom)
    text('feed.json', 'application/feed+json; charset=utf-8', feeds.json)
  }
  return files
}

/** Every page of the site by its file. */
function pagesOf({ names }: Plan): string[] {
  const own = ['index', 'how-this-was-made', 'what-changed', 'editions', 'rules']
  return [...own, ...names.values()].map((name) => `${name}.html`)
}
