/** How the edition was made: in figures and reasons, people only where they agreed to it. */
import { leastCounted } from '#contract/editions.ts'
import type { Language } from '#contract/records.ts'
import { softened } from '#contract/soft-hyphens.ts'
import { fates } from '#contract/threads.ts'
import type { People } from '../story/story.ts'
import { attribute, escaped } from '../html/escaped.ts'
import { filled } from '../words/words.ts'
import { dayIn } from './days.ts'
import { besideNames, isFew } from './few-people.ts'
import { factsOf, langOf, linesOf, passage, tableOf, titleOf } from './inline.ts'
import { fileOf, type Plan } from './plan.ts'
import { sitePage } from './site-page.ts'
import { weeksPicture } from './weeks-picture.ts'
import { counted, siteWords } from './words/words.ts'

/** The page as a document, in the strategy's language. */
export function madePage(whole: Plan): string {
  const story = besideNames(whole.content.story, whole.given.names)
  const content = { ...whole.content, story }
  const plan = { ...whole, content }
  const { language, number } = content
  const words = siteWords[language]
  const [from, to] = [dayIn(language, story.from), dayIn(language, story.to)]
  const sum = (of: (page: (typeof story.pages)[number]) => number) =>
    escaped(String(story.pages.reduce((all, page) => all + of(page), 0)))
  // Of all it is told that they are few, as long as that is why their number is not told.
  const isSmall = isFew(whole.content.story.people)
  const all = isSmall ? words.peopleFew : peopleIn(story.people, language)
  const lead =
    from === to
      ? filled(words.madeLeadDay, { n: number, on: to })
      : filled(words.madeLead, { n: number, from, to })
  const body = [
    `<p class="lead">${escaped(lead)}</p>`,
    factsOf(
      [
        { label: words.people, value: escaped(all) },
        { label: words.pages, value: escaped(String(content.pages.length)) },
        { label: words.comments, value: sum(({ comments }) => comments) },
        { label: words.proposals, value: sum(({ proposals }) => proposals) },
        { label: words.open, value: sum(({ open }) => open) },
      ],
      'figures',
    ),
    `<p class="note">${escaped(words.madeCounts)}</p>`,
    weeksOf(plan),
    unitsOf(plan),
    pagesOf(plan),
    versionsOf(plan),
    fatesOf(plan),
    reasonsOf(plan),
    openOf(plan),
  ]
  return sitePage(plan, {
    file: 'how-this-was-made.html',
    language,
    title: words.madeTitle,
    description: lead,
    body: body.filter((part) => part !== '').join('\n'),
    shows: null,
  })
}

const section = (title: string, html: string) =>
  `<section><h2>${escaped(title)}</h2>\n${html}</section>`

/** Of how many it is not told they may be few, or others near to them. */
function peopleIn(people: People, language: Language): string {
  const { peopleNone, peopleUntold } = siteWords[language]
  if (people === 0) return peopleNone
  return isFew(people) ? peopleUntold : String(people)
}

/** Who sat down once was one, and who did three times were three at most: few are not told apart. */
const sittingsIn = (sittings: number, language: Language) =>
  isFew(sittings) ? siteWords[language].peopleFew : String(sittings)

function pageLink(plan: Plan, id: Parameters<typeof fileOf>[1], outer: Language): string {
  const page = plan.pages.get(id)
  if (page === undefined) return ''
  return `<a${attribute('href', fileOf(plan, id))}>${passage(softened(titleOf(page), page.language), page.language, outer)}</a>`
}

function weeksOf({ content: { language, story } }: Plan): string {
  const words = siteWords[language]
  const [first] = story.weeks
  const last = story.weeks.at(-1)
  if (first === undefined || last === undefined) return ''
  if (story.weeks.every(({ sittings }) => sittings === 0)) return ''
  const from = dayIn(language, first.monday)
  const to = dayIn(language, last.monday)
  const most = sittingsIn(Math.max(...story.weeks.map(({ sittings }) => sittings)), language)
  const bars = story.weeks.map(({ sittings }) => ({
    sittings: isFew(sittings) ? leastCounted - 1 : sittings,
  }))
  const picture = weeksPicture(bars, filled(words.weeksPicture, { from, to, most }))
  const end = story.weeks.length > 1 ? `<span>${escaped(to)}</span>` : ''
  const caption = `${words.sittings}. ${filled(words.most, { n: most })}.`
  const table = tableOf(
    words.weeksTitle,
    [
      { name: words.week },
      { name: words.sittings, isNumber: true },
      { name: words.people, isNumber: true },
    ],
    story.weeks.map(({ monday, people, sittings }) => [
      escaped(dayIn(language, monday)),
      escaped(sittingsIn(sittings, language)),
      escaped(peopleIn(people, language)),
    ]),
  )
  return section(
    words.weeksTitle,
    `<figure class="weeks">${picture}<p class="ends" aria-hidden="true"><span>${escaped(from)}</span>${end}</p><figcaption>${escaped(caption)}</figcaption></figure>
<details><summary>${escaped(words.weeksTable)}</summary>${table}</details>`,
  )
}

