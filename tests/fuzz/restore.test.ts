// @vitest-environment happy-dom
import type { JSONContent } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import { pageRoot, pageSchema } from '#contract/page-schema.ts'
import type { Chronicle, Place } from '../../server/history/chronicle.ts'
import { type HistoryNode, pageAt, plainContent } from '../../server/history/page-at.ts'
import { contentOf } from '../../server/rooms/content.ts'
import { broken, caretPlace } from '../support/caret-place.ts'
import { times } from '../support/counts.ts'
import { wordsOf } from '../support/history-places.ts'
import { random } from '../support/random.ts'
import { seeds, seedsUntil } from '../support/seeds.ts'
import { range } from '../support/storage.ts'
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

/** Hundreds of runs share one memory. */
function end(writers: Writers): void {
  writers.end()
  opened.splice(opened.indexOf(writers), 1)
}

/** The moment that is meant: what the server put right at once was never seen. */
function mended(chronicle: Chronicle, seq: Seq): Seq {
  let at = seq
  while (at < chronicle.head && chronicle.kindOf(at + 1) === 'repair') at++
  return at
}

/** All have the same page, and it is one that the schema allows. */
async function expectSame(writers: Writers, told: string) {
  await writers.settle()
  const content = await writers.content()
  expect(JSON.stringify(content), told).not.toContain(broken)
  expect(() => pageSchema.nodeFromJSON(content).check(), told).not.toThrow()
  for (const { peer } of writers.people) {
    expect(peer.rejected, told).toEqual([])
    expect(contentOf(peer.doc), told).toEqual(content)
  }
  return content
}

test('[H30] a restored page is exactly the page of that moment, and all who write have it', async () => {
  let restored = 0
  for (const seed of seedsUntil(times(100), () => restored > 5)) {
    const { dice, writers } = await begin(seed, { thinking: (seed % 2) / 2 })
    await writers.write(200)
    await writers.settle()
    for (let round = 0; round < 2; round++) {
      const chronicle = await writers.chronicle()
      const seq = mended(chronicle, 1 + dice.int(chronicle.head))
      const told = `seed ${seed}, moment ${seq} of ${chronicle.head}`
      const { changed } = await writers.restore({ is: 'moment', seq }, { chronicle })
      if (changed) restored++
      const content = await expectSame(writers, told)
      const then = plainContent(pageAt(chronicle, seq))
      expect(joined(content), told).toEqual(joined(then))
      await writers.write(60)
      await writers.settle()
    }
    end(writers)
  }
  expect(restored).toBeGreaterThan(5)
})

test('[H31] what is there at both moments stays the same nodes and characters', async () => {
  let stayed = 0
  for (const seed of seeds(times(100))) {
    const { dice, writers } = await begin(seed, { thinking: (seed % 2) / 2 })
    await writers.write(250)
    await writers.settle()
    const before = await writers.chronicle()
    const seq = mended(before, 1 + dice.int(before.head))
    await writers.restore({ is: 'moment', seq })
    const after = await writers.chronicle()
    for (let place = 1; place < before.places.size; place++) {
      if (!before.isVisible(place, seq) || !before.isVisible(place, before.head)) continue
      const { client, clock } = before.idOf(place)
      if (isFormatting(before, client, clock)) continue
      const now = after.placeOf(client, clock)
      expect(after.isVisible(now, after.head), `seed ${seed}, moment ${seq}`).toBe(true)
      stayed++
    }
    end(writers)
  }
  expect(stayed).toBeGreaterThan(50)
})

function isFormatting(chronicle: Chronicle, client: number, clock: number): boolean {
  const item: unknown = Y.getItem(chronicle.doc.store, Y.createID(client, clock))
  return item instanceof Y.Item && item.content instanceof Y.ContentFormat
}

