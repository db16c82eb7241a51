import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { newId, type PageId, pageId, talkootAuthor } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { processBus } from '../../server/bus/bus.ts'
import { createAnchoring } from '../../server/comments/anchoring.ts'
import { keptThread } from '../../server/comments/kept-thread.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { threadsPartition } from '../../server/storage/records.ts'
import { node } from '../support/blocks.ts'
import { soon } from '../support/collab-client.ts'
import { TalkedAbout } from '../support/talked-about.ts'

const words = 'listen before we talk'

async function begin(...given: Parameters<typeof TalkedAbout.begin>): Promise<TalkedAbout> {
  const page = await TalkedAbout.begin(...given)
  onTestFinished(async () => {
    await page.now.close()
    expect(page.reported).toEqual([])
  })
  return page
}

const rested = ({ now, page }: TalkedAbout) => now.anchoring.now(page.id)

test('[M32] what is written inside a passage belongs to it, what is written at its edges does not', async () => {
  const page = await begin()
  const id = await page.says(words)
  await page.insert('listen', 'X')
  await page.insert(' to anybody', 'Y')
  await page.insert('before', 'truly ')
  await rested(page)
  expect(await page.told(id)).toBe('listen truly before we talk')
  expect(page.now.asked).toEqual([])
  await page.delete('listen ')
  await rested(page)
  expect(await page.told(id)).toBe('truly before we talk')
  // Written anew from within: the words are other ones, the passage is the same.
  await page.delete(' before we talk')
  await rested(page)
  expect(await page.told(id)).toBe('truly')
  expect(await page.thread(id)).toMatchObject({ anchor: { quote: words, lastThere: null } })
  const last = await page.delete('truly')
  await rested(page)
  expect(await page.thread(id)).toMatchObject({ anchor: { quote: words, lastThere: last - 1 } })
})

test('[M33] the history is asked only when an end of a passage died, and for all that did at once', async () => {
  const names = Array.from({ length: 300 }, (_, n) => `passage${n}`)
  const page = await begin([
    node('title', null, 'Plan'),
    ...names.map((name) => node('paragraph', null, `Here is ${name}; and more.`)),
  ])
  const ids = []
  for (const name of names) ids.push(await page.says(`${name};`))
  for (let n = 0; n < 50; n++) await page.insert('passage7;', `${n}`)
  await rested(page)
  expect(page.now.asked).toEqual([])
  const began = performance.now()
  const looks = 200
  for (let n = 0; n < looks; n++) await rested(page)
  const each = (performance.now() - began) / looks
  console.info(`300 threads are looked after in ${each.toFixed(2)} ms`)
  expect(each).toBeLessThan(10)

  await page.edit((doc) => doc.getXmlFragment(pageRoot).delete(1, 20))
  await rested(page)
  expect(page.now.asked).toEqual([20])
  expect(await page.told(ids[0]!)).toBe('gone')
  expect(await page.told(ids[20]!)).toBe('passage20;')
  // What is gone is not asked for again and again.
  await page.insert('passage50;', 'x')
  await rested(page)
  expect(page.now.asked).toEqual([20])
})

test('[M33] anchors are looked after when writing rests, and once a second while it does not', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  let looks = 0
  const page = newId(pageId)
  let said: readonly ReturnType<typeof storedThread>[] = []
  const bus = processBus(() => {})
  const anchoring = createAnchoring({
    bus,
    chronicles: { anchors: () => Promise.reject(new Error('Nothing has died.')) },
    report: (error) => {
      throw error
    },
    rooms: {
      peek: async (_, look) => {
        looks += 1
        const doc = new Y.Doc()
        doc.clientID = 7
        doc.getText().insert(0, 'abc')
        return look(doc, 1)
      },
    },
    threads: { of: async () => said, move: () => Promise.reject(new Error('Nothing moved.')) },
  })
  const writes = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 50) {
      anchoring.stored(page, ['edit'])
      await vi.advanceTimersByTimeAsync(50)
    }
  }
  await writes(3_000)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looks).toBe(0)
  said = [storedThread(page)]
  bus.publish({ kind: 'threads', page })
  await writes(10_000)
  expect(looks).toBeGreaterThanOrEqual(9)
  expect(looks).toBeLessThanOrEqual(11)
  await vi.advanceTimersByTimeAsync(1_000)
  const before = looks
  anchoring.stored(page, ['edit'])
  await vi.advanceTimersByTimeAsync(299)
  expect(looks).toBe(before)
  await vi.advanceTimersByTimeAsync(1)
  expect(looks).toBe(before + 1)
  await anchoring.close()
})

