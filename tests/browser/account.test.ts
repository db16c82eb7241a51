import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins, opens, password } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

const minute = 60_000
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

/** A clock that can be put forward. */
function clock() {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    forward: (milliseconds: number) => (ahead += milliseconds),
  }
}

/** A part of the account by its heading. */
const part = (tab: Page, name: string) =>
  tab.locator('section').filter({ has: tab.getByRole('heading', { name, exact: true }) })

test('[W50] name, e-mail address and language are changed, and go along to a new device', async () => {
  const app = await startApp()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.goto(app.url)
  await tab.locator('.account').click()
  await tab.getByRole('link', { name: 'Your account' }).click()
  await tab.getByRole('heading', { name: 'Your account' }).waitFor()

  await tab.getByLabel('Name', { exact: true }).fill('Aino Mäkinen')
  await tab.getByRole('button', { name: 'Save: Name' }).click()
  await tab.getByText('Your name is saved').waitFor()
  await tab.locator('.account').filter({ hasText: 'Aino Mäkinen' }).waitFor()
  await tab.getByRole('textbox', { name: 'E-mail' }).fill('aino')
  await tab.getByRole('textbox', { name: 'E-mail' }).fill('aino.makinen@example.org')
  await tab.getByRole('button', { name: 'Save: E-mail' }).click()
  await tab.getByText('Your e-mail address is saved').waitFor()
  await tab.getByRole('main').getByLabel('Language', { exact: true }).selectOption('sv')
  await tab.getByRole('heading', { name: 'Ditt konto' }).waitFor()

  // Another device, in another language: after signing in it speaks Aino's.
  const other = await computer({ locale: 'fi-FI' })
  const there = await other.newPage()
  await there.goto(`${app.url}/sign-in?back=%2Faccount`)
  await there.getByLabel('Sähköposti').fill('aino.makinen@example.org')
  await there.getByLabel('Salasana', { exact: true }).fill(password)
  await there.getByRole('button', { name: 'Kirjaudu sisään' }).click()
  await there.getByRole('heading', { name: 'Ditt konto' }).waitFor()
  await expect
    .poll(() => there.getByLabel('Namn', { exact: true }).inputValue())
    .toBe('Aino Mäkinen')
})

test('[W50] an e-mail address that somebody has is refused at the field', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await bo.newPage()
  await tab.goto(`${app.url}/account`)
  await tab.getByRole('textbox', { name: 'E-mail' }).fill('aino@example.org')
  await tab.keyboard.press('Enter')
  await tab.getByText('There is already somebody with this e-mail address').waitFor()
  expect(await tab.getByRole('textbox', { name: 'E-mail' }).getAttribute('aria-invalid')).toBe(
    'true',
  )
  expect(await tab.locator('.notice').count()).toBe(0)
})

test('[W51] the password is changed with guidance; refusals stand at the field; others end', async () => {
  const app = await startApp()
  const [aino, bo, elsewhere] = await Promise.all([computer(), computer(), computer()])
  await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await ask(elsewhere, app.url, 'POST', '/api/session', { email: 'bo@example.org', password })
  const there = await elsewhere.newPage()
  await there.goto(app.url)
  await there.locator('main h1').waitFor()

  const tab = await bo.newPage()
  await tab.goto(`${app.url}/account`)
  const form = part(tab, 'Password')
  const change = form.getByRole('button', { name: 'Change the password' })
  await form.getByLabel('Current password').fill('not my password')
  await form.getByLabel('New password').fill('short')
  await form.getByText('7 more characters').waitFor()
  await form.getByLabel('New password').fill('password1234')
  await form.getByText('Long enough').waitFor()
  await change.click()
  await form.getByText('This is not your password').waitFor()
  await form.getByLabel('Current password').fill(password)
  await change.click()
  await form.getByText('Passwords like this one are guessed first').waitFor()
  await form.getByLabel('New password').fill('Bo Berg 123456789')
  await change.click()
  await form.getByText('Whoever knows you would guess this one').waitFor()
  await form.getByLabel('New password').fill('seven quiet herons at dawn')
  expect(await form.getByText('Whoever knows you').count()).toBe(0)
  await change.click()
  await form.getByText('Your password is changed').waitFor()
  await expect.poll(() => form.getByLabel('New password').inputValue()).toBe('')

  await there.getByRole('heading', { name: 'Sign in' }).waitFor()
  await there.getByRole('textbox', { name: 'E-mail' }).fill('bo@example.org')
  await there.getByLabel('Password', { exact: true }).fill('seven quiet herons at dawn')
  await there.getByRole('button', { name: 'Sign in' }).click()
  await there.getByRole('heading', { name: 'Strategies' }).first().waitFor()
  // This place was never left.
  await tab.reload()
  await tab.getByRole('heading', { name: 'Your account' }).waitFor()
})

