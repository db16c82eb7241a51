// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import {
  type Anchor,
  anchorAt,
  resolveAnchor,
  resolveAnchors,
} from '../../server/history/anchors.ts'
import type { Chronicle, Place } from '../../server/history/chronicle.ts'
import { pageAt } from '../../server/history/page-at.ts'
import { nodesWithin, unitsOf, wordsOf } from '../support/history-places.ts'
import { type Random, random } from '../support/random.ts'
import { sample } from '../support/seeds.ts'
import { Writers } from '../support/writers.ts'

const opened: Writers[] = []
afterEach(() => {
  for (const each of opened.splice(0)) each.end()
})

/** Anchors on some stretches of up to 20 characters. */
function someAnchors(chronicle: Chronicle, seq: number, dice: Random): Anchor[] {
  return nodesWithin(pageAt(chronicle, seq)).flatMap((node) => {
    const units = (node.content ?? []).flatMap(unitsOf)
    return [1, 2, 3].flatMap(() => {
      const from = dice.int(units.length)
      const [first, last] = [units[from], units[Math.min(units.length - 1, from + dice.int(20))]]
      return first && last ? [anchorAt(chronicle, first, last, seq)] : []
    })
  })
}

/** Is a character that was written where the anchor is still anywhere on the page? */
function isAlive(chronicle: Chronicle, anchor: Anchor, shown: ReadonlySet<Place>): boolean {
  const page = nodesWithin(pageAt(chronicle, anchor.seq)).flatMap(unitsOf)
  const at = ({ client, clock }: Anchor['first']) => page.indexOf(chronicle.placeOf(client, clock))
  return page
    .slice(at(anchor.first), at(anchor.last) + 1)
    .some((place) => shown.has(chronicle.originOf(place)))
}

const restoresOf = async (writers: Writers, dice: Random) => {
  const { head } = await writers.chronicle()
  const { changed, seq } = await writers.restore({ is: 'moment', seq: 1 + dice.int(head) })
  if (changed && dice.chance(0.7)) await writers.restore({ is: 'without', seq })
  await writers.settle()
}

/** Undoing what others did, as these people do, makes copies, of which none is the right one. */
const once = (text = '', words = '') => text.split(words).length === 2

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

test('[H40] anchors stay while text is split, retyped, moved, undone and restored', async () => {
  let there = 0
  let words = 0
  let raw = 0
  let read = 0
  let readAndFound = 0
  let carried = 0
  for (const seed of sample(120)) {
    const dice = random(seed)
    const writers = await Writers.begin(dice, { thinking: 0.2, content })
    opened.push(writers)
    await writers.write(150)
    await writers.settle()
    const { head } = await writers.chronicle()
    for (let round = 0; round < 2; round++) {
      await writers.write(60)
      await writers.settle()
      await restoresOf(writers, dice)
    }
    const chronicle = await writers.chronicle()
    const anchors = someAnchors(chronicle, head, dice)
    const shown = new Set(
      nodesWithin(pageAt(chronicle, chronicle.head))
        .flatMap(unitsOf)
        .map((place) => chronicle.originOf(place)),
    )
    const [textThen, textNow] = [head, chronicle.head].map((at) => wordsOf(pageAt(chronicle, at)))
    const resolved = resolveAnchors(chronicle, anchors, chronicle.head)
    for (const [index, anchor] of anchors.entries()) {
      words++
      const { client, clock } = anchor.first
      if (chronicle.isVisible(chronicle.placeOf(client, clock), chronicle.head)) raw++
      const one = resolved[index]!
      const isThere = one.is === 'there'
      if (isThere) there++
      const told = `seed ${seed}, ${anchor.quote}`
      if (
        anchor.quote.length >= 6 &&
        [textThen, textNow].every((text) => once(text, anchor.quote))
      ) {
        read++
        if (isThere) readAndFound++
        if (isAlive(chronicle, anchor, shown)) carried++
      }
      // Its own characters, or what carries on their identity, or at least the same words.
      if (isAlive(chronicle, anchor, shown)) expect(isThere, told).toBe(true)
      else if (isThere) expect(once(textNow, anchor.quote), told).toBe(true)
      if (one.is === 'there' && one.again !== null) {
        // Anchored anew it is where it was found.
        const again = resolveAnchor(chronicle, one.again, chronicle.head)
        expect(again, told).toMatchObject({ is: 'there', again: null })
      } else if (one.is === 'gone') {
        expect(one.quote, told).toBe(anchor.quote)
        expect(one.lastThere, told).toBeGreaterThanOrEqual(anchor.seq)
        const then = resolveAnchor(chronicle, anchor, one.lastThere)
        expect(then.is, told).toBe('there')
      }
    }
    writers.end()
    opened.pop()
  }
  console.info(`${words} anchors, ${raw} on the same first character, ${there} found again`)
  console.info(
    `of ${read} whose words can be read on the page ${readAndFound} were found, ${carried} by identity`,
  )
  expect(readAndFound).toBeGreaterThanOrEqual(read * 0.98)
  expect(carried).toBeGreaterThanOrEqual(read * 0.9)
  expect(words).toBeGreaterThan(20)
})