test('[M34] nothing is done at a start; what a stopped server left is found at the first look', async () => {
  const page = await begin()
  const [id, gone] = [await page.says(words), await page.says('Nobody hears')]
  await page.now.rooms.read(page.page.id)
  await rested(page)
  await page.now.anchoring.close()
  // The paragraph is split, as editors do it, and another deleted.
  await page.edit((doc) => {
    const root = doc.getXmlFragment(pageRoot)
    root.delete(1, 2)
    const halves = ['We always ', 'listen before we talk to anybody.']
    root.insert(
      1,
      halves.map((half) => elementFor(node('paragraph', null, half))),
    )
  })
  await page.restart()
  await new Promise(setImmediate)
  expect(page.now.asked).toEqual([])
  expect(await page.thread(id)).toMatchObject({ anchor: { seq: 1 } })
  page.now.firstLook.at(page.page.id)
  page.now.firstLook.at(page.page.id)
  await vi.waitUntil(async () => (await page.thread(id)).anchor?.seq === 2, { timeout: soon })
  expect(await page.told(id)).toBe(words)
  expect(await page.told(gone)).toBe('gone')
  expect(page.now.asked).toEqual([2])
})

test('[M35] what is said while a passage moves is kept, and the passage moves all the same', async () => {
  const page = await begin()
  const id = await page.says(words)
  const partition = threadsPartition(page.page.id)
  let times = 0
  page.onTransact = (changes) => {
    const isMove = changes.every((one) => one.do === 'put' && one.collection === 'threads')
    if (!isMove || times++ > 0) return
    // Another node answers at this very moment: its write is there first.
    const [change] = changes
    if (change?.do !== 'put') throw new Error('that is no move')
    const { comments, ...value } = keptThread.parse(change.value)
    const [first] = comments
    void page.storage.catalogue.transact(partition, [
      {
        ...{ do: 'put', collection: 'threads', id },
        value: { ...value, anchor: before, comments: [first, { ...first, text: 'Yes.' }] },
      },
    ])
  }
  const before = (await page.thread(id)).anchor
  await page.delete('listen ')
  await rested(page)
  expect(await page.told(id)).toBe('before we talk')
  const stored = await page.storage.catalogue.get(partition, 'threads', id)
  const { comments } = keptThread.parse(stored?.value)
  expect(comments.map(({ text }) => text)).toEqual(['Really?', 'Yes.'])
  expect(times).toBe(2)
})

function storedThread(page: PageId) {
  const ends = { first: { client: 7, clock: 0 }, last: { client: 7, clock: 2 } }
  const at = '2026-01-01T00:00:00.000Z'
  const value = keptThread.parse({
    ...{ id: 'a'.repeat(20), page, proposal: null, seq: 1, ending: null, reopened: [] },
    anchor: { ...ends, kind: 'text', quote: 'abc', seq: 1, lastThere: null },
    comments: [
      {
        ...{ id: 'b'.repeat(20), by: talkootAuthor, at, text: 'Yes?', edits: [] },
        ...{ deletedAt: null, hidden: null, reactions: [] },
      },
    ],
  })
  return { id: value.id, revision: 1, value }
}
