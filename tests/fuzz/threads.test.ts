// @vitest-environment happy-dom
import { afterEach, expect, onTestFinished, test } from 'vitest'
import type * as Y from 'yjs'
import type { PageId, Seq } from '#contract/ids.ts'
import type { Speaker } from '../../server/comments/kept-thread.ts'
import { processBus } from '../../server/bus/bus.ts'
import type { Chronicles } from '../../server/chronicles/chronicles.ts'
import { type Anchoring, createAnchoring } from '../../server/comments/anchoring.ts'
import { createDiscussion } from '../../server/comments/discussion.ts'
import { createThreads } from '../../server/comments/threads.ts'
import { resolveAnchors } from '../../server/history/anchors.ts'
import { times } from '../support/counts.ts'
import { placesOfWords } from '../support/history-places.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { aPerson } from '../support/people.ts'
import { random } from '../support/random.ts'
import { sample } from '../support/seeds.ts'
import { lettersOf, spotOf, wordsAt } from '../support/spots.ts'
import { aPage } from '../support/talked-about.ts'
import { Writers } from '../support/writers.ts'

const opened: Writers[] = []
afterEach(() => {
  for (const each of opened.splice(0)) each.end()
})

const sentences = [
  'We answer everybody within a day.',
  'Whom do we want to reach, and why?',
  'Plain words win over clever ones.',
  'Managers read what their people write.',
  'Nobody hears of a change from the news.',
  'Half of communicating is to listen.',
]
const content = [
  { type: 'title' },
  ...sentences.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
]
/** Some words of each, at its beginning, in its middle and at its end. */
const passages = sentences.flatMap((text) => [
  text.slice(0, 11).trim(),
  text.slice(9, 24).trim(),
  text.slice(-12).trim(),
])

const throwIt = (error: unknown) => {
  throw error
}
const once = (text: string, words: string) => text.split(words).length === 2

/** Threads on a page that people write, as the server looks after them. */
async function begin(seed: number) {
  const dice = random(seed)
  let anchoring: Anchoring | null = null
  const writers = await Writers.begin(dice, {
    thinking: 0.1,
    content,
    onStored: (page, kinds) => anchoring?.stored(page, kinds),
  })
  opened.push(writers)
  const { log } = writers
  const bus = processBus(throwIt)
  const threads = createThreads({ bus, catalogue: memoryStorage().catalogue })
  // As the thread of the histories answers, which needs another world than a DOM's.
  const chronicles: Pick<Chronicles, 'anchors'> = {
    async anchors(_, anchors) {
      const chronicle = await writers.chronicle()
      const seq = chronicle.head
      return { seq, resolved: resolveAnchors(chronicle, anchors, seq) }
    },
  }
  const rooms = {
    peek: <T>(_: PageId, look: (doc: Y.Doc, seq: Seq) => T): Promise<T> => writers.peek(look),
  }
  // Looked after when the test says so, so that a seed tells everything.
  const never = { rest: 1e9, longest: 1e9 }
  const made = createAnchoring({
    ...{ bus, chronicles, report: throwIt, rooms, threads, times: never },
  })
  anchoring = made
  const perPerson = { take: () => {} }
  const discussion = createDiscussion({ clock: () => 0, log, perPerson, rooms, threads })
  const page = { ...aPage(), id: writers.page }
  const speaker: Speaker = { page, person: aPerson('Eva'), role: 'editor' }
  for (const words of passages) {
    const spot = await writers.peek((doc) => spotOf(doc, words))
    await discussion.begin(speaker, { text: 'Why?', spot }, async () => {})
  }
  onTestFinished(made.close)
  return { anchoring: made, dice, threads, writers }
}

test('[M38] threads stay with their words while people write, and come back when these are restored', async () => {
  let existing = 0
  let alive = 0
  let gone = 0
  let back = 0
  let letters = 0
  let foreign = 0
  let mostly = 0
  for (const seed of sample(60)) {
    const { anchoring, dice, threads, writers } = await begin(seed)
    const { page } = writers
    const { head } = await writers.chronicle()
    for (let round = 0; round < 12; round++) {
      await writers.write(12)
      if (dice.chance(0.2)) {
        const { head: last } = await writers.chronicle()
        await writers.restore({ is: 'moment', seq: head + dice.int(last - head + 1) })
      }
      if (dice.chance(0.7)) await anchoring.now(page)
    }
    await writers.settle()
    await anchoring.now(page)

    const chronicle = await writers.chronicle()
    const originOf = (id: { client: number; clock: number }) =>
      chronicle.originOf(chronicle.placeOf(id.client, id.clock))
    const now = await writers.peek((doc) =>
      lettersOf(doc).map(({ id, unit }) => ({ id, unit, origin: originOf(id) })),
    )
    const text = now.map(({ unit }) => unit).join('')
    for (const { value } of await threads.of(page)) {
      const { anchor } = value
      if (anchor === null) throw new Error('a thread without a place')
      const { first, last, lastThere, quote } = anchor
      const told = `seed ${seed}, ${quote}`
      const words = await writers.peek((doc) => wordsAt(doc, anchor))
      if (lastThere === null) expect(words, told).not.toBe(null)
      if (once(text, quote)) {
        existing++
        if (lastThere === null) alive++
      }
      if (lastThere !== null) {
        gone++
        continue
      }
      const [from, to] = [first, last].map(({ client, clock }) =>
        now.findIndex(({ id }) => id.client === client && id.clock === clock),
      )
      const own = new Set(placesOfWords(chronicle, quote, head))
      const within = now.slice(from, (to ?? 0) + 1).map(({ origin }) => origin)
      const others = within.filter(
        (origin) => !own.has(origin) && chronicle.insertedAt(origin) <= head,
      )
      letters += within.length
      foreign += others.length
      if (others.length * 2 > within.length) mostly++
      // All of it stood elsewhere before: these would be words that nobody spoke of.
      const isOther = within.length > 0 && others.length === within.length
      expect(isOther && words !== quote, `${told}: ${words}`).toBe(false)
    }

    await writers.restore({ is: 'moment', seq: head })
    await writers.settle()
    anchoring.stored(page, ['restore'])
    await anchoring.now(page)
    for (const { value } of await threads.of(page)) {
      if (value.anchor?.lastThere !== null) continue
      back++
    }
    writers.end()
    opened.pop()
    await anchoring.close()
  }
  console.info(`${existing} passages that exist, ${alive} of their threads alive, ${gone} gone`)
  console.info(
    `${foreign} of ${letters} letters stood elsewhere; after restoring ${back} are there`,
  )
  expect(existing).toBeGreaterThan(times(60))
  expect(alive).toBeGreaterThanOrEqual(existing * 0.98)
  expect(foreign).toBeLessThanOrEqual(letters * 0.02)
  expect(back).toBeGreaterThanOrEqual(times(60) * passages.length * 0.98)
})
