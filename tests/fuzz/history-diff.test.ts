// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { Chronicle } from '../../server/history/chronicle.ts'
import { changesBetween, type ChangedNode } from '../../server/history/diff.ts'
import { pageAt, plainContent } from '../../server/history/page-at.ts'
import { normal, pageAfter, pageBefore } from '../support/changed-page.ts'
import { times } from '../support/counts.ts'
import { random, seeds } from '../support/random.ts'
import { writtenPage } from '../support/written-page.ts'

const nodesOf = (node: ChangedNode): readonly ChangedNode[] => [
  node,
  ...(node.content ?? []).flatMap(nodesOf),
]

test('[H20] the tree of changes holds the pages of both moments exactly, whatever happened', async () => {
  const seen = new Map<string, number>()
  for (const seed of seeds(times(200))) {
    const dice = random(seed)
    const entries = await writtenPage(dice, 150, dice.pick([0, 0.5]))
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
  expect([...seen.keys()].toSorted()).toEqual(
    expect.arrayContaining(['added', 'changed', 'formatted', 'moved', 'removed']),
  )
})
