/** Editions on paper and as files to be taken along. */
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { languages } from '#contract/records.ts'
import { sheetOf } from '../../../server/publishing/pdf/sheet-of.ts'
import type { Site } from '../../../server/publishing/site/site.ts'
import { editionBooklet } from '../../../server/publishing/taken-along/edition-booklet.ts'
import { editionZip, isPlainName } from '../../../server/publishing/taken-along/edition-zip.ts'
import { editionContent } from '../../support/edition-contents.ts'

const sheet = (content = editionContent(), redactedOn: readonly string[] = []) =>
  sheetOf(editionBooklet({ content, names: new Map(), redactedOn }), new Map())

test('[P365] on paper stands which edition it is, since when it is valid and who approved it', () => {
  const { chapters, front, made, title } = sheet()
  expect(title).toBe('Social media strategy')
  expect(made).toBe('Edition 1.0, valid from 1 December 2026')
  expect(front).toContain('Management group: approved on 20 November 2026')
  expect(front.join('\n')).toContain('Head of service (Aino)')
  expect(front.join('\n')).toContain('It cannot wait.')
  expect(JSON.stringify(front)).not.toMatch(/working copy|Taken from/i)
  expect(chapters.map(({ language }) => language)).toEqual(['en', 'en', 'fi', 'nb', 'en'])
  expect(chapters[0]?.facts).toEqual([
    { label: 'Owner', value: 'Head of communications' },
    { label: 'Next review', value: '1 November 2027' },
  ])
})

test('[P365] on paper stands what was taken out later, in each language', () => {
  expect(sheet(editionContent(), ['2027-01-02', '2027-01-02']).front.at(-1)).toContain(
    '2 January 2027.',
  )
  for (const language of languages) {
    const { front, made } = sheet(editionContent({ language }))
    expect(made).toContain('1.0')
    expect(`${made} ${front.join(' ')}`).not.toMatch(/\{\w+\}/)
  }
})

const file = (text: string, type = 'text/html; charset=utf-8') => ({
  type,
  bytes: Buffer.from(text),
  hashed: false,
})
const at = new Date('2026-11-23T12:00:00Z')

test('[P364] a zip has the files of the site under their names, and the PDF', async () => {
  const site: Site = new Map([
    ['index.html', file('front '.repeat(1_000))],
    ['files/aaaa.png', file('picture', 'image/png')],
  ])
  const zip = await editionZip(site, Buffer.from('%PDF-'), at)
  expect(zip.length).toBeLessThan(1_000)
  const files = unzipSync(zip)
  expect(Object.keys(files).toSorted()).toEqual(['edition.pdf', 'files/aaaa.png', 'index.html'])
  expect(strFromU8(files['index.html'] ?? new Uint8Array())).toMatch(/^front /)
  const again = await editionZip(site, Buffer.from('%PDF-'), at)
  expect(Buffer.from(again).equals(zip)).toBe(true)
})

test('[P364] no file gets out of the folder in which a zip is unpacked', async () => {
  const refused = [
    '../../x',
    '/etc/passwd',
    'a/../b',
    './a',
    'a//b',
    '',
    '.',
    '..',
    'a/',
    'con',
    'con.html',
    'files/aux.png',
    'nul',
    'lpt1.txt',
    'C:x',
    'a\\b',
    'ä.html',
    'a b',
    'A.html',
    'a\u0000',
    'a..b',
    'a.',
    'x'.repeat(201),
  ]
  for (const name of refused) {
    expect([name, isPlainName(name)]).toEqual([name, false])
    await expect(editionZip(new Map([[name, file('x')]]), Buffer.from(''), at)).rejects.toThrow(
      'No file may be called',
    )
  }
  for (const name of ['index.html', 'files/abc.webp', 'style-0a1b.css', 'console.html', 'a']) {
    expect([name, isPlainName(name)]).toEqual([name, true])
  }
})
