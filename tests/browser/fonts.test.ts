import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterEach, expect, inject, test } from 'vitest'
import { type FontRule, fontRules } from '../../client/small-fonts.ts'
import { filesUnder, inRoot } from '../../server/commands/tree.mjs'
import { charactersOf } from '../support/font-characters.ts'
import { computer, expectCleanPages } from './chromium.ts'

afterEach(expectCleanPages)

const { resolve } = createRequire(import.meta.url)
const assets = () => path.join(inject('dist'), 'client', 'assets')
const rules = async () => fontRules(await readFile(inRoot('client/ui/fonts.css'), 'utf8'))

/** The typeface as it came, and what is sent of it. */
async function filesOf({ file }: FontRule) {
  const name = path.basename(file, '.woff2')
  const built = (await readdir(assets())).filter((one) => one.startsWith(`${name}-`))
  expect(built).toHaveLength(1)
  return {
    whole: await readFile(resolve(file)),
    small: await readFile(path.join(assets(), built[0] ?? '')),
  }
}

const written = (characters: Iterable<number>) =>
  [...characters].map((code) => String.fromCodePoint(code)).toSorted()

test('[W260] a font is sent with every character that its rule names and the typeface has', async () => {
  for (const rule of await rules()) {
    const { whole, small } = await filesOf(rule)
    const named = new Set(Array.from(rule.characters, (one) => one.codePointAt(0)))
    const kept = charactersOf(small)
    expect(written(kept), rule.file).toEqual(
      written([...charactersOf(whole)].filter((code) => named.has(code))),
    )
    expect(kept.size).toBeGreaterThan(150)
  }
})

test('[W260] all that the interface and the templates say is in the fonts that come first', async () => {
  const said = new Set<number>()
  for (const file of [...filesUnder('client/i18n'), ...filesUnder('templates')]) {
    const text = (await readFile(inRoot(file), 'utf8')).replaceAll(
      /\\u([\dA-F]{4})/gi,
      (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)),
    )
    for (const one of text) said.add(one.codePointAt(0) ?? 0)
  }
  said.delete(0x0a)
  expect(said.size).toBeGreaterThan(90)
  const first = (await rules()).filter(({ file }) => file.includes('-latin-wght-'))
  expect(first).toHaveLength(3)
  for (const rule of first) {
    const kept = charactersOf((await filesOf(rule)).small)
    // Neither typeface has an arrow to the right: it comes from the reader's system.
    expect(written([...said].filter((code) => !kept.has(code))), rule.file).toEqual(['→'])
  }
})

test('[W261] fonts that are sent set text as the typefaces do, in every weight, kerned', async () => {
  const tab = await (await computer()).newPage()
  for (const rule of await rules()) {
    if (rule.file.includes('-ext-')) continue
    const { whole, small } = await filesOf(rule)
    const { min, max } = rule.weights
    const measured = await tab.evaluate(measure, {
      whole: whole.toString('base64'),
      small: small.toString('base64'),
      weights: [min, 500, 600, 700, max],
      range: `${min} ${max}`,
      lines: ['AV', 'A', 'V', 'To be Wolke, ”ei”: äiti; 1 234,50 € – fi Åland', 'a\u0308'],
    })
    expect(measured.small).toEqual(measured.whole)
    for (const [pair = 0, first = 0, second = 0] of measured.small) {
      expect(pair).toBeLessThan(first + second - 1)
    }
    const ofLine = measured.small.map(([, , , line = 0]) => line)
    expect(ofLine.toSorted((a, b) => a - b)).toEqual(ofLine)
    expect(new Set(ofLine).size).toBe(ofLine.length)
  }
})

interface Measuring {
  readonly whole: string
  readonly small: string
  readonly weights: readonly number[]
  readonly range: string
  readonly lines: readonly string[]
}

/** How wide lines are by each of two files, a row for each weight, to a hundredth of a pixel. */
async function measure({ whole, small, weights, range, lines }: Measuring) {
  const pen = document.createElement('canvas').getContext('2d')
  if (pen === null) throw new Error('There is nothing to draw on')
  const widths = async (name: string, file: string) => {
    const bytes = Uint8Array.from(atob(file), (one) => one.charCodeAt(0))
    document.fonts.add(await new FontFace(name, bytes, { weight: range }).load())
    return weights.map((weight) => {
      pen.font = `${weight} 100px ${name}`
      return lines.map((line) => Math.round(pen.measureText(line).width * 100) / 100)
    })
  }
  return { whole: await widths('Whole', whole), small: await widths('Small', small) }
}

test('[W262] what comes before a page can be written on is small', async () => {
  const files = await readdir(assets())
  const largest = async (pattern: RegExp) => {
    const sizes = files
      .filter((file) => pattern.test(file))
      .map(async (file) => (await stat(path.join(assets(), file))).size)
    expect(sizes).not.toEqual([])
    return Math.max(...(await Promise.all(sizes)))
  }
  const parts = {
    app: await largest(/^app-.*\.js\.br$/),
    page: await largest(/^page-.*\.js\.br$/),
    style: await largest(/^app-.*\.css\.br$/),
    language: await largest(/^(?:en|fi|nb|sv)-.*\.js\.br$/),
    text: await largest(/^literata-latin-wght-normal-/),
    interface: await largest(/^hanken-grotesk-latin-wght-normal-/),
  }
  expect(parts.text).toBeLessThan(37_000)
  expect(parts.interface).toBeLessThan(22_500)
  const all = Object.values(parts).reduce((sum, size) => sum + size, 0)
  expect(all, JSON.stringify(parts)).toBeLessThan(360_000)
})
