import { expect, test } from 'vitest'
import { pageId } from '#contract/ids.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { startApp, throwReported } from '../support/app.ts'
import { lastParagraph, textAfter, writerOf } from '../support/page-history.ts'
import { entriesOf } from '../support/storage.ts'
import { Wiki } from '../support/wiki.ts'

async function begin() {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const page = await wiki.page()
  const params = { id: page }
  const id = pageId.parse(page)
  const { log } = app.storage
  return { app, wiki, page, id, params, log, head: async () => (await log.head(id)).seq }
}

test('[H68] a moment comes back as one entry in my name, and the page as it was gets a version', async () => {
  const { app, head, id, log, page, params, wiki } = await begin()
  const eva = await wiki.person('Eva', 'editor')
  const { client, deletes, types } = await writerOf(wiki, page)
  await types('Sauna is warm')
  const moment = await head()
  await deletes('warm')
  await types('cold')
  const before = await head()

  const body = { kind: 'restore' as const, seq: moment }
  const restored = await eva.browser.does('restoreMoment', { params, body })
  expect(restored.seq).toBe(before + 1)
  expect(restored.version).toMatchObject({ seq: before, name: '', why: 'before-restore' })
  // Durable when it answers, and everybody sees it.
  expect(await entriesOf(app.storage, id, before + 1)).toMatchObject([
    { seq: before + 1, kind: 'restore', about: moment, author: eva.person.id },
  ])
  expect(await textAfter(log, id, before + 1)).toBe(await textAfter(log, id, moment))
  await client.until(() => client.text.includes('Sauna is warm'), 'the old text')
  const { versions } = await wiki.aino.browser.does('listVersions', { params })
  expect(versions).toEqual([restored.version])

  // It is like that already: no entry, no version.
  const again = await eva.browser.does('restoreMoment', { params, body })
  expect(again).toEqual({ seq: null, version: null })
  expect(await head()).toBe(before + 1)
  throwReported(app)
})

test('[H68] one block comes back, and what others write meanwhile stays', async () => {
  const { app, head, page, params, wiki } = await begin()
  const { client, types } = await writerOf(wiki, page)
  await types('Kept as it is now')
  const text = lastParagraph(client.doc)
  const block = text.parent?._item?.id
  const moment = await head()
  text.delete(0, text.length)
  text.insert(0, 'Another text')
  const added = { type: 'paragraph', content: [{ type: 'text', text: 'A new block. ' }] }
  client.root.push([elementFor(added)])
  await client.until(() => client.complete, 'stored')
  const eva = await writerOf(wiki, page, await wiki.person('Eva', 'editor'))

  const body = { kind: 'restore' as const, seq: moment, part: block ?? fail() }
  const asking = wiki.aino.browser.does('restoreMoment', { params, body })
  await eva.types(' Written at the same time.')
  await asking
  await eva.client.until(() => eva.client.text.includes('Kept as it is now'), 'the block')
  expect(eva.client.text).toMatch(/Kept as it is now.*A new block.*Written at the same time\./)
  throwReported(app)
})

test('[H69] a restore is taken back, and nothing else with it', async () => {
  const { app, head, id, page, params, wiki } = await begin()
  const { client, deletes, types } = await writerOf(wiki, page)
  await types('Warm. ')
  const moment = await head()
  await deletes('Warm. ')
  await types('Cold. ')
  const { browser } = wiki.aino
  const body = { kind: 'restore' as const, seq: moment }
  const { seq } = await browser.does('restoreMoment', { params, body })
  await client.until(() => client.text.includes('Warm.'), 'the old text')
  await types('Later. ')
  const undo = { kind: 'undo' as const, seq: seq ?? 0 }
  const undone = await browser.does('restoreMoment', { params, body: undo })
  expect(undone).toEqual({ seq: await head(), version: null })
  await client.until(() => client.text.includes('Cold.'), 'the text before')
  expect(client.text).not.toContain('Warm.')
  expect(client.text).toContain('Later.')
  expect(await entriesOf(app.storage, id, await head())).toMatchObject([
    { kind: 'unrestore', about: seq },
  ])

  for (const other of [1, moment, (await head()) + 5]) {
    const tried = await browser.tries('restoreMoment', {
      params,
      body: { kind: 'undo', seq: other },
    })
    expect(tried.error).toMatchObject({
      code: 'invalid-input',
      details: { seq: 'no-restore' },
    })
  }
  throwReported(app)
})

test('[H70] nothing is brought back on a locked page, nor in the trash, nor what never was', async () => {
  const { app, head, page, params, wiki } = await begin()
  const { browser } = wiki.aino
  const { deletes, types } = await writerOf(wiki, page)
  await types('one two')
  const moment = await head()
  await deletes('two')
  const tries = async (seq: number, part?: { client: number; clock: number }) =>
    (
      await browser.tries('restoreMoment', {
        params,
        body: { kind: 'restore', seq, ...(part && { part }) },
      })
    ).error?.code
  expect(await tries(moment + 99)).toBe('not-found')
  expect(await tries(moment, { client: 12_345, clock: 0 })).toBe('not-found')
  await browser.does('changePageAccess', { params, body: { locked: true } })
  expect(await tries(moment)).toBe('locked')
  await browser.does('changePageAccess', { params, body: { locked: false } })
  await browser.does('trashPage', { params })
  expect(await tries(moment)).toBe('locked')
  await browser.does('restorePage', { params })
  expect(await tries(moment)).toBe(undefined)
  throwReported(app)
})

test('[H67] who may write but is not shown the history brings nothing back and names no moment', async () => {
  const { app, head, page, params, wiki } = await begin()
  const { browser } = wiki.aino
  const { deletes, types } = await writerOf(wiki, page)
  await types('hidden words')
  const moment = await head()
  await deletes('hidden words')
  const eva = await wiki.person('Eva', 'editor')
  const { id: version } = await browser.does('makeVersion', { params, body: { name: 'Mine' } })
  const strategy = { id: wiki.strategy }
  await browser.does('changeStrategy', { params: strategy, body: { history: 'facilitator' } })
  const tried = await Promise.all([
    eva.browser.tries('restoreMoment', { params, body: { kind: 'restore', seq: moment } }),
    eva.browser.tries('restoreMoment', { params, body: { kind: 'undo', seq: moment } }),
    eva.browser.tries('makeVersion', { params, body: { seq: moment, name: 'Mine' } }),
    eva.browser.tries('changeVersion', { params: { id: page, version }, body: { name: 'No' } }),
    eva.browser.tries('removeVersion', { params: { id: page, version } }),
    eva.browser.tries('listVersions', { params }),
  ])
  expect(tried.map(({ error }) => error?.code)).toEqual(Array(6).fill('forbidden'))
  expect((await eva.browser.does('getPageContent', { params })).text).not.toContain('hidden')
  throwReported(app)
})

function fail(): never {
  throw new Error('not there')
}
