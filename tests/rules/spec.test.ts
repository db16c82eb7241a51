import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesUnder, inRoot } from '../../server/commands/tree.mjs'

const read = (file: string) => readFileSync(inRoot(file), 'utf8')
const files = filesUnder('tests').filter((file) => !file.startsWith('tests/bench/'))

/** The rules, as lines that begin with `- **K4**`. */
const rules = files
  .filter((file) => /^tests\/SPEC.*\.md$/.test(file))
  .flatMap((file) => [...read(file).matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map(([, id]) => id))

/** The rules that tests name: `[K4]`, or several of them, at the beginning of a name. */
const named = files
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) => [...read(file).matchAll(/['"`]((?:\[[A-Z]+\d+\] ?)+)/g)])
  .flatMap(([, ids = '']) => [...ids.matchAll(/\[([A-Z]+\d+)\]/g)].map(([, id]) => id))

test('[K4] every rule has one place and a test, and tests name no other rules', () => {
  expect(rules.length).toBeGreaterThan(0)
  expect(rules.filter((id, place) => rules.indexOf(id) !== place)).toEqual([])
  const tested = new Set(named)
  expect(rules.filter((id) => !tested.has(id))).toEqual([])
  expect([...tested].filter((id) => !rules.includes(id))).toEqual([])
})