test('[W52] sessions are told in words, and end where one says so', async () => {
  const time = clock()
  const app = await startApp({ clock: time.now })
  const aino = await computer({ userAgent: firefox })
  const place = await foundedBy(aino, app.url, app.setupToken)
  const others = [await computer({ userAgent: iphone }), await computer(), await computer()]
  for (const other of others) {
    const email = 'aino@example.org'
    await ask(other, app.url, 'POST', '/api/session', { email, password })
  }
  const open = await Promise.all(others.map((other) => opens(other, place)))
  await Promise.all(open.map((each) => untilSaveStateIs(each, 'Saved')))

  time.forward(3 * 60 * minute)
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/account`)
  const list = part(tab, 'Where you are signed in')
  const here = list.locator('li').filter({ hasText: 'Firefox on Windows' })
  await here.getByText('This browser').waitFor()
  expect(await here.getByRole('button').count()).toBe(0)
  const far = list.locator('li').filter({ hasText: 'Safari on iPhone' })
  await far.getByRole('button', { name: 'Sign out: Safari on iPhone' }).click()
  await far.waitFor({ state: 'detached' })
  await list.getByText('Safari on iPhone is signed out').waitFor()
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe(
    'Where you are signed in',
  )
  await open[0]?.locator('.save.bad').waitFor()
  await open[1]?.locator('.save.good').waitFor()

  await list.getByRole('button', { name: 'Sign out everywhere else…' }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => list.locator('li').count()).toBe(3)
  await list.getByRole('button', { name: 'Sign out everywhere else…' }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click()
  await list.getByText('You are now signed in here only').waitFor()
  await expect.poll(() => list.locator('li').count()).toBe(1)
  await open[1]?.locator('.save.bad').waitFor()
  await open[2]?.locator('.save.bad').waitFor()
})

test('[W53] a token is shown once and revoked after a question; my data is a file', async () => {
  const app = await startApp()
  const aino = await computer({ permissions: ['clipboard-read', 'clipboard-write'] })
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/account`)
  const tokens = part(tab, 'API tokens')
  await tokens.getByRole('button', { name: 'Make a token' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByLabel('What is it for?').fill('Monthly report')
  await tab.keyboard.press('Enter')
  const secret = await dialog.getByLabel('Token').inputValue()
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await dialog.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe(secret)
  const asked = () =>
    fetch(`${app.url}/api/strategies`, { headers: { authorization: `Bearer ${secret}` } })
  expect((await asked()).status).toBe(200)
  await tab.keyboard.press('Escape')
  await tokens.getByText('Monthly report').waitFor()
  expect(await tab.content()).not.toContain(secret)

  await tokens.getByRole('button', { name: 'Revoke Monthly report' }).click()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect((await asked()).status).toBe(200)
  await tokens.getByRole('button', { name: 'Revoke Monthly report' }).click()
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await tokens.getByText('Monthly report is revoked').waitFor()
  await tokens.getByText('You have none').waitFor()
  expect((await asked()).status).toBe(401)

  const download = tab.waitForEvent('download')
  await tab.getByRole('button', { name: 'Download the file' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^talkoot-\d{4}-\d\d-\d\d\.json$/)
  const data: unknown = JSON.parse(await readFile(await file.path(), 'utf8'))
  expect(data).toMatchObject({
    person: { name: 'Aino Koskinen', email: 'aino@example.org' },
    roles: [{ strategy: 'Communication strategy', role: 'facilitator' }],
  })
  await tab.getByText('The file is downloaded').waitFor()
})

test('[W54] [W16] the password is asked for once more, called off and given, by keyboard alone', async () => {
  const time = clock()
  const app = await startApp({ clock: time.now })
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  time.forward(31 * minute)
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/account`)
  await tab.getByRole('textbox', { name: 'E-mail' }).waitFor()
  const focused = () =>
    tab.evaluate(() => {
      const at = document.activeElement
      return at instanceof HTMLInputElement ? at.name : (at?.textContent ?? '')
    })
  const reach = async (name: string) => {
    for (let steps = 0; steps < 40 && (await focused()) !== name; steps += 1) {
      await tab.keyboard.press('Tab')
    }
    expect(await focused()).toBe(name)
  }
  const email = async () => {
    const session = (await ask(aino, app.url, 'GET', '/api/session')) as {
      person: { email: string }
    }
    return session.person.email
  }

  await reach('email')
  await tab.keyboard.press('Control+a')
  await tab.keyboard.type('aino.koskinen@example.org')
  await tab.keyboard.press('Enter')
  const dialog = tab.getByRole('dialog', { name: 'Give your password once more' })
  await dialog.waitFor()
  expect(await focused()).toBe('password')
  await tab.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await tab.locator('.notice.plain').getByText('Nothing was changed').waitFor()
  expect(await focused()).toBe('email')
  expect(await email()).toBe('aino@example.org')

  await tab.keyboard.press('Enter')
  await dialog.waitFor()
  await tab.keyboard.type('not my password')
  await tab.keyboard.press('Enter')
  await dialog.getByText('This is not your password').waitFor()
  expect(await focused()).toBe('password')
  await tab.keyboard.type(password)
  await tab.keyboard.press('Enter')
  await tab.getByText('Your e-mail address is saved').waitFor()
  expect(await focused()).toBe('email')
  expect(await email()).toBe('aino.koskinen@example.org')

  // Given a moment ago, it is not asked for again.
  await tab.keyboard.press('Control+a')
  await tab.keyboard.type('aino@example.org')
  await tab.keyboard.press('Enter')
  await expect.poll(email).toBe('aino@example.org')
  expect(await dialog.count()).toBe(0)
})

test('[W59] signing in: what helps with a forgotten password, and how long to wait', async () => {
  const time = clock()
  const app = await startApp({ clock: time.now })
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await (await computer()).newPage()
  await tab.goto(`${app.url}/sign-in`)
  await tab.getByRole('button', { name: 'Forgotten your password?' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByText('Ask an administrator of Talkoot').waitFor()
  await dialog.getByText('npm run talkoot -- recover').waitFor()
  await tab.keyboard.press('Escape')
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe(
    'Forgotten your password?',
  )

  await tab.getByRole('textbox', { name: 'E-mail' }).fill('aino@example.org')
  await tab.getByLabel('Password', { exact: true }).fill('a wrong password')
  for (let tries = 0; tries < 10; tries += 1) {
    const answered = tab.waitForResponse(/api\/session$/)
    await tab.keyboard.press('Enter')
    expect((await answered).status()).toBe(401)
    await tab
      .getByRole('button', { name: 'Sign in' })
      .and(tab.locator(':not([aria-disabled])'))
      .waitFor()
  }
  await tab.keyboard.press('Enter')
  await tab.getByText('Too many attempts. Try again in 15 minutes.').waitFor()
  time.forward(16 * minute)
  await tab.getByLabel('Password', { exact: true }).fill(password)
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'Strategies' }).first().waitFor()
  await tab.goto(`${app.url}/sign-in`)
  await tab.getByRole('link', { name: 'I have an invitation code' }).click()
  await tab.getByLabel('Invitation code').waitFor()
})

test('[W51] setting up, a password that is guessed first is refused at the field', async () => {
  const app = await startApp()
  const tab = await (await computer()).newPage()
  await tab.goto(`${app.url}/setup#token=${encodeURIComponent(app.setupToken)}`)
  await tab.getByLabel('Name of the organisation').fill('Karelia')
  await tab.getByLabel('Name', { exact: true }).fill('Aino Koskinen')
  await tab.getByRole('textbox', { name: 'E-mail' }).fill('aino@example.org')
  await tab.getByLabel('Password', { exact: true }).fill('qwertyqwerty12')
  await tab.getByRole('button', { name: 'Set up' }).click()
  await tab.getByText('Passwords like this one are guessed first').waitFor()
  expect(await tab.getByLabel('Password', { exact: true }).getAttribute('aria-invalid')).toBe(
    'true',
  )
  expect(await tab.locator('.notice').count()).toBe(0)
  await tab.getByLabel('Password', { exact: true }).fill(password)
  await tab.getByRole('button', { name: 'Set up' }).click()
  await tab.getByRole('heading', { name: 'A place to write' }).waitFor()
})

test('[W15] [W20] axe finds nothing in the account and its dialogs; on a phone all can be touched', async () => {
  const time = clock()
  const app = await startApp({ clock: time.now })
  const [aino, bo] = await Promise.all([phone(), computer()])
  await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await ask(bo, app.url, 'POST', '/api/session', { email: 'aino@example.org', password })
  await ask(aino, app.url, 'POST', '/api/tokens', { name: 'Monthly report' })
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/account`)
  await tab.getByText('Monthly report').waitFor()
  await tab.locator('.ruled-list li').nth(2).waitFor()
  const clean = async (screen: string) => expect(await faults(tab), screen).toEqual([])
  await clean('account')
  expect(await smallTargets(tab)).toEqual([])
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  for (const name of ['Sign out everywhere else…', 'Make a token', 'Revoke Monthly report']) {
    await tab.getByRole('button', { name }).click()
    await tab.getByRole('dialog').waitFor()
    await clean(name)
    await tab.keyboard.press('Escape')
  }
  await tab.getByRole('button', { name: 'Make a token' }).click()
  await tab.getByLabel('What is it for?').fill('Nightly copy')
  await tab.keyboard.press('Enter')
  await tab.getByLabel('Token', { exact: true }).waitFor()
  await clean('the new token')
  await tab.keyboard.press('Escape')
  time.forward(31 * minute)
  await tab.getByRole('button', { name: 'Save: E-mail' }).click()
  await tab.getByRole('dialog').waitFor()
  await clean('password once more')
  expect(await smallTargets(tab)).toEqual([])
  await tab.getByRole('dialog').getByLabel('Password', { exact: true }).fill('not it at all')
  await tab.keyboard.press('Enter')
  await tab.getByText('This is not your password').waitFor()
  await clean('password once more, refused')
  await tab.keyboard.press('Escape')
  await tab.locator('.notice').waitFor()
  await clean('called off')
  await tab.setViewportSize({ width: 320, height: 640 })
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})
