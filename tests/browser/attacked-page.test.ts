import { afterEach, expect, onTestFinished, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { payloads } from '../support/attacks/html.ts'
import { shownAttacks } from '../support/attacks/raw.ts'
import { CollabClient } from '../support/collab-client.ts'
import { expectNoAttack, listensForAttacks } from './canaries.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { atEnd, drops, pastes } from './clipboard.ts'
import { ask, foundedBy, joins, opens, sees } from './organisation.ts'

afterEach(expectCleanPages)

test('[S21] no HTML that is pasted or dropped runs, leaves or stays anywhere', async () => {
  expect(payloads.length).toBeGreaterThan(300)
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer(), computer(), computer()])
  const left = await Promise.all([aino, bo, carla].map((one) => listensForAttacks(one, app.url)))
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await joins(aino, carla, app.url, 'Carla Lund')
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  const writer = await opens(aino, place)
  const reading = await carla.newPage()
  await reading.goto(`${place.url}/pages/${place.pages[0]}`)
  await reading.locator('.page-text > h1').waitFor()
  const title = await writer.locator('.page-text > h1').textContent()
  await atEnd(writer)
  for (const [n, { html }] of payloads.entries()) {
    await pastes(writer, { html: `${html}<p>payload ${n};</p>` })
    if (n % 60 === 59) {
      await expectNoAttack(writer, left.flat())
      await untilSaveStateIs(writer, 'Saved')
    }
  }
  for (const { html } of payloads.slice(0, 5)) await drops(writer, '.page-text > p', { html })
  await atEnd(writer)
  await writer.keyboard.type('the last words')
  await sees(reading, 'the last words')
  await untilSaveStateIs(writer, 'Saved')
  expect(await writer.locator('.refused').count()).toBe(0)
  // As text, pasted where there is no HTML, nothing is lost.
  await pastes(writer, { text: payloads.map(({ html }) => html).join('\n') })
  await writer.keyboard.type('the very last words')
  await sees(reading, 'the very last words')
  for (const tab of [writer, reading]) {
    expect(await tab.locator('.page-text > h1').count()).toBe(1)
    expect(await tab.locator('.page-text > h1').textContent()).toBe(title)
    await tab.locator('.page-text').getByText('<scr<script>ipt>').first().waitFor()
    await expectNoAttack(tab, left.flat())
  }
  // What is written down is read anew.
  await writer.reload()
  await sees(writer, 'the very last words')
  await expectNoAttack(writer, left.flat())
})

test('[S22] raw text, labels, alternatives and names that look like an attack are shown as they are', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer(), computer(), computer()])
  const left = await Promise.all([aino, bo, carla].map((one) => listensForAttacks(one, app.url)))
  const place = await foundedBy(aino, app.url, app.setupToken)
  const evil = '<img src=x onerror=hit(1)>"><svg onload=hit(2)>{{hit(3)}}'
  const id = await joins(aino, bo, app.url, `Bo ${evil}`)
  await joins(aino, carla, app.url, 'Carla Lund')
  await ask(aino, app.url, 'POST', '/api/units', { name: `Unit ${evil}` })
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { name: `S ${evil}` })
  await ask(aino, app.url, 'PATCH', `/api/pages/${place.pages[0]}`, { title: `T ${evil}` })
  const { token } = (await ask(bo, app.url, 'POST', '/api/tokens', {})) as { token: string }

  const editing = await opens(aino, place)
  const page = place.pages[0] ?? ''
  const writer = new CollabClient({ url: app.url, page, token, ack: true })
  onTestFinished(() => writer.destroy())
  await writer.untilSynced()
  const attacks = shownAttacks(id)
  writer.doc.transact(() => {
    for (const { write } of attacks) write(writer.root)
  })
  await writer.until(() => writer.complete, 'saved')
  expect(writer.rejected).toEqual([])
  await opens(bo, place)
  await sees(editing, `shown ${payloads.length - 1};`)
  const { pages } = place
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  const reading = await carla.newPage()
  await reading.goto(`${place.url}/pages/${pages[0]}`)
  await sees(reading, `shown ${payloads.length - 1};`)
  for (const tab of [editing, reading]) {
    expect(await tab.locator('.page-text > h1').textContent()).toBe(`T ${evil}`)
    await tab.locator('.page-text').getByText('<scr<script>ipt>').first().waitFor()
    await expectNoAttack(tab, left.flat())
  }
  for (const path of [
    '/',
    `/strategies/${place.strategy}`,
    '/admin/people',
    '/admin/units',
    '/account',
  ]) {
    await editing.goto(place.url + path)
    await editing.locator('main').first().waitFor()
    await expectNoAttack(editing, left.flat())
  }
  expect(app.reported).toEqual([])
})

test('[W245] the names of own templates are shown as they were typed, whatever they look like', async () => {
  const app = await startApp()
  const aino = await computer()
  const left = await listensForAttacks(aino, app.url)
  const place = await foundedBy(aino, app.url, app.setupToken)
  const names = payloads
    .map(({ html }) => html.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
    .filter((html) => html !== '' && html.length <= 60)
    .filter((_, n) => n % 12 === 0)
  expect(names.length).toBeGreaterThan(8)
  const named = (name: string) => ({
    ...{ title: name, keyQuestion: name, purpose: name, keepText: true },
  })
  for (const name of names) {
    await ask(aino, app.url, 'POST', `/api/pages/${place.pages[0]}/template`, named(name))
  }
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/admin/templates`)
  await tab
    .locator('main')
    .getByText(names[0] ?? '', { exact: true })
    .first()
    .waitFor()
  const shown = await tab.locator('main').innerText()
  for (const name of names) expect(shown).toContain(name)
  await expectNoAttack(tab, left)
  await tab.goto(`${place.url}/strategies/${place.strategy}`)
  await tab.getByRole('button', { name: 'Add a page' }).first().click()
  await tab
    .getByRole('dialog')
    .getByText(names[0] ?? '')
    .first()
    .waitFor()
  await expectNoAttack(tab, left)
  expect(app.reported).toEqual([])
})
