/** An edition as static pages: files and their names, states, languages. */
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { must } from '#contract/asserts.ts'
import { newId, pageId, personId } from '#contract/ids.ts'
import type { EditionPage } from '../../../server/publishing/editions/edition-content.ts'
import { renderSite } from '../../../server/publishing/site/render-site.ts'
import type { Site, Standing } from '../../../server/publishing/site/site.ts'
import { line } from '../../support/booklets.ts'
import {
  editionOf,
  editionPage,
  everyPiece,
  nothingServed,
  said,
  siteOf,
  wordySite,
} from '../../support/site-of.ts'

const safeName = /^(?:(?:files|paste)\/)?[a-z0-9-]+\.(?:html|css|png|webp|bin|atom|json|pdf)$/

const pagesOf = (site: Site) => [...site].filter(([name]) => name.endsWith('.html'))
const all = (site: Site) => [...site].map(([name, file]) => `${name}\n${said(file)}`).join('\n')

/** Relative links of a page that lead to no file of the site. */
function astray(site: Site, html: string): string[] {
  const served = /^(?:search|read|feedback(?:\?page=[a-z0-9-]+)?|edition\.pdf)$/
  return [...html.matchAll(/ (?:href|src|action)="([^"]*)"/g)]
    .map(([, href]) => must(href))
    .filter((href) => !/^(?:https?:|\.\.\/1\.0\/$|#)/.test(href))
    .filter((href) => !site.has(href.replace(/#.*$/, '')) && !served.test(href))
}

test('[P330] the same edition, standing and day give the same bytes', () => {
  const given = wordySite('Kunder & mål')
  const once = renderSite(given)
  const again = renderSite(given)
  expect([...again.keys()]).toEqual([...once.keys()])
  for (const [name, file] of once) expect(said(again.get(name))).toBe(said(file))
  expect(once.get('index.html')?.hashed).toBe(false)
  const [style] = [...once.keys()].filter((name) => name.endsWith('.css'))
  expect(style).toMatch(/^style-[0-9a-f]{16}\.css$/)
  const other = renderSite({ ...given, content: { ...given.content, number: '1.2' } })
  expect(other.has(must(style))).toBe(false)
})

test('[P331] names of files hold nothing that people write and every page has one of its own', () => {
  const slugs = [
    '../../x',
    'con',
    'CON',
    '',
    'index',
    'files',
    'a'.repeat(300),
    'same',
    'same',
    'å',
  ]
  const pages = slugs.map((slug) => editionPage({ slug, title: slug || 'none' }))
  const site = renderSite(siteOf(editionOf([must(pages[0]), ...pages.slice(1)])))
  for (const name of site.keys()) expect(name).toMatch(safeName)
  for (const { title } of pages) {
    const own = pagesOf(site).filter(([, file]) => said(file).includes(`<h1>${title}</h1>`))
    expect(own.length, title).toBeGreaterThan(0)
  }
  // Five of ours, ten of theirs, and ten to paste.
  expect(pagesOf(site)).toHaveLength(25)
})

test('[P331] a file is called by the id of its copy, and no type that runs is given out', () => {
  const given = wordySite('../../evil.html')
  const names = [...renderSite(given).keys()].filter((name) => name.startsWith('files/'))
  expect(names).toEqual([
    `files/${must(given.content.files[0]).kept}.png`,
    `files/${must(given.content.files[1]).kept}.bin`,
  ])
  for (const name of names) {
    expect(renderSite(given).get(name)?.type).toMatch(/^image\/png$|^application\/octet-stream$/)
  }
})

test('[P332] every link of a site leads to one of its files or to what is served beside them', () => {
  for (const given of [
    wordySite('Kunder'),
    { ...wordySite('Kunder'), served: nothingServed, address: null, canonical: null },
  ]) {
    const site = renderSite(given)
    for (const [name, file] of pagesOf(site)) {
      if (name.startsWith('paste/')) continue
      expect(astray(site, said(file)), name).toEqual([])
    }
  }
})

test('[P332] what is taken along asks the server for nothing', () => {
  const site = renderSite({ ...wordySite('Kunder'), served: nothingServed, address: null })
  const whole = all(site)
  for (const none of ['<form', 'href="feedback', 'href="read"', 'edition.pdf', 'feed.atom']) {
    expect(whole).not.toContain(none)
  }
  expect(site.has('feed.atom')).toBe(false)
})

test('[P333] the front page says what applies, since when, who answers and what changed', () => {
  const page = editionPage({ slug: 'goals', title: 'Goals' })
  const previous = editionOf([{ ...page, pieces: [] }], { number: '1.0' })
  const site = renderSite(siteOf(editionOf([page]), { previous, today: '2026-11-30' }))
  const front = said(site.get('index.html'))
  for (const part of [
    '1.1, valid from 1\u00a0December 2026',
    'Head of communications',
    '24\u00a0November 2026, Management group',
    'This edition is valid from 1 December 2026.',
    'Answers are given on the same working day.',
    'href="what-changed.html">See all changes',
  ]) {
    expect(front).toContain(part)
  }
  expect(said(site.get('goals.html'))).toContain('This page has changed since edition 1.0.')
})

test('[P333] a review whose day has passed is told, on the page and in front', () => {
  const page = editionPage({ slug: 'goals', reviewOn: '2027-01-31' })
  const on = (today: string) => renderSite(siteOf(editionOf([page]), { today }))
  expect(all(on('2027-01-31'))).not.toMatch(/overdue|was due/)
  const late = on('2027-02-01')
  expect(said(late.get('goals.html'))).toContain('was due on 31 January 2027')
  expect(said(late.get('index.html'))).toContain('The review of 1 page is overdue.')
})

test('[P334] roles come first, and only who agreed is named', () => {
  const given = wordySite('Secret Person')
  const content = {
    ...given.content,
    ...{ name: 'Strategy', organisation: 'Town', changeNote: '', files: [] },
    approvers: [{ role: 'Board', name: null, on: '2026-11-24', despite: 'It is urgent.' }],
    pages: [
      { ...given.content.pages[0], title: 'Goals', ownerRole: 'Director', pieces: [] },
    ] as const,
    story: { ...given.content.story, units: [], reasons: [], pages: [] },
  }
  const base = { ...given, content, previous: null, editions: [] }
  const named = renderSite(base)
  expect(said(named.get('first.html'))).toContain('Director (Secret Person)')
  expect(said(named.get('how-this-was-made.html'))).toContain('<li>Secret Person</li>')
  const site = renderSite({ ...base, names: new Map(), files: new Map() })
  expect(all(site)).not.toContain('Secret Person')
  const front = said(site.get('index.html'))
  expect(front).toContain('<b>Board</b> approved on 24 November 2026')
  expect(front).toContain('It is urgent.')
  expect(front).toContain('2 open comments and proposals')
})

test('[P335] a draft says so on every page, on paper too, and is in no feed and nothing to paste', () => {
  const site = renderSite({ ...wordySite('Goals'), standing: { is: 'draft' } })
  for (const [name, file] of pagesOf(site)) {
    expect(said(file), name).toContain('<body')
    expect(said(file), name).toContain('data-draft="')
    expect(said(file), name).toContain('<div class="banner draft"')
    expect(said(file), name).toContain('<meta name="robots" content="noindex">')
  }
  expect([...site.keys()].filter((name) => /^feed|^paste/.test(name))).toEqual([])
})

test('[P335] a superseded edition leads to the one that goes now', () => {
  const standing: Standing = { is: 'superseded', by: '2.0', href: '../2.0/' }
  const site = renderSite({ ...wordySite('Goals'), standing })
  for (const [name, file] of pagesOf(site).filter(([one]) => !one.startsWith('paste/'))) {
    expect(said(file), name).toContain('<div class="banner superseded"')
    expect(said(file), name).toContain('<a href="../2.0/">')
  }
  const bad = renderSite({
    ...wordySite('Goals'),
    standing: { ...standing, href: 'javascript:alert(1)' },
  })
  expect(all(bad)).not.toContain('javascript:')
})

test('[P336] of a withdrawn edition nothing is left but the notice, at each of its addresses', () => {
  const given = wordySite('CANARY')
  const content = { ...given.content, name: 'Strategy', organisation: 'Town' }
  const before = renderSite({ ...given, content })
  const site = renderSite({
    ...given,
    content,
    standing: {
      is: 'withdrawn',
      on: '2026-12-20',
      reason: 'The <council> said no.',
      href: '../1.0/',
    },
  })
  expect(all(before)).toContain('CANARY')
  expect(all(site)).not.toContain('CANARY')
  expect(all(site)).not.toContain('secret')
  const expected = pagesOf(before)
    .map(([name]) => name)
    .filter((name) => !name.includes('/'))
  expect(
    pagesOf(site)
      .map(([name]) => name)
      .toSorted(),
  ).toEqual(expected.toSorted())
  for (const [, file] of pagesOf(site)) {
    expect(said(file)).toContain('The &lt;council&gt; said no.')
    expect(said(file)).toContain('20 December 2026')
    expect(said(file)).toContain('href="../1.0/"')
  }
  expect([...site.keys()].filter((name) => /^files|^feed|^paste/.test(name))).toEqual([])
})

test('[P336] no other edition tells the note or the text of a withdrawn one', () => {
  const page = editionPage({ slug: 'goals' })
  const old = { ...page, pieces: [{ kind: 'paragraph', text: line('CANARY') } as const] }
  const given = siteOf(editionOf([page]), {
    previous: editionOf([old], { number: '1.0' }),
  })
  expect(all(renderSite(given))).toContain('CANARY')
  const editions = given.editions.map((one) =>
    one.number === '1.0' ? { ...one, state: 'withdrawn' as const, changeNote: 'CANARY' } : one,
  )
  const site = renderSite({ ...given, editions })
  expect(all(site)).not.toContain('CANARY')
  expect(said(site.get('editions.html'))).toContain('Withdrawn')
})

test('[P337] each page speaks its own language and leads to its other versions', () => {
  const fi = editionPage({ slug: 'ohje', title: 'Ohje', language: 'fi' })
  const version = (behind: boolean): EditionPage =>
    editionPage({
      ...{ slug: 'riktlinje', title: 'Riktlinje', language: 'sv' },
      basedOn: { page: fi.page, behind },
    })
  const other = editionPage({ slug: 'goals', title: 'Goals', language: 'en' })
  const siteWith = (behind: boolean) =>
    renderSite(
      siteOf(editionOf([fi, version(behind), other], { language: 'fi', name: 'Strategia' })),
    )
  const site = siteWith(false)
  const sv = said(site.get('riktlinje.html'))
  expect(sv).toContain('<html lang="sv">')
  expect(sv).toContain('<a href="ohje.html" lang="fi" hreflang="fi">Suomeksi</a>')
  expect(sv).toContain('<span lang="fi">Ohje</span></a> (Utgåva 1.1)')
  expect(sv).toContain('Den följer originalet')
  expect(said(siteWith(true).get('riktlinje.html'))).toContain('följer en äldre lydelse')
  // What is said of a page by us breaks where Finnish words do.
  const named = { ...other, title: 'Sosiaalisenmedianohje', language: 'fi' } as const
  const soft = said(renderSite(siteOf(editionOf([named]))).get('goals.html'))
  expect(soft).toContain('<h1>Sosiaa\u00adli\u00adsen')
  expect(soft).toContain('<title>Sosiaalisenmedianohje ·')
  // The contents are in one language as far as there are versions in it.
  const side = must(/<nav class="side"[\s\S]*?<\/nav>/.exec(sv))[0]
  expect(side).toContain('>Riktlinje</a>')
  expect(side).not.toContain('Ohje')
  expect(side).toContain('<a href="goals.html" lang="en" hreflang="en">Goals</a>')
  const front = said(site.get('index.html'))
  expect(front).toContain('<html lang="fi">')
  expect(front).toContain('<div lang="sv"><h3>På svenska</h3>')
})

test('[P337] pages that follow or stand above one another in a circle are all there once', () => {
  const [a, b, c] = [newId(pageId), newId(pageId), newId(pageId)]
  const pages = [
    editionPage({ slug: 'a', page: a, basedOn: { page: b, behind: false }, language: 'fi' }),
    editionPage({ slug: 'b', page: b, basedOn: { page: a, behind: false } }),
    editionPage({ slug: 'c', page: c, parent: c }),
    editionPage({ slug: 'd', parent: newId(pageId) }),
  ] as const
  const front = said(renderSite(siteOf(editionOf([...pages]))).get('index.html'))
  const list = must(/<nav aria-label[\s\S]*?<\/nav>/.exec(front))[0]
  for (const slug of ['a', 'b', 'c', 'd']) {
    expect(list.split(`href="${slug}.html"`), slug).toHaveLength(2)
  }
})

test('[P338] how it was made counts no fewer than five, and shows weeks as picture and table', () => {
  const content = editionOf([editionPage({ slug: 'goals' })])
  const story = { ...content.story, people: 3, units: [{ name: 'Tiny', people: 2 }] }
  const made = said(renderSite(siteOf({ ...content, story })).get('how-this-was-made.html'))
  expect(made).toContain('<dt>People</dt><dd>fewer than five</dd>')
  expect(made).toContain('<th scope="row">Tiny</th><td class="number">not told</td>')
  expect(made).toContain('<th scope="row">14 September 2026</th><td class="number">19</td>')
  expect(made.match(/<rect /g)).toHaveLength(2)
  for (const part of ['Adopted with changes', 'It costs too much.', 'After the first workshop']) {
    expect(made).toContain(part)
  }
  expect(made).toContain('1 comment or proposal is still open.')
})

test('[P485] names beside figures, and times of writing, count nobody out', () => {
  const content = editionOf([editionPage({ slug: 'goals' })])
  const contributors = Array.from({ length: 14 }, () => newId(personId))
  const story = { ...content.story, contributors }
  const cellsWith = (named: number) => {
    const names = new Map(contributors.slice(0, named).map((id, at) => [id, `Named ${at}.`]))
    const site = renderSite(siteOf({ ...content, story }, { names }))
    const made = said(site.get('how-this-was-made.html'))
    expect(made.match(/Named \d+\./g) ?? []).toHaveLength(named)
    return {
      made,
      people: must(/<dt>People<\/dt><dd>([^<]*)/.exec(made))[1],
      told: ['Schools', '>11<'].filter((part) => made.includes(part)),
    }
  }
  for (const named of [0, 1, 9, 14]) {
    expect(cellsWith(named), `${named} named`).toMatchObject({
      people: '14',
      told: ['Schools', '>11<'],
    })
  }
  // One to four of fourteen are left.
  for (const named of [10, 13]) {
    expect(cellsWith(named), `${named} named`).toMatchObject({ people: 'not told', told: [] })
  }
  // Once in a week is one person. What is few looks the same, however few it is.
  const siteWith = (sittings: number) => {
    const weeks = story.weeks.map((week) => (week.sittings === 4 ? { ...week, sittings } : week))
    return said(
      renderSite(siteOf({ ...content, story: { ...story, weeks } })).get('how-this-was-made.html'),
    )
  }
  expect(siteWith(1)).toBe(siteWith(4))
  expect(siteWith(5)).not.toBe(siteWith(4))
  const alone = { ...story, weeks: [{ monday: '2026-08-31', sittings: 1, people: null }] }
  const made = said(renderSite(siteOf({ ...content, story: alone })).get('how-this-was-made.html'))
  expect(made).toContain('Most in one week: fewer than five')
})

test('[P339] what changed is marked as inserted and deleted, and in words for who hears it', () => {
  const page = editionPage({ slug: 'goals', title: 'Goals' })
  const before = {
    ...page,
    pieces: [{ kind: 'paragraph', text: line('We answer in two days.') } as const],
  }
  const after = {
    ...page,
    pieces: [{ kind: 'paragraph', text: line('We answer in two hours.') } as const],
  }
  const gone = editionPage({ slug: 'old', title: 'Old page' })
  const same = editionPage({ slug: 'same', title: 'Same page' })
  const site = renderSite(
    siteOf(editionOf([after, same, editionPage({ slug: 'fresh', title: 'Fresh page' })]), {
      previous: editionOf([before, same, gone], { number: '1.0' }),
    }),
  )
  const changed = said(site.get('what-changed.html'))
  expect(changed).toMatch(/<del><span class="unseen"> removed: <\/span>days/)
  expect(changed).toMatch(/<ins><span class="unseen"> added: <\/span>hours/)
  expect(changed).toContain('<h2>Old page</h2>\n<p class="state removed-page">Removed page</p>')
  expect(changed).toContain('<a href="fresh.html">Fresh page</a></h2>\n<p class="state new-page">')
  expect(changed).toContain('<li><a href="same.html">Same page</a></li>')
  const first = renderSite(siteOf(editionOf([after])))
  expect(said(first.get('what-changed.html'))).toContain('This is the first edition')
  expect(said(first.get('index.html'))).toContain('This is the first edition.')
})

test('[P340] rules alone are the rules and flows of all pages, wherever they stand', () => {
  const rule = everyPiece('Answer').filter(({ kind }) => kind === 'rule')
  const page = editionPage({
    slug: 'goals',
    pieces: [
      { kind: 'paragraph', text: line('Not a rule') },
      { kind: 'heading', level: 3, text: line('Not above a rule') },
      { kind: 'heading', level: 2, text: line('Above a rule') },
      { kind: 'details', summary: [], content: rule },
    ],
  })
  const site = renderSite(siteOf(editionOf([page, editionPage({ slug: 'none' })])))
  const rules = said(site.get('rules.html'))
  expect(rules).toContain('Above a rule')
  expect(rules).toContain('<ol class="rules">')
  for (const none of ['Not a rule', 'Not above a rule', '<nav', '<footer', 'none.html']) {
    expect(rules).not.toContain(none)
  }
  const empty = renderSite(siteOf(editionOf([editionPage({ slug: 'none' })])))
  expect(said(empty.get('rules.html'))).toContain('no rules and no decision flows')
})

test('[P341] what is pasted elsewhere is plain HTML with absolute links', () => {
  const given = wordySite('Kunder')
  const other = given.content.pages[1]?.page ?? newId(pageId)
  const linked = {
    ...given.content.pages[0],
    pieces: [
      ...given.content.pages[0].pieces,
      {
        kind: 'paragraph',
        text: [{ text: 'see', marks: [], to: { page: other } }],
      } as const,
    ],
  }
  const content = { ...given.content, pages: [linked, ...given.content.pages.slice(1)] as const }
  const pasted = said(renderSite({ ...given, content }).get('paste/first.html'))
  expect(pasted).not.toMatch(/ (?:class|id|style|role|tabindex)=|<(?:svg|head|body|script|h1)\b/)
  expect(pasted).toContain('<h2>Kunder</h2>')
  expect(pasted).toContain('href="https://wiki.example/published/comms/second.html"')
  expect(pasted).toContain('src="https://wiki.example/published/comms/1.1/files/')
  const unknown = renderSite({ ...given, content, address: null, canonical: null })
  expect(said(unknown.get('paste/first.html'))).not.toContain('second.html')
})

test('[P342] feeds tell the editions, newest first, with absolute links', () => {
  const given = wordySite('Goals & <means>')
  const site = renderSite(given)
  const atom = said(site.get('feed.atom'))
  expect(atom).toMatch(
    /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/,
  )
  expect(atom).toContain('<title>Goals &amp; &lt;means&gt;: Edition 1.1</title>')
  expect(atom).toContain('href="https://wiki.example/published/comms/1.0/"')
  expect(atom.indexOf('1.1</title>')).toBeLessThan(atom.indexOf('1.0</title>'))
  const json: unknown = JSON.parse(said(site.get('feed.json')))
  expect(json).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Goals & <means>',
    feed_url: 'https://wiki.example/published/comms/1.1/feed.json',
    items: [
      {
        url: 'https://wiki.example/published/comms/1.1/index.html',
        date_published: '2026-11-25T00:00:00Z',
      },
      { url: 'https://wiki.example/published/comms/1.0/' },
    ],
  })
  expect(renderSite({ ...given, address: null }).has('feed.atom')).toBe(false)
})

test('[P343] pages say to engines and cards what they are and which address counts', () => {
  const page = editionPage({ slug: 'goals', title: 'Goals "1"' })
  const html = said(renderSite(siteOf(editionOf([page]))).get('goals.html'))
  for (const part of [
    '<title>Goals &quot;1&quot; · Communication strategy 2027</title>',
    '<link rel="canonical" href="https://wiki.example/published/comms/goals.html">',
    '<meta property="og:title" content="Goals &quot;1&quot;">',
    '<meta property="og:type" content="article">',
    '<meta property="og:url" content="https://wiki.example/published/comms/1.1/goals.html">',
    '<meta name="description" content="Goals &quot;1&quot;. Communication strategy 2027',
  ]) {
    expect(html).toContain(part)
  }
})

test('[P344] a page weighs less than 30 kB with its style, and two hundred are no feat', () => {
  const text = 'Whoever knows the matter answers in their own name and says where they work. '
  const pieces = Array.from({ length: 60 }, (_, at) => ({
    kind: 'paragraph' as const,
    text: line(`${at} ${text.repeat(8)}`),
  }))
  const pages = Array.from({ length: 200 }, (_, at) =>
    editionPage({ slug: `page-of-many-${at}`, title: `A page of many ${at}`, pieces }),
  )
  const site = renderSite(siteOf(editionOf([must(pages[0]), ...pages.slice(1)])))
  expect(pagesOf(site)).toHaveLength(405)
  const style = must([...site].find(([name]) => name.endsWith('.css')))[1]
  const weight = (bytes: Uint8Array) => brotliCompressSync(bytes).length
  const page = must(site.get('page-of-many-7.html'))
  expect(page.bytes.length).toBeGreaterThan(40_000)
  expect(weight(page.bytes) + weight(style.bytes)).toBeLessThan(30_000)
})

test('[P521] what was found before approval stands once, with the pages on which it was', () => {
  const titled = (title: string) => editionPage({ slug: title.toLowerCase(), title })
  const pages = [titled('Goals'), titled('Customers'), titled('Tools')] as const
  const findings = pages.flatMap(({ page, title }) => [
    { kind: 'no-owner', page, count: 1 } as const,
    { kind: 'open-comments', page, count: title === 'Customers' ? 2 : 1 } as const,
  ])
  const front = said(renderSite(siteOf({ ...editionOf(pages), findings })).get('index.html'))
  const groups = [...front.matchAll(/<summary>([^<]*)<\/summary><ul>([\s\S]*?)<\/ul>/g)]
  const links = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
  const told = groups.map(([, name, list]) => [name, ...links(must(list))])
  expect(told).toContainEqual(['1 open comment or proposal: 2 pages', 'goals.html', 'tools.html'])
  expect(told).toContainEqual(['2 open comments and proposals: 1 page', 'customers.html'])
  expect(told.filter(([, ...on]) => on.length === 3)).toHaveLength(1)
})
