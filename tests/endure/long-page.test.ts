import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { newId, pageId, personId } from '#contract/ids.ts'
import { pageRoot } from '#contract/page-schema.ts'
import { pageAt, plainContent } from '../../server/history/page-at.ts'
import { contentOf, textOf } from '../../server/rooms/content.ts'
import type { NewEntry } from '../../server/storage/storage.ts'
import { startApp, throwReported } from '../support/app.ts'
import { historyOf } from '../support/page-history.ts'
import { Wiki } from '../support/wiki.ts'

const million = 1_000_000
/** That are stored at once. */
const most = 50_000

/** What somebody types, a paragraph at a time, who takes back one letter in ten. */
function* typed(doc: Y.Doc): Generator<readonly Uint8Array[], never> {
  const made: Uint8Array[] = []
  const note = (update: Uint8Array) => made.push(update)
  doc.on('update', note)
  onTestFinished(() => doc.off('update', note))
  const root = doc.getXmlFragment(pageRoot)
  for (let n = 0; ; n++) {
    const text = new Y.XmlText()
    doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      root.insert(root.length, [paragraph])
      paragraph.insert(0, [text])
    })
    for (let i = 0; i < 500; i++) {
      if (i % 10 === 9) text.delete(text.length - 1, 1)
      else text.insert(text.length, 'talkoot '.charAt(i % 8))
    }
    // Somebody clears up, so that the page stays a page.
    if (n > 40) root.delete(1, 1)
    yield made.splice(0)
  }
}

test('[H132] a page of a million entries opens, to be written on and with its whole history', async () => {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const page = await wiki.page()
  const id = pageId.parse(page)
  const doc = new Y.Doc()
  for await (const { update } of app.storage.log.read(id, 1)) Y.applyUpdate(doc, update)
  const author = newId(personId)
  const paragraphs = typed(doc)
  let { seq } = await app.storage.log.head(id)
  let middle = ''
  while (seq < million) {
    const entries: NewEntry[] = []
    while (entries.length < most - 1_000) {
      for (const update of paragraphs.next().value) {
        entries.push({ author, kind: 'edit', at: Date.now(), update })
      }
    }
    seq = await app.storage.log.append(id, entries)
    if (middle === '' && seq >= million / 2) middle = `${seq} ${textOf(contentOf(doc))}`
  }
  // No snapshot was ever taken: as slow as it gets.
  await wiki.aino.browser.does('getPageContent', { params: { id: page } })
  const client = await wiki.client(page, wiki.aino, { ack: true }).untilSynced()
  client.add('here I am')
  await client.until(() => client.complete, 'saved')
  expect(client.text).toContain('here I am')
  client.destroy()

  const history = await historyOf(wiki.aino.browser, page)
  expect(history.head).toBeGreaterThan(million)
  expect(textOf(plainContent(pageAt(history, seq)))).toBe(textOf(contentOf(doc)))
  const at = Number(middle.split(' ', 1)[0])
  expect(`${at} ${textOf(plainContent(pageAt(history, at)))}`).toBe(middle)
  throwReported(app)
})
