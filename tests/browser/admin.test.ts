import { afterEach, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import {
  mayInOrganisation,
  mayInStrategy,
  organisationRoles,
  strategyRoles,
} from '#contract/permissions.ts'
import { startApp } from '../support/app.ts'
import { administers, dialog, downloaded, tableOf } from './administration.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

test('[W65] units are added, renamed in their place and merged', async () => {
  const app = await startApp()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'POST', '/api/people/import', { csv: tableOf(22) })
  const tab = await aino.newPage()
  await administers(tab, app.url, 'units')
  await tab.getByText('never show a unit of fewer than five people').waitFor()
  await tab.getByLabel('New unit').fill('Kirjasto')
  await tab.getByRole('button', { name: 'Add', exact: true }).click()
  await tab.getByText('There is already a unit with this name.').waitFor()
  await tab.getByLabel('New unit').fill('Museo')
  await tab.getByRole('button', { name: 'Add', exact: true }).click()
  const museum = tab.locator('.unit-list li').filter({ hasText: 'Museo' })
  await museum.getByText('Nobody').waitFor()
  const library = tab.locator('.unit-list li').filter({ hasText: 'Kirjasto' })
  await library.getByText('4 people').waitFor()
  await library.getByText('hidden in figures').waitFor()

  await tab.getByRole('button', { name: 'Rename Museo' }).click()
  await tab.keyboard.type('Museo ja arkisto')
  await tab.keyboard.press('Enter')
  await tab.getByRole('button', { name: 'Rename Museo ja arkisto' }).waitFor()
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('Rename')

  await tab.getByRole('button', { name: 'Remove Kirjasto' }).click()
  await dialog(tab).getByText('4 people are in it.').waitFor()
  await dialog(tab).getByLabel('Its people go to').selectOption('Museo ja arkisto')
  await dialog(tab).getByRole('button', { name: 'Remove the unit' }).click()
  await library.waitFor({ state: 'detached' })
  await expect.poll(() => tab.evaluate(() => document.activeElement?.id)).toBe('content')
  await museum.getByRole('link', { name: '4 people' }).click()
  await tab.getByText('4 people of 23').waitFor()
})

test('[W66] roles are shown as the server decides them, with every strategy below', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'PATCH', `/api/pages/${place.pages[1]}/access`, { locked: true })
  const tab = await aino.newPage()
  await administers(tab, app.url, 'roles')
  const table = async (name: string) => {
    const found = tab.getByRole('table', { name }).locator('tbody tr')
    const rows = await found.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td .unseen')].map((cell) => cell.textContent)),
    )
    return rows.map((cells) => cells.map((cell) => cell === 'yes'))
  }
  expect(await table('In the organisation')).toEqual(
    (
      [
        'organisation.read',
        'people.read',
        'strategy.create',
        'people.manage',
        'organisation.manage',
      ] as const
    ).map((action) => organisationRoles.map((role) => mayInOrganisation(role, action))),
  )
  expect(await table('In a strategy')).toEqual(
    (
      [
        'page.read',
        'page.comment',
        'page.write',
        'page.create',
        'history.read',
        'page.manage',
        'strategy.manage',
      ] as const
    ).map((action) => strategyRoles.map((role) => mayInStrategy(role, action))),
  )
  const strategy = tab.locator('.strategy-roles > li')
  await strategy.getByText('Aino Koskinen').waitFor()
  await strategy.getByText('Locked pages').waitFor()
  await strategy.getByRole('link').click()
  expect(new URL(tab.url()).pathname).toBe(`/strategies/${place.strategy}/people`)
})

