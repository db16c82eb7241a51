import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { startApp } from '../support/app.ts'
import { contentOf, textOf } from '../../server/rooms/content.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { faultyWords, writesWords } from './in-editor.ts'
import { foundedBy, opens } from './organisation.ts'

afterEach(expectCleanPages)

/** What this browser keeps of the page that is open, as it lies in its database. */
async function keptOf(tab: Page): Promise<readonly Uint8Array[]> {
  const updates = await tab.evaluate(async () => {
    const page = location.pathname.split('/').at(-1) ?? ''
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
  })
  return updates.map((update) => Uint8Array.from(update))
}

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
  await expect.poll(async () => (await keptOf(one)).length).toBeLessThan(100)
  await writesWords(one, 'c', 0, 10)
  await untilSaveStateIs(one, 'Saved')
  const doc = new Y.Doc()
  for (const update of await keptOf(one)) Y.applyUpdate(doc, update)
  const text = textOf(contentOf(doc))
  for (const [name, count] of [
    ['a', 500],
    ['b', 500],
    ['c', 10],
  ] as const) {
    expect(faultyWords(text, name, count), name).toEqual([])
  }
})