function unitsOf({ content: { language, story }, given: { names } }: Plan): string {
  const words = siteWords[language]
  const units =
    story.units.length === 0
      ? ''
      : `<p>${escaped(words.unitsNote)}</p>
${tableOf(
  words.unitsTitle,
  [{ name: words.unit }, { name: words.people, isNumber: true }],
  story.units.map(({ name, people }) => [escaped(name), escaped(peopleIn(people, language))]),
)}`
  const order = new Intl.Collator(language)
  const named = story.contributors
    .flatMap((person) => names.get(person) ?? [])
    .toSorted(order.compare)
  const people =
    named.length === 0
      ? ''
      : `<h3>${escaped(words.namesTitle)}</h3><p class="aside">${escaped(words.namesNote)}</p>
<ul class="names">${named.map((name) => `<li>${escaped(name)}</li>`).join('')}</ul>`
  return units === '' && people === '' ? '' : section(words.unitsTitle, units + people)
}

function pagesOf(plan: Plan): string {
  const { language, story } = plan.content
  const words = siteWords[language]
  const number = (name: string) => ({ name, isNumber: true })
  return section(
    words.pagesTitle,
    tableOf(
      words.pagesTitle,
      [
        { name: words.page },
        number(words.people),
        number(words.comments),
        number(words.proposals),
        number(words.open),
      ],
      story.pages.map(({ comments, open, page, people, proposals }) => [
        pageLink(plan, page, language),
        escaped(peopleIn(people, language)),
        String(comments),
        String(proposals),
        String(open),
      ]),
    ),
  )
}

function versionsOf(plan: Plan): string {
  const { language, story } = plan.content
  const versions = story.pages
    .flatMap(({ page, versions: own }) => own.map((version) => ({ ...version, page })))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  if (versions.length === 0) return ''
  const words = siteWords[language]
  return section(
    words.versionsTitle,
    tableOf(
      words.versionsTitle,
      [{ name: words.version }, { name: words.page }, { name: words.day }],
      versions.map(({ name, on, page }) => [
        escaped(name),
        pageLink(plan, page, language),
        escaped(dayIn(language, on)),
      ]),
    ),
  )
}

function fatesOf({ content: { language, story } }: Plan): string {
  const words = siteWords[language]
  const some = fates.filter((fate) => story.fates[fate] > 0)
  if (some.length === 0) return section(words.fatesTitle, `<p>${escaped(words.fatesNone)}</p>`)
  return section(
    words.fatesTitle,
    tableOf(
      words.fatesTitle,
      [{ name: words.fate }, { name: words.count, isNumber: true }],
      some.map((fate) => [escaped(words[`fate_${fate}`]), String(story.fates[fate])]),
    ),
  )
}

function reasonsOf(plan: Plan): string {
  const { language, story } = plan.content
  if (story.reasons.length === 0) return ''
  const words = siteWords[language]
  const items = story.reasons.map(({ fate, on, page, reason }) => {
    const own = plan.pages.get(page)
    const facts = [
      escaped(words[`fate_${fate}`]),
      pageLink(plan, page, language),
      escaped(dayIn(language, on)),
    ]
    return `<li><p class="reason"${own === undefined ? '' : langOf(own.language, language)}>${linesOf(reason)}</p><p class="aside">${facts.filter((fact) => fact !== '').join(' · ')}</p></li>`
  })
  return section(words.reasonsTitle, `<ul class="approvals">${items.join('\n')}</ul>`)
}

function openOf({ content: { language, story } }: Plan): string {
  const words = siteWords[language]
  const open = story.pages.reduce((all, page) => all + page.open, 0)
  const said = open === 0 ? words.openNone : counted(words.openSome, open, language)
  return section(words.openTitle, `<p>${escaped(said)}</p>`)
}
