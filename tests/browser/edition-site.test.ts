/** Sites of editions, opened from a disk. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { framed } from '../../server/publishing/site/frame.ts'
import { renderSite } from '../../server/publishing/site/render-site.ts'
import type { SiteOf } from '../../server/publishing/site/site.ts'
import { type OnPaper, siteStyle } from '../../server/publishing/site/site-style.ts'
import { payloads, runningAddresses } from '../support/attacks/html.ts'
import {
  editionOf,
  editionPage,
  nothingServed,
  said,
  siteOf,
  wordySite,
} from '../support/site-of.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'

afterEach(expectCleanPages)

const long = 'Sosiaalisenmedianviestintästrategiatyöryhmänpuheenjohtajisto'

/** The site in a folder; gives the address of a file in it. */
async function onDisk(given: SiteOf, changed = (html: string) => html) {
  const folder = await temporaryFolder()
  for (const [name, file] of renderSite(given)) {
    const at = path.join(folder, name)
    await mkdir(path.dirname(at), { recursive: true })
    const isPage = name.endsWith('.html')
    await writeFile(at, isPage ? changed(said(file)) : file.bytes)
  }
  return (name: string) => pathToFileURL(path.join(folder, name)).href
}

const withoutPolicy = (html: string) => html.replace(/<meta http-equiv=[^>]*>/, '')

/** axe would fetch a stylesheet beside the page, which neither the policy nor a disk allows. */
const withStyle = (content: OnPaper | null) => (html: string) =>
  withoutPolicy(html).replace(
    /<link rel="stylesheet"[^>]*>/,
    () => `<style>${siteStyle(content).css.replace('@charset "utf-8";', '')}</style>`,
  )

async function tabWith(options: BrowserContextOptions = {}): Promise<Page> {
  return (await computer(options)).newPage()
}

const ownPages = [
  'index',
  'first',
  'second',
  'how-this-was-made',
  'what-changed',
  'editions',
  'rules',
] as const

test('[P345] nothing that people write runs on a site, whatever would stop it', async () => {
  const texts = [...payloads.map(({ html }) => html), ...runningAddresses()]
  expect(texts.length).toBeGreaterThan(300)
  const tab = await tabWith()
  await tab.addInitScript('globalThis.hits = []; globalThis.hit = (n) => hits.push(n)')
  // A part of them each time: every field of the edition holds it.
  for (let at = 0; at < texts.length; at += 80) {
    const address = await onDisk(wordySite(texts.slice(at, at + 80).join('\n')), withoutPolicy)
    for (const name of [...ownPages, 'paste/first']) {
      await tab.goto(address(`${name}.html`))
      const inside = await tab.evaluate(() => {
        const every = [...document.querySelectorAll('*')]
        return {
          hits: Reflect.get(globalThis, 'hits'),
          elements: [...new Set(every.map((one) => one.localName))],
          attributes: [...new Set(every.flatMap((one) => one.getAttributeNames()))],
          protocols: [
            ...new Set(
              [...document.querySelectorAll('a')].map((one) => new URL(one.href).protocol),
            ),
          ],
        }
      })
      expect(inside.hits).toEqual([])
      for (const none of ['script', 'iframe', 'object', 'embed', 'video', 'math', 'style']) {
        expect(inside.elements).not.toContain(none)
      }
      const running = inside.attributes.filter((one) => one.startsWith('on') || one === 'style')
      expect(running).toEqual([])
      expect(inside.protocols.filter((one) => !/^(?:file|https?|mailto|tel):$/.test(one))).toEqual(
        [],
      )
    }
  }
})

test('[P345] a name does not get out of the texts of the stylesheet', async () => {
  const rulesWith = async (name: string) => {
    const address = await onDisk(wordySite(name))
    const tab = await tabWith()
    const css = siteStyle(wordySite(name).content).css
    await tab.goto(address('index.html'))
    return await tab.evaluate((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text.replace('@charset "utf-8";', ''))
      return sheet.cssRules.length
    }, css)
  }
  const plain = await rulesWith('Strategy')
  for (const name of ['"; } } body { display: none } /*', '\\', '"\n}', '</style>', "'*/}"]) {
    expect(await rulesWith(name), name).toBe(plain)
  }
})

test('[P346] from a disk and without JavaScript a site is whole and fetches only its own', async () => {
  const address = await onDisk({ ...wordySite('Kunder'), served: nothingServed })
  const tab = await tabWith({ javaScriptEnabled: false })
  const fetched: string[] = []
  tab.on('request', (request) => fetched.push(request.url()))
  await tab.goto(address('index.html'))
  const list = tab.getByRole('main').getByRole('navigation', { name: 'In this edition' })
  await list.getByRole('link', { name: 'Kunder' }).first().click()
  await tab.waitForURL(/first\.html$/)
  await tab.getByRole('heading', { level: 1, name: 'Kunder' }).waitFor()
  const picture = tab.getByRole('img', { name: 'Kunder' }).first()
  expect(await picture.evaluate((one) => one.getBoundingClientRect().width)).toBeGreaterThan(0)
  await tab.getByRole('link', { name: 'På svenska' }).click()
  await tab.waitForURL(/second\.html$/)
  expect(await tab.locator('h1').evaluate((one) => getComputedStyle(one).letterSpacing)).not.toBe(
    'normal',
  )
  expect(fetched.filter((url) => !url.startsWith('file:'))).toEqual([])
  await tab.getByRole('navigation').getByRole('link', { name: 'Vad har ändrats' }).click()
  await tab.waitForURL(/what-changed\.html$/)
})

