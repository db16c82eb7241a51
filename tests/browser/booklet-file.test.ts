/** Booklets as HTML files, opened from a disk. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { fileId, newId, pageId } from '#contract/ids.ts'
import { htmlOf } from '../../server/publishing/html/booklet-html.ts'
import type { Booklet, Piece } from '../../server/publishing/piece.ts'
import { payloads, runningAddresses } from '../support/attacks/html.ts'
import { bookletWith, cell, line } from '../support/booklets.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'

afterEach(expectCleanPages)

const file = newId(fileId)
const picture = {
  type: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
    'base64',
  ),
} as const

/** Everything that can hold words, each with these. */
const everywhere = (text: string): Piece[] => [
  { kind: 'heading', level: 2, text: line(text) },
  { kind: 'paragraph', text: [{ text, marks: ['bold', 'code'], to: { href: text } }] },
  { kind: 'question', text: line(text), aside: true },
  { kind: 'internal', content: [{ kind: 'paragraph', text: line(text) }] },
  { kind: 'code', text, language: text },
  { kind: 'table', caption: text, rows: [[cell(text, 'column')], [cell(text)]] },
  { kind: 'details', summary: line(text), content: [] },
  { ...{ kind: 'image', file, page: newId(pageId), alt: text }, width: 1, height: 1, caption: [] },
  { kind: 'file', file, page: newId(pageId), name: text, size: 1 },
  { kind: 'rule', stance: 'do', text: line(text), why: line(text), example: [], ask: line(text) },
  {
    kind: 'flow',
    steps: [
      {
        ...{ asks: true, title: line(text), action: line(text), who: line(text) },
        ...{ owner: text, within: text, ends: false },
      },
    ],
  },
  { kind: 'tasks', items: [{ done: false, owner: text, due: text, content: [] }] },
]

async function opened(html: string): Promise<Page> {
  const at = path.join(await temporaryFolder(), 'booklet.html')
  await writeFile(at, html)
  const tab = await (await computer()).newPage()
  await tab.addInitScript('globalThis.hits = []; globalThis.hit = (n) => hits.push(n)')
  await tab.goto(pathToFileURL(at).href)
  return tab
}

const written = (booklet: Booklet) =>
  htmlOf(booklet, new Map([[file, picture]]), (page) => `https://wiki.example/pages/${page}`)

test('[P200] nothing that people write runs in an HTML file, whatever would stop it', async () => {
  const texts = [...payloads.map(({ html }) => html), ...runningAddresses()]
  expect(payloads.length).toBeGreaterThan(300)
  const plain = written(bookletWith(texts.flatMap(everywhere)))
  expect(plain).toContain('Content-Security-Policy')
  const tab = await opened(plain.replace(/<meta http-equiv=[^>]*>/, ''))
  const inside = await tab.evaluate(() => ({
    hits: Reflect.get(globalThis, 'hits'),
    elements: [...new Set([...document.querySelectorAll('*')].map((one) => one.localName))],
    attributes: [
      ...new Set([...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())),
    ],
    addresses: [...document.querySelectorAll('a')].map((one) => new URL(one.href).protocol),
  }))
  expect(inside.hits).toEqual([])
  for (const none of ['script', 'iframe', 'object', 'embed', 'form', 'input', 'video', 'math']) {
    expect(inside.elements).not.toContain(none)
  }
  expect(inside.attributes.filter((name) => name.startsWith('on') || name === 'style')).toEqual([])
  const safe = ['file:', 'http:', 'https:', 'mailto:', 'tel:']
  expect(inside.addresses.filter((protocol) => !safe.includes(protocol))).toEqual([])
})

test('[P201] an HTML file is accessible, as narrow as 320 px, and fetches nothing', async () => {
  const long = 'Sosiaalisenmedianviestintästrategiatyöryhmänpuheenjohtaja'
  const tab = await opened(written(bookletWith(everywhere(long), everywhere('Kunder'))))
  expect(await faults(tab)).toEqual([])
  await tab.setViewportSize({ width: 320, height: 640 })
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(320)
  const fetched = await tab.evaluate(() =>
    performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith('data:')),
  )
  expect(fetched).toEqual([])
})
