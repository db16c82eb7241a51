import { onTestFinished, expect, test } from 'vitest'
import * as Y from 'yjs'
import { newId, type PageId, pageId, type PersonId, personId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { createChronicles } from '../../server/chronicles/chronicles.ts'
import { createUpkeep } from '../../server/chronicles/upkeep.ts'
import { Chronicle } from '../../server/history/chronicle.ts'
import { encodeBundle } from '../../server/history/bundle.ts'
import { elementFor } from '../../server/rooms/content.ts'
import type { UpdateLog } from '../../server/storage/storage.ts'
import { brotliDecompressSync } from 'node:zlib'
import { memoryLog } from '../support/memory-log.ts'

const someone: PersonId = newId(personId)

/** A log whose readings are counted. */
function begin({ idleMs }: { readonly idleMs?: number } = {}) {
  const memory = memoryLog()
  const readings: { readonly page: PageId; readonly from: number }[] = []
  const opened: PageId[] = []
  const packed: PageId[] = []
  const log: UpdateLog = {
    ...memory,
    read(page, from, to) {
      readings.push({ page, from })
      return memory.read(page, from, to)
    },
    readBundle(page) {
      opened.push(page)
      return memory.readBundle(page)
    },
    async pack(page) {
      packed.push(page)
      return 0
    },
  }
  const reported: unknown[] = []
  const report = (error: unknown) => void reported.push(error)
  const chronicles = createChronicles({ log, report, ...(idleMs !== undefined && { idleMs }) })
  onTestFinished(() => chronicles.close())
  const docs = new Map<PageId, Y.Doc>()

  /** Types so many letters on the page, each as an entry. */
  async function type(page: PageId, letters: number): Promise<void> {
    const doc = docs.get(page) ?? new Y.Doc()
    docs.set(page, doc)
    const updates: Uint8Array[] = []
    const take = (update: Uint8Array) => updates.push(update)
    doc.on('update', take)
    const root = doc.getXmlFragment(pageRoot)
    if (root.length === 0) {
      const words = [{ type: 'text', text: 'x' }]
      root.insert(0, [
        elementFor({ type: 'title' }),
        elementFor({ type: 'paragraph', content: words }),
      ])
    }
    const block: unknown = root.get(1)
    const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('no text')
    for (let n = updates.length; n < letters; n++) text.insert(text.length, 'abc'[n % 3] ?? '')
    doc.off('update', take)
    const at = 1_700_000_000_000
    const entries = updates.map((update) => ({
      author: someone,
      kind: 'edit' as const,
      at,
      update,
    }))
    await memory.append(page, entries)
  }
  const direct = (page: PageId) => encodeBundle(Chronicle.of(memory.entries(page)))
  return { chronicles, direct, log, memory, opened, packed, readings, report, reported, type }
}

test('[H80] those who ask for a history at the same time share one building of it', async () => {
  const { chronicles, direct, readings, reported, type } = begin()
  const page = newId(pageId)
  await type(page, 300)
  const all = await Promise.all(Array.from({ length: 8 }, () => chronicles.bundle(page)))
  expect(readings).toEqual([{ page, from: 1 }])
  for (const { packed, seq } of all) {
    expect(seq).toBe(300)
    expect(new Uint8Array(brotliDecompressSync(packed))).toEqual(direct(page))
  }
  expect(reported).toEqual([])
})

test('[H80] a history goes on from what was kept; what was kept and is spoilt is built anew', async () => {
  const { direct, log, memory, readings, report, reported, type } = begin()
  const page = newId(pageId)
  await type(page, 250)
  const first = createChronicles({ log, report })
  await first.bundle(page)
  await first.close()
  await type(page, 30)
  readings.length = 0

  const second = createChronicles({ log, report })
  onTestFinished(() => second.close())
  const { packed } = await second.bundle(page)
  expect(readings).toEqual([{ page, from: 251 }])
  expect(new Uint8Array(brotliDecompressSync(packed))).toEqual(direct(page))
  expect(reported).toEqual([])

  const kept = await memory.readBundle(page)
  const spoilt = kept?.bytes.map((byte, at) => (at > 100 ? byte ^ 0x5a : byte)) ?? new Uint8Array()
  await memory.writeBundle(page, { seq: 250, bytes: spoilt })
  const third = createChronicles({ log, report })
  onTestFinished(() => third.close())
  expect(new Uint8Array(brotliDecompressSync((await third.bundle(page)).packed))).toEqual(
    direct(page),
  )
  expect(reported.length).toBe(1)
})

test('[H80] few histories are open, and those not used for the longest are let go', async () => {
  const { chronicles, opened, reported, type } = begin()
  const pages = Array.from({ length: 6 }, () => newId(pageId))
  for (const page of pages) await type(page, 20)
  const look = async (page: PageId) => {
    opened.length = 0
    const { text } = await chronicles.at(page, 20)
    expect(text.length).toBeGreaterThan(10)
    return opened.length > 0
  }
  const [first = newId(pageId), ...others] = pages
  expect(await look(first)).toBe(true)
  expect(await look(first)).toBe(false)
  await Promise.all(others.map((page) => chronicles.at(page, 20)))
  expect(await look(first)).toBe(true)
  expect(reported).toEqual([])
})

test('[H80] after a loss, or when its log was written anew, nothing of the old one is given out', async () => {
  const { chronicles, direct, memory, reported, type } = begin()
  const page = newId(pageId)
  await type(page, 50)
  await chronicles.bundle(page)
  const other = newId(pageId)
  await type(other, 40)
  await chronicles.rewriting(page, async () => {
    memory.entries(page)
    const entries = memory.entries(other)
    await memory.rewrite(page, ({ seq }) => entries[seq - 1]?.update ?? null)
    await memory.raiseEpoch(page)
  })
  const { packed } = await chronicles.bundle(page)
  expect(new Uint8Array(brotliDecompressSync(packed))).toEqual(direct(page))
  expect(reported).toEqual([])
})

test('[H79] bundle and log are taken care of when everybody has left or much was written', async () => {
  const { chronicles, log, memory, packed, report, reported, type } = begin()
  const upkeep = createUpkeep({ chronicles, log, report })
  onTestFinished(() => upkeep.close())
  const page = newId(pageId)
  await type(page, 100)
  upkeep.stored(page)
  upkeep.unloaded(page)
  // Too little to be worth while.
  await expect.poll(() => memory.readBundle(page)).toBe(null)
  await type(page, 400)
  upkeep.stored(page)
  upkeep.unloaded(page)
  await expect.poll(async () => (await memory.readBundle(page))?.seq).toBe(500)
  await expect.poll(() => packed).toEqual([page])
  await type(page, 5_000)
  for (let n = 0; n < 5_000; n++) upkeep.stored(page)
  await expect.poll(async () => (await memory.readBundle(page))?.seq).toBe(5_500)
  await expect.poll(() => packed).toEqual([page, page])

  // What nobody had time for is found after the next start.
  const long = newId(pageId)
  await type(long, 5_200)
  const next = createUpkeep({ chronicles, log, report })
  onTestFinished(() => next.close())
  await next.catchUp()
  await expect.poll(async () => (await memory.readBundle(long))?.seq).toBe(5_200)
  expect(reported).toEqual([])
})

test('[H149] a history that nobody asks for is let go without a fault, and opens again', async () => {
  const { chronicles, opened, reported, type } = begin({ idleMs: 20 })
  const page = newId(pageId)
  await type(page, 3)
  expect((await chronicles.at(page, 3)).seq).toBe(3)
  expect(opened).toHaveLength(1)
  const again = async () => {
    await chronicles.at(page, 2)
    return opened.length
  }
  await expect.poll(again, { interval: 100 }).toBeGreaterThan(2)
  expect(reported).toEqual([])
})
