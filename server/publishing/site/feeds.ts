/** The editions as feeds, newest first. */
import { escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import { siteHref } from './banners.ts'
import { dayIn } from './days.ts'
import type { Plan } from './plan.ts'
import { webAddress } from './site-page.ts'
import { siteWords } from './words/words.ts'

interface Item {
  readonly id: string
  readonly url: string | null
  readonly title: string
  readonly text: string
  /** A moment. */
  readonly at: string
}

export interface Feeds {
  readonly atom: string
  readonly json: string
}

/** Null where no address is known: an entry leads somewhere. Of a withdrawn edition no note is told. */
export function feedsOf(plan: Plan): Feeds | null {
  const { content, given } = plan
  const folder = webAddress(given.address)
  if (folder === null) return null
  const home = webAddress(given.canonical) ?? folder
  const { language } = content
  const words = siteWords[language]
  const items = given.editions.map((line): Item => {
    const href = siteHref(line.href)
    const url = href === null ? null : new URL(href, folder).href
    const n = filled(words.editionN, { n: line.number })
    const title = `${content.name}: ${n}`
    const valid = `${filled(words.editionFact, { n, day: dayIn(language, line.validFrom) })}.`
    const note = line.state === 'withdrawn' ? words.withdrawn : line.changeNote
    return {
      id: url ?? `${home}#${line.number}`,
      url,
      title,
      text: note === '' ? valid : `${valid}\n${note}`,
      at: `${line.on.slice(0, 10)}T00:00:00Z`,
    }
  })
  return { atom: atomOf(plan, items, home), json: jsonOf(plan, items, home) }
}

function atomOf({ content, given }: Plan, items: readonly Item[], home: string): string {
  const [newest] = items
    .map(({ at }) => at)
    .toSorted()
    .toReversed()
  const entries = items.map(
    ({ at, id, text, title, url }) => `<entry>
<id>${xml(id)}</id>
<title>${xml(title)}</title>
<published>${xml(at)}</published>
<updated>${xml(at)}</updated>
${url === null ? '' : `<link rel="alternate" type="text/html" href="${xml(url)}"/>\n`}<content type="text">${xml(text)}</content>
</entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${content.language}">
<id>${xml(home)}</id>
<title>${xml(content.name)}</title>
<updated>${xml(newest ?? `${given.today}T00:00:00Z`)}</updated>
<author><name>${xml(content.organisation || content.name)}</name></author>
<link rel="alternate" type="text/html" href="${xml(home)}"/>
<link rel="self" type="application/atom+xml" href="${xml(`${given.address ?? home}feed.atom`)}"/>
${entries.join('\n')}
</feed>
`
}

/** What HTML leaves out XML does, too, and two characters more. */
const xml = (text: string) => escaped(text).replace(/[\ufffe\uffff]/g, '')

function jsonOf({ content, given }: Plan, items: readonly Item[], home: string): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: content.name,
    home_page_url: home,
    feed_url: `${given.address ?? home}feed.json`,
    language: content.language,
    authors: [{ name: content.organisation || content.name }],
    items: items.map(({ at, id, text, title, url }) => ({
      id,
      ...(url === null ? {} : { url }),
      title,
      content_text: text,
      date_published: at,
    })),
  }
  return `${JSON.stringify(feed, null, 2)}\n`
}
