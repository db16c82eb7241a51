// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { Chronicle } from '../../server/history/chronicle.ts'
import { changesBetween } from '../../server/history/diff.ts'
import { pageAt, plainContent } from '../../server/history/page-at.ts'
import type { ChangedNode } from '../../server/history/page-changes.ts'
import { normal, pageAfter, pageBefore } from '../support/changed-page.ts'
import { times } from '../support/counts.ts'
import { random } from '../support/random.ts'
import { sample, seeds } from '../support/seeds.ts'
import { writtenPage } from '../support/written-page.ts'

const nodesOf = (node: ChangedNode): readonly ChangedNode[] => [
  node,
  ...(node.content ?? []).flatMap(nodesOf),
]

test('[H20] the tree of changes holds the pages of both moments exactly, whatever happened', async () => {
  const seen = new Map<string, number>()
  let runs = 0
  for (const seed of seeds(times(200))) {
    runs++
    const dice = random(seed)
    const { entries } = await writtenPage(dice, 150, dice.pick([0, 0.5]))
    const chronicle = Chronicle.of(entries)
    for (let round = 0; round < 12; round++) {
      const moments = [dice.int(chronicle.head + 1), dice.int(chronicle.head + 1)]
      const [from = 0, to = 0] = moments.toSorted((a, b) => a - b)
      const told = `seed ${seed}, ${from} to ${to}`
      const { page, changes, counts } = changesBetween(chronicle, from, to)
      expect(pageBefore(page), told).toEqual(normal(plainContent(pageAt(chronicle, from))))
      expect(pageAfter(page), told).toEqual(normal(plainContent(pageAt(chronicle, to))))
      const authors = new Set(entries.slice(from, to).map(({ author }) => author))
      for (const { by, seqs, before, after, kind } of changes) {
        seen.set(kind, (seen.get(kind) ?? 0) + 1)
        expect(by.length, told).toBeGreaterThan(0)
        expect(
          by.every((one) => authors.has(one)),
          told,
        ).toBe(true)
        expect(seqs[0], told).toBeGreaterThan(from)
        expect(seqs[1], told).toBeLessThanOrEqual(to)
        expect(Math.max(before.length, after.length), told).toBeLessThanOrEqual(120)
      }
      const shown = new Set(nodesOf(page).map(({ change }) => change))
      for (const index of changes.keys()) expect(shown.has(index), `${told}: ${index}`).toBe(true)
      expect(counts.blocks).toBe(counts.added + counts.removed + counts.moved + counts.changed)
    }
  }
  // One seed that is run again may end without some of them.
  for (const kind of runs > 1 ? ['added', 'changed', 'formatted', 'moved', 'removed'] : []) {
    expect(seen.get(kind), kind).toBeGreaterThan(0)
  }
})

test('[H27] whoever typed text is its author, whatever was done to it since', async () => {
  let right = 0
  let all = 0
  for (const seed of sample(200)) {
    const dice = random(seed)
    const { entries, letters } = await writtenPage(dice, 200, dice.pick([0, 0.3]))
    const chronicle = Chronicle.of(entries)
    for (const { text = '', by } of nodesOf(changesBetween(chronicle, 0, chronicle.head).page)) {
      const own = by === undefined ? '' : (letters.get(by) ?? '')
      for (const letter of text) {
        all++
        if (own.includes(letter)) right++
      }
    }
  }
  console.info(`${right} of ${all} characters`)
  expect(all).toBeGreaterThan(200)
  // Lines are a few letters long here and letters few, so that equal ones stand beside each other.
  expect(right / all).toBeGreaterThan(0.95)
})
