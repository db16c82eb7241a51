import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newId, type PageId, pageId, type PersonId, personId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { checkHistories } from '../../server/chronicles/check-histories.ts'
import { Contributions } from '../../server/chronicles/contributions.ts'
import { encodeStored } from '../../server/chronicles/stored-bundle.ts'
import { encodeBundle } from '../../server/history/bundle.ts'
import { Chronicle, type LoggedEntry } from '../../server/history/chronicle.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { memoryLog } from '../support/memory-log.ts'

const people: readonly PersonId[] = [newId(personId), newId(personId)]

/** A page on which somebody types so many letters, each as an entry, and the log that holds it. */
async function begin(letters = 60) {
  const log = memoryLog()
  const page = newId(pageId)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const root = doc.getXmlFragment(pageRoot)
  const words = [{ type: 'text', text: 'x' }]
  root.insert(0, [elementFor({ type: 'title' }), elementFor({ type: 'paragraph', content: words })])
  const block: unknown = root.get(1)
  const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  for (let n = 1; n < letters; n++) text.insert(text.length, 'abc'[n % 3] ?? '')
  const [author = newId(personId)] = people
  await log.append(
    page,
    updates.map((update, n) => ({
      author,
      kind: 'edit',
      at: 1_700_000_000_000 + n * 1000,
      update,
    })),
  )
  return { log, page }
}

/** Keeps the history that these entries tell. */
async function keep(
  log: ReturnType<typeof memoryLog>,
  page: PageId,
  entries: readonly LoggedEntry[],
) {
  const chronicle = Chronicle.of(entries)
  const contributions = new Contributions()
  for (const entry of entries) contributions.add(entry)
  const packed = brotliCompressSync(encodeBundle(chronicle))
  await log.writeBundle(page, {
    seq: chronicle.head,
    bytes: encodeStored(contributions.encode(), packed),
  })
}

const differs = (page: PageId, entry: number) => [
  `The history that is kept of page ${page} differs from its log at entry ${entry}.`,
]

test('[H59] a history that is kept and is what the log tells is no finding, nor is none', async () => {
  const { log, page } = await begin()
  expect(await checkHistories({ log })).toEqual([])
  await keep(log, page, log.entries(page))
  expect(await checkHistories({ log })).toEqual([])
  // Behind the log, as most are.
  await keep(log, page, log.entries(page).slice(0, 40))
  expect(await checkHistories({ log })).toEqual([])
})

test('[H59] a history that tells something else is named with the entry', async () => {
  const { log, page } = await begin()
  const told = (seq: number, over: Partial<LoggedEntry>) =>
    log.entries(page).map((entry) => (entry.seq === seq ? { ...entry, ...over } : entry))
  const [, other = newId(personId)] = people
  for (const [seq, over] of [
    [20, { author: other }],
    [33, { at: 1 }],
    [7, { kind: 'restore', about: 3 }],
    [60, { kind: 'template' }],
  ] as const) {
    await keep(log, page, told(seq, over))
    expect(await checkHistories({ log })).toEqual(differs(page, seq))
  }
  // Another letter than the one that was written.
  const letter = log.entries(page)[49]?.update.slice() ?? new Uint8Array()
  const at = letter.findIndex((byte, i) => i > 4 && byte >= 0x61 && byte <= 0x63)
  letter[at] = 0x7a
  await keep(log, page, told(50, { update: letter }))
  expect(await checkHistories({ log })).toEqual(differs(page, 50))
  // Entries 30 and 31 in each other's place.
  const entries = [...log.entries(page)]
  const [first, second] = [entries[29]?.update, entries[30]?.update]
  if (first === undefined || second === undefined) throw new Error('no such entries')
  await keep(
    log,
    page,
    entries.map((entry) =>
      entry.seq === 30
        ? { ...entry, update: new Uint8Array([0, 0]) }
        : entry.seq === 31
          ? { ...entry, update: Y.mergeUpdates([first, second]) }
          : entry,
    ),
  )
  expect(await checkHistories({ log })).toEqual(differs(page, 30))
})

test('[H59] a history that cannot be read is named, one of another version is not', async () => {
  const { log, page } = await begin()
  const bundle = encodeBundle(Chronicle.of(log.entries(page)))
  const write = (bytes: Uint8Array) =>
    log.writeBundle(page, {
      seq: 60,
      bytes: encodeStored(new Contributions().encode(), brotliCompressSync(bytes)),
    })
  const spoilt = bundle.slice()
  spoilt[100] = (spoilt[100] ?? 0) ^ 1
  await write(spoilt)
  expect(await checkHistories({ log })).toEqual([
    `The history that is kept of page ${page} cannot be read.`,
  ])
  const older = bundle.slice()
  older[0] = 99
  await write(older)
  expect(await checkHistories({ log })).toEqual([])
})