test('[W67] an invitation is shown once: copied, downloaded, printed, on a wall; renewed, ended', async () => {
  const app = await startApp()
  const [aino, carla] = await Promise.all([
    computer({ permissions: ['clipboard-read', 'clipboard-write'] }),
    computer(),
  ])
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await administers(tab, app.url, 'invitations')
  await tab.getByText('No invitation is open.').waitFor()
  await tab.getByRole('button', { name: 'Make an invitation' }).click()
  await dialog(tab).getByLabel('What is it for?').fill('Kesätyöntekijät: 2027')
  await dialog(tab).getByLabel('New people come').selectOption('as guests')
  await dialog(tab).getByLabel('Open', { exact: true }).selectOption('for a month')
  await dialog(tab).getByLabel('For how many').fill('2')
  await dialog(tab).getByRole('button', { name: 'Make an invitation' }).click()
  await dialog(tab).getByText('For 2 people.').waitFor()

  const link = (await dialog(tab).locator('.invitation-link').textContent()) ?? ''
  const code = link.split('#')[1] ?? ''
  expect(link).toBe(`${app.url}/join#${code}`)
  await dialog(tab).getByText(code.toUpperCase(), { exact: true }).waitFor()
  await dialog(tab).getByRole('button', { name: 'Copy the link' }).click()
  await dialog(tab).getByRole('button', { name: 'Copied' }).waitFor()
  expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe(link)
  const drawing = await downloaded(tab, () =>
    dialog(tab).getByRole('button', { name: 'Download the QR code' }).click(),
  )
  expect(drawing.name).toBe('Kesätyöntekijät 2027.svg')
  expect(drawing.text).toMatch(
    /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 (\d+) \1"/,
  )
  const sheet = tab.locator('.print-sheet')
  await expect.poll(() => sheet.isVisible()).toBe(false)
  await tab.emulateMedia({ media: 'print' })
  await expect.poll(() => sheet.isVisible()).toBe(true)
  await expect.poll(() => tab.locator('main').isVisible()).toBe(false)
  await expect.poll(() => sheet.textContent()).toContain(`${app.url.replace('http://', '')}/join`)
  await tab.emulateMedia({ media: 'screen' })
  await dialog(tab).getByRole('button', { name: 'Show on a screen' }).click()
  const wall = tab.locator('.projector')
  await wall.getByText(code.toUpperCase()).waitFor()
  expect(await wall.evaluate((one) => one.scrollHeight > one.clientHeight)).toBe(false)
  await wall.getByRole('button', { name: 'Close' }).click()
  await wall.waitFor({ state: 'detached' })
  await dialog(tab).getByRole('button', { name: 'Done' }).click()

  const join = (name: string, with_: string) =>
    carla.request.post(`${app.url}/api/join`, {
      headers: { origin: app.url },
      data: { code: with_, name },
    })
  expect((await join('Carla', code)).status()).toBe(201)
  await tab.getByText('used by 1 of 2').waitFor()
  await tab.getByRole('button', { name: 'New code for Kesätyöntekijät: 2027' }).click()
  await dialog(tab).getByText('let nobody in any more').waitFor()
  await dialog(tab).getByRole('button', { name: 'New code' }).click()
  const renewed = (await dialog(tab).locator('.invitation-link').textContent()) ?? ''
  await tab.keyboard.press('Escape')
  expect((await join('Daavid', code)).status()).toBe(404)
  expect((await join('Daavid', renewed.split('#')[1] ?? '')).status()).toBe(201)
  await tab.getByText('Used up').waitFor()

  await tab.getByRole('button', { name: 'Make an invitation' }).click()
  await dialog(tab).getByLabel('What is it for?').fill('Hallitus')
  await dialog(tab).getByRole('button', { name: 'Make an invitation' }).click()
  await dialog(tab).getByRole('button', { name: 'Done' }).click()
  await tab.getByRole('button', { name: 'End Hallitus' }).click()
  await dialog(tab).getByText('Who came by it stays.').waitFor()
  await dialog(tab).getByRole('button', { name: 'End' }).click()
  await tab.getByText('No invitation is open.').waitFor()
  await tab.getByRole('heading', { name: 'No longer open' }).waitFor()
  await expect.poll(() => tab.evaluate(() => document.activeElement?.id)).toBe('content')
})

