// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { talkootAuthor } from '#contract/ids.ts'
import { decodeBundle, encodeBundle } from '../../server/history/bundle.ts'
import { Chronicle } from '../../server/history/chronicle.ts'
import { pageAt, plainContent } from '../../server/history/page-at.ts'
import { type WrittenNode, writtenAt } from '../../server/history/written.ts'
import { applyExactly } from '../../server/rooms/apply.ts'
import { contentOf } from '../../server/rooms/content.ts'
import type { Entry } from '../../server/storage/storage.ts'
import { times } from '../support/counts.ts'
import { editedLog } from '../support/edited-log.ts'
import { random } from '../support/random.ts'
import { sample, seeds } from '../support/seeds.ts'

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

test('[H1] [H3] the page at any moment is what replaying gives, however the history was built', async () => {
  let compared = 0
  for (const seed of seeds(times(200))) {
    const { entries } = await editedLog(seed, { steps: 400, thinking: seed % 2 === 0 ? 0.4 : 0 })
    const chronicle = Chronicle.of(entries)
    compared += compare(entries, chronicle, 60, seed)
    const bundle = encodeBundle(chronicle)
    const dice = random(seed)
    let other = new Chronicle()
    for (const entry of entries) {
      other.append([entry])
      if (dice.chance(0.05)) other.doc.getXmlFragment()
      if (dice.chance(0.02)) other = decodeBundle(encodeBundle(other))
    }
    expect(encodeBundle(other), `seed ${seed}: the same bytes`).toEqual(bundle)
    compared += compare(entries, decodeBundle(bundle), 5, seed)
  }
  expect(compared).toBeGreaterThan(50)
})

test('[H5] of what people write, split, move and undo, everybody is named for their own letters', async () => {
  let letters = 0
  let wrong = 0
  for (const seed of sample(100)) {
    const log = await editedLog(seed, { steps: 300, connected: true })
    const chronicle = Chronicle.of(log.entries)
    const visit = ({ content = [], written = [] }: WrittenNode) => {
      for (const { text, author } of written) {
        if (author === talkootAuthor) continue
        letters += text.length
        const own = log.letters.get(author) ?? ''
        wrong += [...text].filter((letter) => !own.includes(letter)).length
      }
      content.forEach(visit)
    }
    visit(writtenAt(chronicle, chronicle.head))
  }
  console.info(`${wrong} of ${letters} letters under another name`)
  expect(letters).toBeGreaterThan(100)
  expect(wrong / letters).toBeLessThan(0.02)
})