test('[H32] words that are on their way are kept where their node is kept', async () => {
  let kept = 0
  for (const seed of seedsUntil(times(100), () => kept > 1)) {
    const { dice, writers } = await begin(seed)
    await writers.write(200)
    await writers.settle()
    const chronicle = await writers.chronicle()
    const typed = writers.people.map(({ editor, peer }, index) => {
      const word = `<${index}>`
      const { doc } = editor.state
      editor.commands.setTextSelection(caretPlace(doc, dice.int(doc.content.size)))
      editor.commands.insertContentAt(editor.state.selection.$from.pos, word)
      // The room has the first one's, but this Chronicle does not: the others' nobody has.
      if (index === 0) while (peer.deliverToServer());
      return { word, within: textWith(peer.doc.getXmlFragment(pageRoot), word) }
    })
    // A moment is drawn at which a word's node was there, since most moments are older than it.
    const moments = range(chronicle.head).filter((moment) =>
      typed.some(({ within }) => within !== null && isThere(chronicle, within, moment)),
    )
    const drawn = moments.length > 0 ? dice.pick(moments) : 1 + dice.int(chronicle.head)
    const seq = mended(chronicle, drawn)
    await writers.restore({ is: 'moment', seq }, { chronicle })
    const told = `seed ${seed}, moment ${seq}`
    const text = JSON.stringify(await expectSame(writers, told))
    for (const { word, within } of typed) {
      if (within === null || !isThere(chronicle, within, seq)) continue
      expect(text, told).toContain(word)
      kept++
    }
    end(writers)
  }
  expect(kept).toBeGreaterThan(1)
})

/** The text type that holds a word. */
function textWith(parent: Y.XmlFragment, word: string): Y.XmlText | null {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText && child.toJSON().includes(word)) return child
    const within = child instanceof Y.XmlElement ? textWith(child, word) : null
    if (within !== null) return within
  }
  return null
}

/** Was it there at the moment? Of what is new its parent counts. */
function isThere(chronicle: Chronicle, type: Y.XmlText | Y.XmlElement, seq: Seq): boolean {
  const { client, clock } = type._item!.id
  if (clock < chronicle.places.end(client)) {
    return chronicle.isVisible(chronicle.placeOf(client, clock), seq)
  }
  return type.parent instanceof Y.XmlElement && isThere(chronicle, type.parent, seq)
}

/** Places of the nodes that had text at a moment, titles excepted. */
function textblocks(node: HistoryNode): { place: Place; text: string }[] {
  const content = node.content ?? []
  const text = content.map((child) => child.text ?? '').join('')
  const own = text === '' || node.type === 'title' ? [] : [{ place: node.place, text }]
  return [...own, ...content.flatMap(textblocks)]
}

test('[H33] a block comes back alone, where it stood or stands, and its words stand there once', async () => {
  let gone = 0
  let there = 0
  for (const seed of seedsUntil(times(200), () => gone > 1 && there > 1)) {
    const { dice, writers } = await begin(seed, { thinking: (seed % 2) / 2 })
    await writers.write(250)
    await writers.settle()
    const chronicle = await writers.chronicle()
    const { head } = chronicle
    const seq = mended(chronicle, 1 + dice.int(head))
    const blocks = textblocks(pageAt(chronicle, seq))
    if (blocks.length > 0) {
      const { place, text } = dice.pick(blocks)
      if (chronicle.isVisible(place, head)) there++
      else gone++
      await writers.restore({ is: 'moment', seq }, { part: place })
      const told = `seed ${seed}, ${text} of moment ${seq}`
      await expectSame(writers, told)
      const after = await writers.chronicle()
      expect(wordsOf(pageAt(after, after.head)), told).toContain(text)
      // Nothing is lost that stood elsewhere, but for the words that came back.
      const before = count(wordsOf(pageAt(chronicle, head)))
      const now = count(wordsOf(pageAt(after, after.head)))
      const back = count(text)
      for (const [sign, times] of before) {
        const least = times - (back.get(sign) ?? 0)
        if (!chronicle.isVisible(place, head)) {
          expect(now.get(sign) ?? 0, told).toBeGreaterThanOrEqual(least)
        }
      }
    }
    end(writers)
  }
  expect(gone).toBeGreaterThan(1)
  expect(there).toBeGreaterThan(1)
})

function count(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return counts
}

