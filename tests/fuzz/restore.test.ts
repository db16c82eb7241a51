// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { pageSchema } from '#contract/page-schema.ts'
import { pageAt, plainContent } from '../../server/history/page-at.ts'
import { contentOf } from '../../server/rooms/content.ts'
import { times } from '../support/counts.ts'
import { random, seeds } from '../support/random.ts'
import { joined, Writers, type WritersOptions } from '../support/writers.ts'

const opened: Writers[] = []
afterEach(() => {
  for (const each of opened.splice(0)) each.end()
})

async function begin(seed: number, options?: WritersOptions) {
  const dice = random(seed)
  const writers = await Writers.begin(dice, options)
  opened.push(writers)
  return { dice, writers }
}

/** All have the same page, and it is one that the schema allows. */
async function expectSame(writers: Writers, told: string) {
  await writers.settle()
  const content = await writers.content()
  expect(() => pageSchema.nodeFromJSON(content).check(), told).not.toThrow()
  for (const { peer } of writers.people) {
    expect(peer.rejected, told).toEqual([])
    expect(contentOf(peer.doc), told).toEqual(content)
  }
  return content
}

test('[H30] a restored page is exactly the page of that moment, and all who write have it', async () => {
  let restored = 0
  for (const seed of seeds(times(200))) {
    const { dice, writers } = await begin(seed, { thinking: dice01(seed) })
    await writers.write(200)
    await writers.settle()
    for (let round = 0; round < 3; round++) {
      const chronicle = await writers.chronicle()
      let seq = 1 + dice.int(chronicle.head)
      const told = `seed ${seed}, moment ${seq} of ${chronicle.head}`
      const { changed } = await writers.restore({ is: 'moment', seq }, { chronicle })
      if (changed) restored++
      const content = await expectSame(writers, told)
      while (seq < chronicle.head && chronicle.kindOf(seq + 1) === 'repair') seq++
      const then = plainContent(pageAt(chronicle, seq))
      expect(joined(content), told).toEqual(joined(then))
      await writers.write(60)
      await writers.settle()
    }
    writers.end()
    opened.pop()
  }
  expect(restored).toBeGreaterThan(5)
})

const dice01 = (seed: number) => (seed % 2) / 2
