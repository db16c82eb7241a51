import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { longDocument } from '../support/pasted/long-document.ts'
import * as office from '../support/pasted/office.ts'
import * as web from '../support/pasted/web.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { atEnd, pastes } from './clipboard.ts'
import { foundedBy, joins, opens, sees, textOnServer, types } from './organisation.ts'

afterEach(expectCleanPages)

async function twoPeople() {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  return { app, aino, bo, place }
}

test('[W190] what Word, Google Docs and others put on the clipboard arrives with everybody', async () => {
  const { app, aino, bo, place } = await twoPeople()
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  const last: readonly (readonly [string, string])[] = [
    [office.word, 'Kysely 2026.'],
    [office.wordOnline, 'One and a half'],
    [office.excel, 'Both'],
    [office.outlook, 'Dear all,'],
    [office.libreOffice, 'A note.'],
    [web.googleDocs, 'Innermost'],
    [web.googleSheets, '12,5'],
    [web.notion, 'Folded away.'],
    [web.gitHub, 'shipped'],
    [web.webPage, 'Meaning'],
    [web.otherProseMirror, 'Their title'],
  ]
  for (const [html, words] of last) {
    await atEnd(tab)
    await pastes(tab, { html })
    await other
      .locator('.page-text')
      .getByText(words, { exact: false })
      .first()
      .waitFor({ state: 'attached' })
    await untilSaveStateIs(tab, 'Saved')
  }
  // One title, and the same text here, there and on the server.
  expect(await other.locator('.page-text h1').count()).toBe(1)
  expect(await other.locator('.page-text > h2', { hasText: 'Johdanto' }).count()).toBe(1)
  expect(await tab.locator('.refused').count()).toBe(0)
  const shown = (one: typeof tab) =>
    one.locator('.page-text').evaluate((element) => {
      const copy = element.cloneNode(true) as Element
      for (const mark of copy.querySelectorAll('.caret, .facts-slot, [class$="-before"], img')) {
        mark.remove()
      }
      return copy.textContent
    })
  await expect.poll(() => shown(other)).toBe(await shown(tab))
  const text = await textOnServer(aino, place)
  for (const words of ['Viestintästrategia', 'H₂O', 'tilalle', 'Glad 😀', 'ship'])
    expect(text).toContain(words)
  for (const words of ['piilossa', 'secret', 'not here', 'AB1', 'Turn it on']) {
    expect(text).not.toContain(words)
  }
  expect(app.reported).toEqual([])
})

test('[W191] what is pasted as plain text, or into the title, brings no formatting', async () => {
  const { aino, bo, place } = await twoPeople()
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  await types(tab, 0, 'Begin. ')
  await tab.keyboard.down('Shift')
  await pastes(tab, { html: '<h1>Loud <b>words</b></h1>', text: '# Loud **words**' })
  await tab.keyboard.up('Shift')
  await sees(other, 'Begin. # Loud **words**')
  await tab.locator('.page-text > h1').click()
  await tab.keyboard.press('End')
  await pastes(tab, { html: '<h1>and <i>more</i></h1>' })
  await expect.poll(() => other.locator('.page-text > h1').textContent()).toMatch(/and more$/)
  await untilSaveStateIs(tab, 'Saved')
  expect(await other.locator('.page-text h1').count()).toBe(1)
})

test('[W192] a document of sixty pages is pasted in one go, and typing goes on', async () => {
  const { app, aino, bo, place } = await twoPeople()
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  await types(tab, 0, 'Here: ')
  await atEnd(tab)
  const busy = await pastes(tab, { html: longDocument(60) })
  process.stdout.write(`60 pages pasted in ${Math.round(busy)} ms\n`)
  expect(busy).toBeLessThan(5_000)
  await types(tab, 0, 'still typing')
  await untilSaveStateIs(tab, 'Saved')
  await sees(other, 'Here: still typing')
  await expect.poll(() => other.locator('.page-text > h2', { hasText: 'Chapter' }).count()).toBe(60)
  expect((await textOnServer(bo, place)).match(/Item \d+\.\d/g)).toHaveLength(360)
  expect(app.reported).toEqual([])
})