test('[H34] a restore that is taken back at once leaves the page as it was', async () => {
  for (const seed of seeds(times(100))) {
    const { dice, writers } = await begin(seed, { thinking: (seed % 2) / 2 })
    await writers.write(250)
    await writers.settle()
    const before = joined(await writers.content())
    const { head } = await writers.chronicle()
    const moment = await writers.restore({ is: 'moment', seq: 1 + dice.int(head) })
    if (moment.changed) {
      await writers.restore({ is: 'without', seq: moment.seq })
      const told = `seed ${seed}`
      expect(joined(await expectSame(writers, told)), told).toEqual(before)
      // A second time there is nothing left to take back.
      const again = await writers.restore({ is: 'without', seq: moment.seq })
      expect(again.changed, told).toBe(false)
    }
    end(writers)
  }
})

test('[H144] editors have nothing to put right after a restore', async () => {
  let restored = 0
  for (const seed of seedsUntil(times(100), () => restored > 2)) {
    const { dice, writers } = await begin(seed, { thinking: (seed % 2) / 2 })
    await writers.write(200)
    await writers.settle()
    const { head } = await writers.chronicle()
    const sent = () => writers.people.map(({ peer }) => peer.sent)
    const before = sent()
    const moment = await writers.restore({ is: 'moment', seq: 1 + dice.int(head) })
    await writers.settle()
    expect(sent(), `seed ${seed}`).toEqual(before)
    if (moment.changed) {
      restored++
      await writers.restore({ is: 'without', seq: moment.seq })
      await writers.settle()
      expect(sent(), `seed ${seed}, taken back`).toEqual(before)
    }
    end(writers)
  }
  expect(restored).toBeGreaterThan(2)
})

test('[H34] what has come back by another restore does not come back twice', async () => {
  let compared = 0
  for (const seed of seedsUntil(times(100), () => compared > 2)) {
    const { dice, writers } = await begin(seed, { content: sentences })
    await writers.write(150)
    await writers.settle()
    const { head } = await writers.chronicle()
    const before = joined(await writers.content())
    const moment = await writers.restore({ is: 'moment', seq: 1 + dice.int(head) })
    if (moment.changed) {
      await writers.restore({ is: 'moment', seq: moment.seq - 1 })
      expect(joined(await writers.content())).toEqual(before)
      await writers.restore({ is: 'without', seq: moment.seq })
      const now = await expectSame(writers, `seed ${seed}`)
      for (const { content = [] } of sentences) {
        const [{ text = '' } = {}] = content
        const [least, most] = [before, now].map((page) => JSON.stringify(page).split(text).length)
        expect(most, `seed ${seed}: ${text}`).toBeLessThanOrEqual(least ?? 0)
        compared++
      }
    }
    end(writers)
  }
  expect(compared).toBeGreaterThan(2)
})

const sentences: readonly JSONContent[] = [
  { type: 'title', content: [{ type: 'text', text: 'Strategy' }] },
  ...['Listening comes before talking to anyone.', 'Every answer is written by a person.'].map(
    (text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }),
  ),
]

test('[H35] what was written since a restore stays when it is taken back', async () => {
  let kept = 0
  for (const seed of seedsUntil(times(100), () => kept > 5)) {
    const { dice, writers } = await begin(seed, { thinking: (seed % 2) / 2 })
    await writers.write(250)
    await writers.settle()
    const { head } = await writers.chronicle()
    const moment = await writers.restore({ is: 'moment', seq: 1 + dice.int(head) })
    await writers.settle()
    const words = writers.people.map(({ editor }, index) => {
      const places = textPlaces(editor.state.doc)
      const word = `<${index}>`
      editor.commands.insertContentAt(dice.pick(places), word)
      return word
    })
    await writers.settle()
    if (moment.changed) {
      await writers.restore({ is: 'without', seq: moment.seq })
      const text = JSON.stringify(await expectSame(writers, `seed ${seed}`))
      for (const word of words) {
        expect(text, `seed ${seed}`).toContain(word)
        kept++
      }
    }
    end(writers)
  }
  expect(kept).toBeGreaterThan(5)
})

/** Where a caret can stand in text. */
function textPlaces(doc: Node): number[] {
  const places: number[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock) places.push(caretPlace(doc, at + 1 + Math.floor(node.content.size / 2)))
  })
  return places
}
