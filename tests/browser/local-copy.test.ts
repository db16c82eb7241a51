import type { Editor } from '@tiptap/core'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { startApp } from '../support/app.ts'
import { contentOf, textOf } from '../../server/rooms/content.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { faultyWords, writesWords } from './in-editor.ts'
import { foundedBy, opens } from './organisation.ts'

afterEach(expectCleanPages)

/** What this browser keeps of a page, as it lies in its database. */
async function keptOf(tab: Page, page: string): Promise<readonly Uint8Array[]> {
  const updates = await tab.evaluate(async (page) => {
    const named = (await indexedDB.databases()).flatMap(({ name }) =>
      name?.includes(page) === true ? [name] : [],
    )
    const [name = ''] = named
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('no answer')))
      })
    const database = await answered(indexedDB.open(name))
    const store = database.transaction(['updates']).objectStore('updates')
    const found: Uint8Array[] = await answered(store.getAll())
    database.close()
    return found.map((update) => [...update])
  }, page)
  return updates.map((update) => Uint8Array.from(update))
}

async function keptText(tab: Page, page: string): Promise<string> {
  const doc = new Y.Doc()
  for (const update of await keptOf(tab, page)) Y.applyUpdate(doc, update)
  return textOf(contentOf(doc))
}

const pageOf = (tab: Page) => new URL(tab.url()).pathname.split('/').at(-1) ?? ''

test('[W266] a copy of many changes, of two windows too, is laid together and lacks nothing', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const one = await opens(aino, place)
  const other = await opens(aino, place)
  await untilSaveStateIs(one, 'Saved')
  await untilSaveStateIs(other, 'Saved')
  await Promise.all([writesWords(one, 'a', 0, 500), writesWords(other, 'b', 0, 500)])
  await untilSaveStateIs(one, 'Saved')
  await untilSaveStateIs(other, 'Saved')
  await expect.poll(async () => (await keptOf(one, pageOf(one))).length).toBeLessThan(100)
  await writesWords(one, 'c', 0, 10)
  await untilSaveStateIs(one, 'Saved')
  const lacking = async () => {
    const text = await keptText(one, pageOf(one))
    return [
      ...faultyWords(text, 'a', 500),
      ...faultyWords(text, 'b', 500),
      ...faultyWords(text, 'c', 10),
    ]
  }
  await expect.poll(lacking).toEqual([])
})

test('[W269] what was typed in the moment before the page is left is kept in this browser', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place)
  await untilSaveStateIs(tab, 'Saved')
  const page = pageOf(tab)
  await tab.evaluate(() => {
    const text = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    const editor = text?.editor
    if (editor === undefined) throw new Error('There is no editor')
    // So soon that nothing that waits a moment has its turn.
    Object.assign(globalThis, { setTimeout: () => 0 })
    editor.commands.insertContentAt(editor.state.doc.content.size, 'Last words')
    location.href = '/icon.svg'
  })
  await tab.waitForURL('**/icon.svg')
  expect(await keptText(tab, page)).toContain('Last words')
})
