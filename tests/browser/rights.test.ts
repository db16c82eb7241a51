import { afterEach, expect, test } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import * as encoding from 'lib0/encoding'
import { writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { messageType, syncType } from '../../server/contract/wire.ts'
import { startApp } from '../support/app.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import {
  ask,
  foundedBy,
  joins,
  opens,
  password,
  type Place,
  sees,
  textOnServer,
  types,
} from './organisation.ts'

afterEach(expectCleanPages)

async function becomes(aino: BrowserContext, place: Place, person: string, role: string) {
  const path = `/api/strategies/${place.strategy}/members/${person}`
  await ask(aino, place.url, 'PUT', path, { role })
}

test('[W9] rights lowered while away: the text is set aside, shown, and can be put in again', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(bo, place)
  await untilSaveStateIs(tab, 'Saved')

  await bo.setOffline(true)
  await types(tab, 1, 'Written while away.')
  await untilSaveStateIs(tab, /changes kept in this browser/)
  await becomes(aino, place, id, 'reader')
  await bo.setOffline(false)

  const aside = tab.locator('section.refused')
  await aside.getByText('This was not accepted').first().waitFor()
  await aside.getByText('you may read this page but no longer change it').waitFor()
  expect(await aside.locator('textarea').inputValue()).toBe('Written while away.')
  expect(await tab.locator('[role=textbox]').count()).toBe(0)
  expect(await tab.locator('.page-text').innerText()).not.toContain('Written while away.')
  expect(await aside.getByRole('button', { name: 'Put it at the end' }).count()).toBe(0)
  const download = tab.waitForEvent('download')
  await aside.getByRole('button', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.txt$/)

  // It is still there after a reload, and when the right comes back it can be put in.
  await tab.reload()
  await aside.locator('textarea').waitFor()
  await becomes(aino, place, id, 'editor')
  await aside.getByRole('button', { name: 'Put it at the end' }).click()
  await untilSaveStateIs(tab, 'Saved')
  expect(await textOnServer(aino, place)).toContain('Written while away.')
  await aside.getByRole('button', { name: 'Discard…' }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await aside.waitFor({ state: 'detached' })
  await tab.reload()
  await untilSaveStateIs(tab, 'Saved')
  expect(await aside.count()).toBe(0)
  expect(app.reported).toEqual([])
})

test('[W10] access taken away: the page closes at once, unsent text stays with its writer', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(bo, place)
  await untilSaveStateIs(tab, 'Saved')
  await bo.setOffline(true)
  await types(tab, 1, 'Written while away.')
  await untilSaveStateIs(tab, /changes kept in this browser/)
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: null })
  await bo.setOffline(false)

  await tab.getByText('This page is not open to you any more').waitFor()
  expect(await tab.locator('section.refused textarea').inputValue()).toContain(
    'Written while away.',
  )
  expect(await tab.locator('.page-text').count()).toBe(0)
})

test('[W11] signing out warns of unsent text, then wipes what the browser keeps', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(bo, place)
  await untilSaveStateIs(tab, 'Saved')
  expect(await keptNames(tab)).not.toEqual([])
  // The page's socket alone is cut: the API still answers, so one can sign out.
  await tab.routeWebSocket(/collab/, (socket) => socket.close())
  await tab.reload()
  await tab.locator('[role=textbox]').waitFor()
  await types(tab, 1, 'Unsent.')
  await untilSaveStateIs(tab, /kept in this browser|blocks live connections/)

  await tab.locator('.account').click()
  await tab.getByRole('button', { name: 'Sign out' }).click()
  await tab.getByText('7 changes have not reached the server').waitFor()
  await tab.getByRole('button', { name: 'Stay signed in' }).click()
  await sees(tab, 'Unsent.')
  await tab.getByRole('button', { name: 'Sign out' }).click()
  await tab.getByRole('button', { name: 'Delete and sign out' }).click()
  await tab.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await keptNames(tab)).toEqual([])

  await tab.unrouteAll({ behavior: 'ignoreErrors' })
  await tab.getByLabel('E-mail').fill('bo@example.org')
  await tab.getByLabel('Password', { exact: true }).fill(password)
  await tab.getByRole('button', { name: 'Sign in' }).click()
  await tab.getByRole('heading', { name: 'Strategies' }).first().waitFor()
})

