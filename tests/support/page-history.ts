/** Pages with a history, and their histories as clients get them. */
import * as Y from 'yjs'
import type { PageId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { decodeBundle, decodeEntries } from '../../server/history/bundle.ts'
import type { Chronicle } from '../../server/history/chronicle.ts'
import { contentOf, textOf } from '../../server/rooms/content.ts'
import type { UpdateLog } from '../../server/storage/storage.ts'
import type { Browser } from './person.ts'
import type { Member, Wiki } from './wiki.ts'

/** The paragraph at the end of the page, and whose client it is. */
export async function writerOf(wiki: Wiki, page: string, who: Member = wiki.aino) {
  const client = await wiki.client(page, who, { ack: true }).untilSynced()
  return {
    client,
    /** Types text at the end of the last paragraph; stored when it resolves. */
    async types(text: string): Promise<void> {
      const last = lastParagraph(client.doc)
      last.insert(last.length, text)
      await client.until(() => client.complete, 'stored')
    },
    /** Deletes text of the last paragraph; stored when it resolves. */
    async deletes(text: string): Promise<void> {
      const last = lastParagraph(client.doc)
      last.delete(plainText(last).indexOf(text), text.length)
      await client.until(() => client.complete, 'stored')
    },
  }
}

/** The characters of a text, where they are: without its marks. */
export function plainText(text: Y.XmlText): string {
  const runs: readonly { readonly insert?: unknown }[] = text.toDelta()
  return runs.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
}

/** The text of the last block, which is made when it has none. */
export function lastParagraph(doc: Y.Doc): Y.XmlText {
  const root = doc.getXmlFragment(pageRoot)
  const block: unknown = root.get(root.length - 1)
  if (!(block instanceof Y.XmlElement)) throw new Error('the page ends with no block')
  const text: unknown = block.get(0)
  if (text instanceof Y.XmlText) return text
  const made = new Y.XmlText()
  block.insert(0, [made])
  return made
}

/** The clocks of a piece of the last paragraph. */
export function rangesOf({ doc }: { readonly doc: Y.Doc }, words: string) {
  const ranges: { client: number; clock: number; length: number }[] = []
  const text = lastParagraph(doc)
  const from = plainText(text).indexOf(words)
  let at = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    const start = Math.max(from, at)
    const end = Math.min(from + words.length, at + item.length)
    const { client, clock } = item.id
    if (start < end) ranges.push({ client, clock: clock + start - at, length: end - start })
    at += item.length
  }
  return ranges
}

/** The history as somebody fetches it: the bundle and what came after it. */
export async function historyOf(browser: Browser, page: string): Promise<Chronicle> {
  const { bytes, status, text } = await browser.tries('getHistory', { params: { id: page } })
  if (status !== 200) throw new Error(`getHistory: ${status} ${text}`)
  const chronicle = decodeBundle(bytes)
  const params = { id: page, seq: String(chronicle.head) }
  chronicle.append(decodeEntries((await browser.tries('getHistoryAfter', { params })).bytes))
  return chronicle
}

/** The page's text after an entry, by replaying the log. */
export async function textAfter(log: UpdateLog, page: PageId, seq: number): Promise<string> {
  const doc = new Y.Doc({ gc: false })
  for await (const { update } of log.read(page, 1, seq)) Y.applyUpdate(doc, update)
  return textOf(contentOf(doc))
}
