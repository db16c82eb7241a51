// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Chronicle } from '../../server/history/chronicle.ts'
import { pageAt, plainContent } from '../../server/history/page-at.ts'
import { applyExactly } from '../../server/rooms/apply.ts'
import { contentOf } from '../../server/rooms/content.ts'
import type { Entry } from '../../server/storage/storage.ts'
import { times } from '../support/counts.ts'
import { editedLog } from '../support/edited-log.ts'
import { random, seeds } from '../support/random.ts'

/** Compares the page at many moments with what replaying the log gives. */
function compare(entries: readonly Entry[], chronicle: Chronicle, moments: number, seed: number) {
  const dice = random(seed)
  const replay = new Y.Doc({ gc: false })
  const chance = moments / entries.length
  let compared = 0
  for (const { seq, update } of entries) {
    applyExactly(replay, [update])
    if (seq !== entries.length && !dice.chance(chance)) continue
    const told = `seed ${seed}, entry ${seq}`
    expect(plainContent(pageAt(chronicle, seq)), told).toEqual(contentOf(replay))
    compared++
  }
  return compared
}

test('[H1] the page at any moment is what replaying the log up to it gives', async () => {
  let compared = 0
  for (const seed of seeds(times(200))) {
    const { entries } = await editedLog(seed, { steps: 400, thinking: seed % 2 === 0 ? 0.4 : 0 })
    compared += compare(entries, Chronicle.of(entries), 100, seed)
  }
  expect(compared).toBeGreaterThan(50)
})
