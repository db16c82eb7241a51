// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import { pageRoot, pageSchema } from '#contract/page-schema.ts'
import type { Chronicle } from '../../server/history/chronicle.ts'
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
  expect(() => pageSchema.nodeFromJSON(content).check(), told).not.toThrow()
  for (const { peer } of writers.people) {
    expect(peer.rejected, told).toEqual([])
    expect(contentOf(peer.doc), told).toEqual(content)
  }
  return content
}

test('[H30] a restored page is exactly the page of that moment, and all who write have it', async () => {
  let restored = 0
  for (const seed of seeds(times(100))) {
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
  for (const seed of seeds(times(100))) {
    const { dice, writers } = await begin(seed)
    await writers.write(200)
    await writers.settle()
    const chronicle = await writers.chronicle()
    const typed = writers.people.map(({ editor, peer }, index) => {
      const word = `<${index}>`
      editor.commands.setTextSelection(dice.int(editor.state.doc.content.size))
      editor.commands.insertContentAt(editor.state.selection.$from.pos, word)
      // The room has the first one's, but this Chronicle does not: the others' nobody has.
      if (index === 0) while (peer.deliverToServer());
      return { word, within: textWith(peer.doc.getXmlFragment(pageRoot), word) }
    })
    const seq = mended(chronicle, 1 + dice.int(chronicle.head))
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
  expect(kept).toBeGreaterThan(5)
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
