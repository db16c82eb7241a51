import type { Language } from '#contract/records.ts'
import { softened } from '#contract/soft-hyphens.ts'
import type { EditionPage } from '../editions/edition-content.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { standingBanner } from './banners.ts'
import { footerOf } from './footer.ts'
import type { Plan } from './plan.ts'
import { fileOf } from './plan.ts'
import { sideOf } from './side.ts'
import { topOf } from './top.ts'
import { wholePage } from './whole-page.ts'
import { siteWords } from './words/words.ts'

/** A page of a site. */
export interface SitePage {
  readonly file: string
  readonly language: Language
  /** The heading. */
  readonly title: string
  readonly description: string
  /** HTML of ours. */
  readonly body: string
  /** The page of the edition that it shows; null = a page about the edition. */
  readonly shows: EditionPage | null
}

/** The whole document: header, contents, the text, what stands below each page. */
export function sitePage(plan: Plan, page: SitePage): string {
  const { file, language, shows, title } = page
  const { content, given } = plan
  const isDraft = given.standing.is === 'draft'
  return wholePage({
    language,
    title: title === content.name ? title : `${title} · ${content.name}`,
    description: page.description,
    style: plan.style.name,
    head: headOf(plan, page),
    kind: 'full',
    draft: isDraft,
    takenAlong: given.served.takenAlong,
    top: `${topOf(content, '', linksOf(plan, page))}${standingBanner(given.standing, language)}`,
    main: `<h1>${escaped(softened(title, language))}</h1>
${sideOf(plan, language, file)}
<div class="text${shows === null ? ' about' : ''}" id="text" tabindex="-1">
${page.body}
</div>`,
    footer: footerOf(plan, language, shows === null ? null : (plan.names.get(shows.page) ?? null)),
  })
}

/** The other language versions of the page, and the edition on paper. */
function linksOf(plan: Plan, { language, shows }: SitePage): string {
  const versions = shows === null ? [] : plan.contents.versionsOf(shows.page)
  const links =
    versions.length < 2
      ? []
      : versions.map((version) => {
          const name = escaped(siteWords[version.language].inOwnWords)
          if (version.page === shows?.page) return `<b aria-current="true">${name}</b>`
          const other = version.language === language ? null : version.language
          return `<a${attribute('href', fileOf(plan, version.page))}${attribute('lang', other)}${attribute('hreflang', other)}>${name}</a>`
        })
  if (plan.given.served.pdf)
    links.push(`<a href="edition.pdf">${escaped(siteWords[language].pdf)}</a>`)
  return links.map((link) => `<li>${link}</li>`).join('')
}

function headOf(plan: Plan, { description, file, language, shows, title }: SitePage): string {
  const { address, canonical, served, standing } = plan.given
  const name = file === 'index.html' ? '' : file
  const meta = (property: string, value: string | null) =>
    value === null ? '' : `<meta${attribute('property', property)}${attribute('content', value)}>\n`
  const home = webAddress(canonical) ?? webAddress(address)
  const own = webAddress(address)
  const versions = shows === null ? [] : plan.contents.versionsOf(shows.page)
  const alternates =
    versions.length < 2 || home === null
      ? []
      : versions.map(
          (version) =>
            `<link rel="alternate" hreflang="${version.language}"${attribute('href', `${home}${fileOf(plan, version.page) ?? ''}`)}>\n`,
        )
  const feeds =
    served.feeds && own !== null && standing.is !== 'draft'
      ? `<link rel="alternate" type="application/atom+xml" href="feed.atom">\n<link rel="alternate" type="application/feed+json" href="feed.json">\n`
      : ''
  return [
    standing.is === 'draft' ? '<meta name="robots" content="noindex">\n' : '',
    home === null ? '' : `<link rel="canonical"${attribute('href', `${home}${name}`)}>\n`,
    ...alternates,
    feeds,
    meta('og:title', title),
    meta('og:description', description),
    meta('og:type', shows === null ? 'website' : 'article'),
    meta('og:locale', locales[language]),
    meta('og:url', own === null ? null : `${own}${name}`),
  ].join('')
}

const locales: Readonly<Record<Language, string>> = {
  en: 'en_GB',
  fi: 'fi_FI',
  nb: 'nb_NO',
  sv: 'sv_SE',
}

/** Only addresses on the web lead anywhere. */
export function webAddress(address: string | null): string | null {
  return address !== null && /^https?:\/\/[^\s\p{Cc}]+\/$/iu.test(address) ? address : null
}
