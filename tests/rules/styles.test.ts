import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesUnder, inRoot } from '../../server/commands/tree.mjs'

/** What stands after any element at all: the browser then looks at everything round a new block. */
const afterAnything = /[+~]\s*(?:\*|:(?!is\())/

test('[W270] no rule of the interface is for whatever follows another element', () => {
  const sheets = filesUnder('client').filter((file) => file.endsWith('.css'))
  expect(sheets.length).toBeGreaterThan(20)
  const found = sheets.flatMap((file) =>
    readFileSync(inRoot(file), 'utf8')
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .split('\n')
      .filter((line) => /[{,]\s*$/.test(line) && afterAnything.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
  for (const rule of ['.a > * + * {', '.a ~ * {', 'h2 + :not(p) {'])
    expect(rule).toMatch(afterAnything)
  for (const rule of ['.a + .b {', 'h2 + :is(p, ul) {']) expect(rule).not.toMatch(afterAnything)
})