test('[W12] where live connections are blocked the page says so in plain words', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place)
  await untilSaveStateIs(tab, 'Saved')
  await tab.addInitScript(() => {
    // A proxy that refuses the upgrade: the socket closes without ever having opened.
    const Real = globalThis.WebSocket
    globalThis.WebSocket = class extends Real {
      constructor(url: string | URL) {
        super(String(url).replace('/collab/', '/nowhere/'))
      }
    }
  })
  await tab.reload()
  await untilSaveStateIs(tab, /network blocks live connections/)
  await tab.locator('summary.save').click()
  await tab.getByText('Ask whoever runs the network').waitFor()
  expect(await tab.locator('[role=textbox]').count()).toBe(1)
})

test('[W13] a client older than the page reads it, deletes nothing and offers to reload', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  const sent = framesSentBy(tab)
  await tab.route(/\/api\/pages\/\w+$/, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), schema: 999 } })
  })
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.getByText('Talkoot has been updated').waitFor()
  await tab.locator('.page-text h1').waitFor()
  expect(await tab.locator('[contenteditable=true]').count()).toBe(0)
  expect(sent.updates()).toBe(0)
})

test('[W14] a server upgraded under an open tab: the editor is gone before it meets what it does not know', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  const sent = framesSentBy(tab)
  const wire: { toClient: (frame: Buffer) => void } = { toClient: () => {} }
  await tab.routeWebSocket(/collab/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((frame) => server.send(frame))
    server.onMessage((frame) => socket.send(frame))
    wire.toClient = (frame) => socket.send(frame)
  })
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox]').waitFor()
  await types(tab, 0, 'Written before.')
  await untilSaveStateIs(tab, 'Saved')
  const before = sent.updates()

  // In one go, as they would come: no time for anything between the two.
  wire.toClient(stateFrame('read-only'))
  wire.toClient(unknownBlockFrame())
  await sees(tab, 'Made by a newer version')
  expect(await tab.locator('[contenteditable=true]').count()).toBe(0)
  await sees(tab, 'Written before.')
  expect(sent.updates()).toBe(before)
})

/** Update frames, and step 2 frames with anything in them, that the tab has sent. */
function framesSentBy(tab: Page): { updates: () => number } {
  let updates = 0
  tab.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string' || payload[0] !== messageType.sync) return
      // An empty step 2 is two bytes: no structs, no deletions.
      if (payload[1] === syncType.update || (payload[1] === syncType.step2 && payload[2] !== 2)) {
        updates += 1
      }
    })
  })
  return { updates: () => updates }
}

function stateFrame(mode: string): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.state)
  encoding.writeVarString(encoder, mode)
  return Buffer.from(encoding.toUint8Array(encoder))
}

function unknownBlockFrame(): Buffer {
  const doc = new Y.Doc()
  const block = new Y.XmlElement('riverOfTime')
  block.insert(0, [new Y.XmlText('Made by a newer version')])
  doc.getXmlFragment('default').insert(0, [block])
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.sync)
  writeUpdate(encoder, Y.encodeStateAsUpdate(doc))
  return Buffer.from(encoding.toUint8Array(encoder))
}

/** Names of the databases and stored values that belong to a person. */
function keptNames(tab: Page): Promise<string[]> {
  return tab.evaluate(async () => {
    const databases = await indexedDB.databases()
    const stored = Object.keys(localStorage).filter((name) => !/theme|language/.test(name))
    return [...databases.map(({ name }) => name ?? ''), ...stored]
  })
}
