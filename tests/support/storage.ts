/** What the suites on storage share: a store to start from, entries to append, changes to make. */
import { onTestFinished } from 'vitest'
import type { FileId, PageId } from '#contract/ids.ts'
import { fileId, newId, pageId, talkootAuthor } from '#contract/ids.ts'
import type { ByteRange, Change, Entry, NewEntry, Storage } from '../../server/storage/storage.ts'

/** A store that is empty at first and keeps what it holds between `open` calls. */
export interface StorageHome {
  open(): Promise<Storage>
  remove(): Promise<void>
}

/** An entry that can be told from others by its number. */
export const anEntry = (n: number, over: Partial<NewEntry> = {}): NewEntry => ({
  author: talkootAuthor,
  kind: 'edit',
  at: 1_700_000_000_000 + n,
  update: new TextEncoder().encode(`update ${n}`),
  ...over,
})

/** Reads entries into an array. */
export async function entriesOf(
  storage: Storage,
  page: PageId,
  from = 1,
  to?: number,
): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const entry of storage.log.read(page, from, to)) entries.push(entry)
  return entries
}

/** A change that puts a record among the people. */
export const put = (id: string, value: unknown, over: object = {}): Change => ({
  do: 'put',
  collection: 'people',
  id,
  value,
  ...over,
})

/** Bytes that can be told from others by their number, in pieces of 1,000. */
export async function* someBytes(n: number, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += 1000) {
    yield new Uint8Array(Math.min(1000, size - at)).map((_, i) => n + at + i)
  }
}

/** All that comes, as one. */
export async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of bytes) all.push(piece)
  return Buffer.concat(all)
}

/** The file's bytes; null when there is none. */
export async function fileOf(storage: Storage, id: FileId, range?: ByteRange) {
  const bytes = await storage.files.read(id, range)
  return bytes && wholeOf(bytes)
}

/** Keeps a new file. */
export async function keepFile(storage: Storage, bytes: AsyncIterable<Uint8Array>) {
  const id = newId(fileId)
  await (await storage.files.receive(bytes)).keep(id)
  return id
}

export const aPage = (): PageId => newId(pageId)

/** 1, 2, … n. */
export const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1)

/** Opens a store that is closed and removed when the test has finished. */
export async function startStorage(makeHome: () => Promise<StorageHome>) {
  const home = await makeHome()
  const opened: Storage[] = []
  onTestFinished(async () => {
    for (const storage of opened) await storage.close()
    await home.remove()
  })
  const open = async () => {
    const storage = await home.open()
    opened.push(storage)
    return storage
  }
  const storage = await open()
  const reopen = async () => {
    await opened.at(-1)?.close()
    return open()
  }
  const { catalogue, files, log } = storage
  return { storage, log, catalogue, files, reopen }
}
