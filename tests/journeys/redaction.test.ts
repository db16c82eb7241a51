import { expect, test } from 'vitest'
import { pageId } from '#contract/ids.ts'
import { launchApp, startApp, temporaryFolder, throwReported } from '../support/app.ts'
import { placesOf } from '../support/data-search.ts'
import { historyOf, lastParagraph, plainText, rangesOf, writerOf } from '../support/page-history.ts'
import { entriesOf } from '../support/storage.ts'
import { Wiki } from '../support/wiki.ts'
import { pageAt, plainContent } from '../../server/history/page-at.ts'
import { filler } from '../../server/history/redact.ts'
import { textOf } from '../../server/rooms/content.ts'
import type { Entry } from '../../server/storage/storage.ts'

/**
 * Letters that nothing else in the data folder has. Four bytes each, in UTF-8 and in UTF-16: two
 * bytes come up by chance in what is packed, in one run of twenty.
 */
const letters = ['𐎀', '𐎁', '𐎂', '𐎃', '𐎄'] as const
const secret = letters.join('')

test('[H74] [H76] [H77] nothing of what was taken out is left in any file', async () => {
  const data = await temporaryFolder()
  const app = await launchApp(data)
  const wiki = await Wiki.begin(app)
  const { browser, person } = wiki.aino
  const page = await wiki.page('Before')
  const params = { id: page }
  const id = pageId.parse(page)
  const { client, deletes, types } = await writerOf(wiki, page)
  await types('Open words. ')
  // Typed letter by letter, moved, deleted in part, and pasted into the title and a link.
  for (const letter of letters) await types(letter)
  const ranges = rangesOf(client, secret)
  await types(' and more')
  await browser.does('changePage', { params, body: { title: `All about ${secret}` } })
  const eva = await writerOf(wiki, page, await wiki.person('Eva', 'editor'))
  await eva.deletes(secret)
  await eva.types(` moved: ${secret}`)
  await deletes(letters.slice(0, 2).join(''))
  const template = { title: 'Ours', keyQuestion: secret, purpose: '', keepText: true }
  await browser.does('saveTemplate', { params, body: template })
  await browser.does('makeVersion', { params, body: { name: 'With all of it' } })
  await app.storage.log.pack(id)
  await historyOf(browser, page)
  await browser.does('listPages', { params: { id: wiki.strategy } })
  expect(await placesOf(data, letters)).not.toEqual([])

  const before = await entriesOf(app.storage, id)
  const body = { ranges, reason: 'Pasted by mistake' }
  const done = await browser.does('redactHistory', { params, body })
  expect(done).toMatchObject({ page, reason: body.reason, createdBy: person.id })
  expect(done.characters).toBeGreaterThanOrEqual(2 * secret.length)
  const after = await entriesOf(app.storage, id)
  const bare = ({ about, at, author, kind, seq }: Entry) => ({ about, at, author, kind, seq })
  expect(after.slice(0, before.length).map(bare)).toEqual(before.map(bare))
  expect(after.at(-1)).toMatchObject({ kind: 'redaction', author: person.id })
  const facts = await browser.does('getHistoryFacts', { params })
  expect(facts).toMatchObject({ epoch: 1, redactions: [done], head: after.length })
  // Everybody is there again, and goes on.
  await client.until(
    () => client.synced && !client.text.includes(letters[4]),
    'the page without it',
  )
  await types(' Written afterwards.')
  const chronicle = await historyOf(browser, page)
  const texts = Array.from({ length: chronicle.head + 1 }, (_, seq) =>
    textOf(plainContent(pageAt(chronicle, seq))),
  )
  expect(texts.filter((text) => letters.some((letter) => text.includes(letter)))).toEqual([])
  expect(texts.some((text) => text.includes(filler.repeat(secret.length)))).toBe(true)
  expect(texts.at(-1)).toContain('Open words.')
  expect(texts.at(-1)).toContain('Written afterwards.')
  expect(JSON.stringify(app.notes)).toContain('history redacted')
  for (const letter of letters) expect(JSON.stringify(app.notes)).not.toContain(letter)
  wiki.leave()
  throwReported(app)
  await app.close()
  expect(await placesOf(data, letters)).toEqual([])

  const again = await launchApp(data)
  expect(again.storage.damage()).toEqual([])
  throwReported(again)
  await again.close()
})

test('[H75] who comes back with a copy from before brings nothing of it back', async () => {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const page = await wiki.page()
  const params = { id: page }
  const id = pageId.parse(page)
  const { client, types } = await writerOf(wiki, page)
  await types(`Open words. ${secret} and more`)
  const eva = await wiki.person('Eva', 'editor')
  const copy = await writerOf(wiki, page, eva)
  const { doc } = copy.client
  copy.client.destroy()
  // Never seen by anybody, and written in the middle of it.
  const text = lastParagraph(doc)
  text.insert(plainText(text).indexOf(letters[1]), 'Eva’s own')
  const ranges = rangesOf(client, secret)
  const body = { ranges, reason: 'A right to be forgotten' }
  await wiki.aino.browser.does('redactHistory', { params, body })
  const { seq: head } = await app.storage.log.head(id)

  const back = await wiki.client(page, eva, { doc, ack: true, epoch: 0 }).untilSynced()
  await back.until(() => back.complete, 'stored')
  const after = await entriesOf(app.storage, id, head + 1)
  expect(after).toMatchObject([{ author: eva.person.id, kind: 'offline' }])
  expect(after.length).toBe(1)
  const fresh = await wiki.fresh(page)
  for (const one of [fresh, back]) {
    expect(one.text).toContain('Open words. Eva’s own and more')
    for (const letter of letters) expect(one.text).not.toContain(letter)
  }
  const chronicle = await historyOf(wiki.aino.browser, page)
  for (let seq = 0; seq <= chronicle.head; seq++) {
    const shown = JSON.stringify(pageAt(chronicle, seq))
    for (const letter of letters) expect(shown).not.toContain(letter)
  }
  throwReported(app)
})

test('[H76] only administrators take something out, and only what is there', async () => {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const page = await wiki.page()
  const params = { id: page }
  const { client, types } = await writerOf(wiki, page)
  await types(secret)
  const body = { ranges: rangesOf(client, secret), reason: 'A secret' }
  const nora = await wiki.person('Nora', 'facilitator')
  const tried = await nora.browser.tries('redactHistory', { params, body })
  expect(tried.error?.code).toBe('forbidden')
  const nothing = { ranges: [{ client: 1, clock: 0, length: 5 }], reason: 'A secret' }
  const missed = await wiki.aino.browser.tries('redactHistory', { params, body: nothing })
  expect(missed.error).toMatchObject({ code: 'invalid-input', details: { ranges: 'nothing' } })
  expect((await wiki.fresh(page)).text).toContain(secret)
  expect((await app.storage.log.head(pageId.parse(page))).epoch).toBe(0)
  throwReported(app)
})