test('[W68] settings say whether they are saved and what is wrong, and are not left by a slip', async () => {
  const app = await startApp()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await administers(tab, app.url, 'health')
  await tab.getByRole('link', { name: 'Settings' }).click()
  const name = tab.getByLabel('Name of the organisation')
  await name.fill('Karelian kunta')
  await tab.getByText('Not saved yet').waitFor()

  // By a link, by going back, by closing: each asks, and staying keeps what was typed.
  await tab.getByRole('link', { name: 'Units' }).click()
  await dialog(tab).getByRole('button', { name: 'Stay here' }).click()
  await tab.goBack()
  await dialog(tab).getByRole('button', { name: 'Stay here' }).click()
  await expect.poll(() => name.inputValue()).toBe('Karelian kunta')
  const asked = tab.waitForEvent('dialog')
  const closing = tab.close({ runBeforeUnload: true })
  await (await asked).dismiss()
  await closing
  await tab.getByRole('button', { name: 'Save' }).click()
  await tab.getByText('Saved', { exact: true }).waitFor()
  await tab.locator('.rail .brand').getByText('Karelian kunta').waitFor()

  await tab.getByLabel('English').uncheck()
  await tab.getByText('English is the language of the organisation').waitFor()
  await tab.getByLabel('Language of the organisation').selectOption('Suomi')
  await tab.getByLabel('Public address').fill('https://user:secret@example.org')
  await tab.getByLabel('Days until people are signed out').fill('14')
  await tab.getByRole('button', { name: 'Save' }).click()
  await tab.getByText('Give a whole address').waitFor()
  await tab.getByLabel('Public address').fill('https://strategy.example.org')
  await tab.getByRole('button', { name: 'Save' }).click()
  await tab.getByText('Saved', { exact: true }).waitFor()
  const known = (await ask(aino, app.url, 'GET', '/api/organisation')) as Record<string, unknown>
  expect(known).toMatchObject({
    name: 'Karelian kunta',
    language: 'fi',
    languages: ['fi', 'nb', 'sv'],
    sessionDays: 14,
  })
  expect(String(known['address'])).toMatch(/^https:\/\/strategy\.example\.org\/?$/)

  await name.fill('Something else')
  await tab.goBack()
  await dialog(tab).getByRole('button', { name: 'Leave without saving' }).click()
  await tab.getByRole('heading', { name: 'Health', level: 1 }).waitFor()
  await tab.route('**/api/health', async (route) => {
    const answer = await route.fetch()
    const json = { ...(await answer.json()), address: 'https://fixed.example.org' }
    await route.fulfill({ response: answer, json })
  })
  await administers(tab, app.url, 'settings')
  await tab.getByText('Set on the server (TALKOOT_PUBLIC_URL)').waitFor()
  expect(await tab.getByLabel('Public address').getAttribute('readonly')).not.toBeNull()
})

test('[W69] health says in words what is well, what is wrong and what to do, and stays fresh', async () => {
  const app = await startApp()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.clock.install()
  let more: object = {}
  let asked = 0
  await tab.route('**/api/health', async (route) => {
    asked += 1
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), ...more } })
  })
  more = { disk: { used: 1e9, free: 50e9 } }
  await administers(tab, app.url, 'health')
  await tab.getByText('All is well').waitFor()
  await tab.getByText('Talkoot 0.1.0').waitFor()
  const before = asked
  more = {
    saving: false,
    damage: ['Page abc: 3 entries are missing.'],
    disk: { used: 1e9, free: 0.5e9 },
  }
  await tab.clock.fastForward(31_000)
  await tab.getByText('Nothing is being saved just now').waitFor()
  expect(asked).toBe(before + 1)
  await tab.getByText('Only 477 MB of the disk are free').waitFor()
  await tab.getByText('Page abc: 3 entries are missing.').waitFor()
  await tab.getByText('npm run talkoot -- check').waitFor()

  // A fault of the server's own is told in words too, and the screen stays.
  await tab.unrouteAll({ behavior: 'ignoreErrors' })
  await tab.route('**/api/health', (route) =>
    route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'error 1' } } }),
  )
  await administers(tab, app.url, 'health')
  await tab.getByText('The server did something unexpected.').waitFor()
})

