import { afterEach, expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { temporaryFolder } from '../support/app.ts'
import { computer, computerIn, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { foundedBy, joins, opens, sees, textOnServer, types } from './organisation.ts'
import { serverProcess, setupToken } from './server-process.ts'

afterEach(expectCleanPages)

test('[W5] the server is killed while people write: nothing shown as saved is missing', async () => {
  const server = await serverProcess(await temporaryFolder())
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, server.url, setupToken)
  await joins(aino, bo, server.url, 'Bo Berg')
  const leaving = await opens(aino, place)
  const staying = await opens(bo, place)
  await Promise.all([rememberWhatWasSaved(leaving), rememberWhatWasSaved(staying)])

  for (let round = 1; round <= 2; round += 1) {
    await Promise.all([types(leaving, 0, ` Aino ${round}.`), types(staying, 1, ` Bo ${round}.`)])
    await untilSaveStateIs(leaving, 'Saved')
    // Killed in the middle of a word that was begun after that.
    const typing = types(staying, 1, ` Bo goes on in round ${round}.`)
    await server.kill()
    await typing
    const saved = [await whatWasSaved(leaving), await whatWasSaved(staying)]
    await untilSaveStateIs(staying, /changes kept in this browser/)

    await server.start()
    // By itself, without anybody doing anything.
    await untilSaveStateIs(staying, 'Saved')
    await untilSaveStateIs(leaving, 'Saved')
    const text = await textOnServer(aino, place)
    for (const sentence of saved.flatMap((texts) => texts.split('|')))
      expect(text).toContain(sentence)
    expect(text).toContain(`Bo goes on in round ${round}.`)
    expect(text.split(`Bo goes on in round ${round}.`)).toHaveLength(2)
  }
})

test('[W6] what was saved is on the server’s disk even if its writer never returns', async () => {
  const server = await serverProcess(await temporaryFolder())
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, server.url, setupToken)
  await joins(aino, bo, server.url, 'Bo Berg')
  const tab = await opens(bo, place)
  await rememberWhatWasSaved(tab)
  await types(tab, 0, 'Written once and saved.')
  await untilSaveStateIs(tab, 'Saved')
  await server.kill()
  const saved = await whatWasSaved(tab)
  await bo.close()
  await server.start()
  expect(saved).toContain('Written once and saved.')
  const text = await textOnServer(aino, place)
  for (const sentence of saved.split('|')) expect(text).toContain(sentence)
})

test('[W7] text written without a connection survives a closed browser', async () => {
  const server = await serverProcess(await temporaryFolder())
  const folder = await temporaryFolder()
  let aino = await computerIn(folder)
  onTestFinished(() => aino.close())
  const place = await foundedBy(aino, server.url, setupToken)
  let tab = await opens(aino, place)
  await untilSaveStateIs(tab, 'Saved')
  await tab.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

  await server.kill()
  await types(tab, 0, 'Written on a train.')
  await untilSaveStateIs(tab, /changes kept in this browser/)
  await aino.close()

  aino = await computerIn(folder)
  tab = await opens(aino, place)
  await sees(tab, 'Written on a train.')
  await untilSaveStateIs(tab, /changes kept in this browser/)
  await types(tab, 0, ' And on the next one.')

  await server.start()
  await untilSaveStateIs(tab, 'Saved')
  expect(await textOnServer(aino, place)).toContain('Written on a train. And on the next one.')
  await tab.reload()
  await untilSaveStateIs(tab, 'Saved')
})

test('[W8] leaving is warned of where nothing keeps the text', async () => {
  const server = await serverProcess(await temporaryFolder())
  const aino = await computer()
  await aino.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined })
  })
  const place = await foundedBy(aino, server.url, setupToken)
  const tab = await opens(aino, place)
  await types(tab, 0, 'Saved.')
  await untilSaveStateIs(tab, 'Saved')
  await server.kill()
  await types(tab, 0, ' Not saved.')
  await untilSaveStateIs(tab, /Not saved: \d+ changes. Keep this tab open/)
  const asked = tab.waitForEvent('dialog')
  const leaving = tab.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await leaving
  await sees(tab, 'Saved. Not saved.')
})

/** From now on the tab notes its paragraphs at each moment at which it says "Saved". */
async function rememberWhatWasSaved(tab: Page): Promise<void> {
  await tab.evaluate(() => {
    const note = () => {
      if (document.querySelector('.save')?.textContent !== 'Saved') return
      const paragraphs = [...document.querySelectorAll('.page-text > p')]
      document.body.dataset['saved'] = paragraphs.map((one) => one.textContent).join('|')
    }
    const bar = document.querySelector('.bar')
    if (bar === null) throw new Error('There is no bar')
    new MutationObserver(note).observe(bar, { subtree: true, childList: true, characterData: true })
    note()
  })
}

/** The paragraphs as they were when the tab last said "Saved". */
function whatWasSaved(tab: Page): Promise<string> {
  return tab.evaluate(() => document.body.dataset['saved'] ?? '')
}