test('[P346] the pages of a site are accessible in both themes, and as narrow as 320 px', async () => {
  const sites: SiteOf[] = [
    wordySite('Viestintä'),
    { ...wordySite(long, 'fi'), standing: { is: 'superseded', by: '2.0', href: '../2.0/' } },
    { ...wordySite(long, 'fi'), standing: { is: 'draft' }, served: nothingServed },
  ]
  const tab = await tabWith()
  for (const given of sites) {
    const address = await onDisk(given, withStyle(given.content))
    for (const name of ownPages) {
      await tab.setViewportSize({ width: 1280, height: 800 })
      await tab.goto(address(`${name}.html`))
      expect(await faults(tab), name).toEqual([])
      await tab.setViewportSize({ width: 320, height: 640 })
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, name).toBeLessThanOrEqual(320)
    }
  }
  const withdrawn: SiteOf = {
    ...wordySite(long, 'fi'),
    standing: { is: 'withdrawn', on: '2026-12-20', reason: long, href: null },
  }
  const gone = await onDisk(withdrawn, withStyle(withdrawn.content))
  await tab.goto(gone('first.html'))
  expect(await faults(tab)).toEqual([])
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('[P347] by keys one gets past the contents, through them, and into them on a phone', async () => {
  const pages = ['Goals', 'Means', 'Ways'].map((title) =>
    editionPage({ slug: title.toLowerCase(), title }),
  )
  const [first, ...others] = pages
  if (first === undefined) throw new Error('no page')
  const address = await onDisk(siteOf(editionOf([first, ...others]), { served: nothingServed }))
  const tab = await tabWith({ javaScriptEnabled: false })
  await tab.goto(address('means.html'))
  const focused = (name: string | RegExp) =>
    tab.getByRole('link', { name }).and(tab.locator(':focus'))
  await tab.keyboard.press('Tab')
  await focused('Skip to the text').waitFor()
  expect((await tab.locator('.skip').boundingBox())?.y).toBeGreaterThanOrEqual(0)
  await tab.keyboard.press('Tab')
  await focused(/Communication strategy/).waitFor()
  // Wide: the contents are open, and what folds them is not there.
  await tab.keyboard.press('Tab')
  await focused('Front page').waitFor()
  await tab.keyboard.press('Tab')
  await focused('Goals').waitFor()
  await tab.locator('.skip').focus()
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Tab')
  await focused('See all changes').or(tab.locator('.text a:focus, footer a:focus')).waitFor()
  // A phone: folded, opened by Enter, below the title.
  await tab.setViewportSize({ width: 390, height: 844 })
  await tab.goto(address('means.html'))
  await tab.getByRole('link', { name: 'Ways', exact: true }).waitFor({ state: 'hidden' })
  await tab.locator('summary').first().focus()
  await tab.keyboard.press('Enter')
  const link = tab.getByRole('link', { name: 'Ways', exact: true })
  await link.waitFor()
  const title = await tab.getByRole('heading', { level: 1 }).boundingBox()
  expect((await link.boundingBox())?.y).toBeGreaterThan(title?.y ?? 0)
  expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await link.focus()
  await tab.keyboard.press('Enter')
  await tab.waitForURL(/ways\.html$/)
})

test('[P348] landmarks and headings tell where one is', async () => {
  const page = editionPage({
    slug: 'goals',
    title: 'Goals',
    pieces: [
      { kind: 'heading', level: 2, text: [{ text: 'Near', marks: [], to: null }] },
      { kind: 'heading', level: 3, text: [{ text: 'Schools', marks: [], to: null }] },
    ],
  })
  const tab = await tabWith({ javaScriptEnabled: false })
  await tab.goto((await onDisk(siteOf(editionOf([page]))))('goals.html'))
  const tree = await tab.locator('body').ariaSnapshot()
  const order = [
    'link "Skip to the text"',
    'banner:',
    'main:',
    'heading "Goals" [level=1]',
    'navigation "Contents":',
    'search:',
    'searchbox "Search this edition"',
    'link "Goals"',
    'heading "Near" [level=2]',
    'heading "Schools" [level=3]',
    'contentinfo:',
    'link "Give feedback"',
  ]
  const places = order.map((part) => tree.indexOf(part))
  expect(places, tree).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(await tab.locator('[aria-current="page"]').textContent()).toBe('Goals')
  expect(await tab.locator('html').getAttribute('lang')).toBe('en')
})

test('[P349] forms stand in the look of the edition, accessible and not for engines', async () => {
  const { content, served } = wordySite('Kunder')
  const body = `<form class="form" method="post" action="feedback"><p><label for="said">What do you think?</label><textarea id="said" name="said" required></textarea></p><p><button>Send</button></p></form>`
  const folder = await temporaryFolder()
  const tab = await tabWith()
  for (const known of [content, null]) {
    const html = framed({
      ...{ content: known, title: 'Give <feedback>', language: 'en', body, served },
      standing: { is: 'superseded', by: '2.0', href: '../2.0/' },
    })
    expect(html).toContain('<meta name="robots" content="noindex">')
    expect(html.includes('Kunder')).toBe(known !== null)
    expect(html).toContain(`href="${siteStyle(known).name}"`)
    await writeFile(path.join(folder, 'feedback.html'), withStyle(known)(html))
    await tab.setViewportSize({ width: 320, height: 640 })
    await tab.goto(pathToFileURL(path.join(folder, 'feedback.html')).href)
    expect(await faults(tab)).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    const button = await tab.getByRole('button', { name: 'Send' }).boundingBox()
    expect(button?.height).toBeGreaterThanOrEqual(44)
  }
})