/** Every screen and dialog of administration, one after the other. */
async function eachScreen(
  tab: Page,
  url: string,
  person: string,
  look: (screen: string) => Promise<void>,
): Promise<void> {
  await administers(tab, url, 'people')
  await tab.locator('.person-row').nth(20).waitFor()
  await look('people')
  await tab.getByRole('button', { name: 'Add a person' }).click()
  await look('adding')
  await administers(tab, url, `people/${person}`)
  await tab.getByRole('button', { name: 'Make a one-time link' }).click()
  await tab.getByText('Works once').waitFor()
  await look('person')
  await tab.getByRole('button', { name: 'Deactivate' }).click()
  await look('deactivating')
  await administers(tab, url, 'import')
  await look('import')
  await tab.getByLabel('Or paste the table').fill('Name,E-mail\nEero,eero@example.org\nX,x')
  await tab.getByRole('button', { name: 'See what would happen' }).click()
  await tab.getByText('1 line is wrong').waitFor()
  await look('rehearsal')
  await administers(tab, url, 'units')
  await tab.getByRole('button', { name: 'Rename Kirjasto' }).click()
  await look('units')
  await administers(tab, url, 'roles')
  await tab.locator('.strategy-roles li').waitFor()
  await look('roles')
  await administers(tab, url, 'invitations')
  await tab.getByRole('button', { name: 'Make an invitation' }).click()
  await look('inviting')
  await dialog(tab).getByLabel('What is it for?').fill('Vuorovaikutussuunnittelutyöpaja')
  await dialog(tab).getByRole('button', { name: 'Make an invitation' }).click()
  await tab.locator('.invitation-result').waitFor()
  await look('invited')
  await dialog(tab).getByRole('button', { name: 'Done' }).click()
  await look('invitations')
  await administers(tab, url, 'settings')
  await tab.getByLabel('Public address').waitFor()
  await look('settings')
  await administers(tab, url, 'health')
  await tab.getByText('Free on the disk').waitFor()
  await look('health')
}

test('[W15] axe finds nothing on any screen of administration, light and dark', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'POST', '/api/people/import', { csv: tableOf(30) })
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await aino.newPage()
  await eachScreen(tab, app.url, id, async (screen) =>
    expect(await faults(tab), screen).toEqual([]),
  )
})

test('[W20] [W29] on a phone administration fits, and everything is large enough to be touched', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([phone(), computer()])
  await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'POST', '/api/people/import', { csv: tableOf(30) })
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await aino.newPage()
  await eachScreen(tab, app.url, id, async (screen) => {
    expect(await smallTargets(tab), screen).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth), screen).toBe(390)
    await tab.setViewportSize({ width: 320, height: 700 })
    expect(await tab.evaluate(() => document.documentElement.scrollWidth), screen).toBe(320)
    await tab.setViewportSize({ width: 390, height: 844 })
  })
})

test('[W16] with the keyboard alone somebody is found, renamed and moved to another unit', async () => {
  const app = await startApp()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'POST', '/api/people/import', { csv: tableOf(30) })
  const tab = await aino.newPage()
  await tab.goto(app.url)
  await tab.locator('main .contents a').waitFor()
  const reach = async (name: RegExp) => {
    for (let steps = 0; steps < 80; steps += 1) {
      await tab.keyboard.press('Tab')
      const focused = await tab.evaluate(() => {
        const at = document.activeElement
        const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : null
        return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? ''
      })
      if (name.test(focused)) return
    }
    throw new Error(`Tab never reached ${name}`)
  }
  await reach(/^Administration/)
  await tab.keyboard.press('Enter')
  await tab.getByText('31 people', { exact: true }).waitFor()
  await reach(/^Search/)
  await tab.keyboard.type('korhonen 8')
  await tab.getByText('2 people of 31').waitFor()
  await reach(/Korhonen 8/)
  await tab.keyboard.press('Enter')
  await dialog(tab).waitFor()
  await reach(/^Name/)
  await tab.keyboard.type('Åsa Korhonen')
  await reach(/^No unit/)
  await tab.keyboard.type('Kirj')
  await tab.keyboard.press('Enter')
  await reach(/^Save/)
  await tab.keyboard.press('Enter')
  await dialog(tab).getByText('Saved', { exact: true }).waitFor()
  await tab.keyboard.press('Escape')
  await dialog(tab).waitFor({ state: 'detached' })
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toContain('Åsa Korhonen')
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toContain('Kirjasto')
})
