import { afterEach, expect, test } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins, password, type Place, sees, types } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

const hour = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString()

interface Made {
  readonly id: string
  readonly code: string
}

/** An invitation to the first page of the strategy, for guests. */
async function guestInvitation(aino: BrowserContext, place: Place, more: object = {}) {
  const path = `/api/strategies/${place.strategy}/invitations`
  return (await ask(aino, place.url, 'POST', path, {
    label: 'Workshop',
    as: 'guest',
    role: 'editor',
    endsAt: inHours(2),
    guestsUntil: inHours(48),
    pages: [place.pages[0]],
    ...more,
  })) as Made
}

/** An invitation into the organisation, for members. */
async function memberInvitation(aino: BrowserContext, url: string, more: object = {}) {
  return (await ask(aino, url, 'POST', '/api/invitations', {
    label: 'Staff',
    as: 'member',
    endsAt: inHours(2),
    ...more,
  })) as Made
}

async function units(aino: BrowserContext, url: string, ...names: string[]) {
  for (const name of names) await ask(aino, url, 'POST', '/api/units', { name })
}

async function me(context: BrowserContext, url: string) {
  return (await ask(context, url, 'GET', '/api/session')) as {
    person: { id: string; name: string; role: string; email: string | null; unit: string | null }
  }
}

/** Comes in as a guest. */
async function comesAsGuest(tab: Page, url: string, code: string, name: string) {
  await tab.goto(`${url}/join#${code}`)
  await tab.getByLabel('Your name').fill(name)
  await tab.keyboard.press('Enter')
  await tab.locator('[role=textbox]').waitFor()
}

test('[W55] from a link on a phone to writing: a name, a unit, the page', async () => {
  const app = await startApp()
  const [aino, eeva] = await Promise.all([computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await units(aino, app.url, 'Libraries', 'Day care')
  const { code } = await guestInvitation(aino, place)

  const tab = await eeva.newPage()
  const asked: string[] = []
  tab.on('request', (request) => asked.push(request.url()))
  await tab.goto(`${app.url}/join#${code}`)
  await tab.getByRole('heading', { name: 'Communication strategy' }).waitFor()
  expect(tab.url()).toBe(`${app.url}/join`)
  await tab.getByText('An invitation from Karelia').waitFor()
  await tab.getByText('You may read and write here').waitFor()
  // The code is neither in an address that was asked for, nor lost with a reload.
  await tab.reload()
  await tab.getByLabel('Your name').fill('Eeva Ranta')
  await tab.getByLabel('Your unit').selectOption('Day care')
  await tab.getByRole('button', { name: 'Come in' }).click()
  await tab.locator('[role=textbox]').waitFor()
  expect(tab.url()).toBe(`${app.url}/pages/${place.pages[0]}`)
  expect(asked.filter((address) => address.includes(code))).toEqual([])
  expect(await tab.evaluate(() => JSON.stringify(history.state))).not.toContain(code)
  await types(tab, 0, 'From the hall.')
  await untilSaveStateIs(tab, 'Saved')
  const { person } = await me(eeva, app.url)
  expect(person).toMatchObject({ name: 'Eeva Ranta', role: 'guest', email: null })
  expect(person.unit).not.toBeNull()
  await tab.goBack()
  expect(await tab.content()).not.toContain(code)
})

test('[W55] [W16] a code is typed in any way, with the keyboard alone', async () => {
  const app = await startApp()
  const [aino, eeva] = await Promise.all([computer(), computer({ locale: 'fi-FI' })])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await units(aino, app.url, 'Day care', 'Libraries')
  const { code } = await guestInvitation(aino, place, { pages: null })
  const tab = await eeva.newPage()
  await tab.goto(`${app.url}/sign-in`)
  await tab.getByRole('heading', { name: 'Kirjaudu sisään' }).waitFor()
  const reach = async (name: string) => {
    for (let steps = 0; steps < 30; steps += 1) {
      await tab.keyboard.press('Tab')
      const focused = await tab.evaluate(() => {
        const at = document.activeElement
        return at instanceof HTMLInputElement || at instanceof HTMLSelectElement
          ? at.name
          : (at?.textContent ?? '')
      })
      if (focused === name) return
    }
    throw new Error(`Tab never reached ${name}`)
  }
  await reach('Minulla on kutsukoodi')
  await tab.keyboard.press('Enter')
  await tab.getByLabel('Kutsukoodi').waitFor()
  await reach('code')
  await tab.keyboard.type(` ${code.toUpperCase().replaceAll('-', ' ')} `)
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'Communication strategy' }).waitFor()
  await reach('name')
  await tab.keyboard.type('Eeva Ranta')
  await tab.keyboard.press('Tab')
  // Into the list by its first letters.
  await tab.keyboard.type('Li')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await tab.locator('.contents.numbered a').first().waitFor()
  expect(tab.url()).toBe(`${app.url}/strategies/${place.strategy}`)
  expect(await me(eeva, app.url)).toMatchObject({
    person: { name: 'Eeva Ranta', unit: expect.any(String), language: 'fi' },
  })
})

test('[W55] a whole link can be pasted where the code is asked for', async () => {
  const app = await startApp()
  const [aino, eeva] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const { code } = await guestInvitation(aino, place)
  const tab = await eeva.newPage()
  await tab.goto(`${app.url}/join`)
  await tab.getByLabel('Invitation code').fill(`${app.url}/join#${code}`)
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'Communication strategy' }).waitFor()
  // Another link, opened in this very tab, counts as well.
  await tab.evaluate(() => {
    location.hash = 'no-such-code'
  })
  await tab.getByRole('heading', { name: 'This code is not known' }).waitFor()
  expect(tab.url()).toBe(`${app.url}/join`)
})

test('[W56] a member comes in with an e-mail address and a password, which are looked at', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  await foundedBy(aino, app.url, app.setupToken)
  const { code } = await memberInvitation(aino, app.url)
  const tab = await bo.newPage()
  await tab.goto(`${app.url}/join#${code}`)
  await tab.getByText('You become a member').waitFor()
  await tab.getByLabel('Your name').fill('Bo Berg')
  await tab.getByLabel('E-mail').fill('aino@example.org')
  await tab.getByLabel('Password', { exact: true }).fill('Berg Berg Berg')
  await tab.getByRole('button', { name: 'Come in' }).click()
  await tab.locator('[aria-invalid=true]').first().waitFor()
  await tab.getByLabel('Password', { exact: true }).fill('seven quiet herons at dawn')
  await tab.getByRole('button', { name: 'Come in' }).click()
  await tab.getByText('There is already somebody with this e-mail address').waitFor()
  await tab.getByLabel('E-mail').fill('bo@example.org')
  await tab.getByRole('button', { name: 'Come in' }).click()
  await tab.getByRole('heading', { name: 'Strategies' }).first().waitFor()
  expect(await me(bo, app.url)).toMatchObject({ person: { name: 'Bo Berg', role: 'member' } })
})

test('[W56] whoever is signed in goes on as who they are, or signs out first', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: null })
  const { code } = await guestInvitation(aino, place)
  const tab = await bo.newPage()
  await tab.goto(`${app.url}/join#${code}`)
  await tab.getByRole('button', { name: 'Go on as Bo Berg' }).click()
  await tab.locator('[role=textbox]').waitFor()
  expect(await me(bo, app.url)).toMatchObject({ person: { name: 'Bo Berg', role: 'member' } })

  await tab.goto('about:blank')
  await tab.goto(`${app.url}/join#${code}`)
  await tab.getByRole('button', { name: 'I am somebody else' }).click()
  await tab.getByLabel('Your name').fill('Carla Lund')
  await tab.getByRole('button', { name: 'Come in' }).click()
  await tab.locator('[role=textbox]').waitFor()
  expect(await me(bo, app.url)).toMatchObject({ person: { name: 'Carla Lund', role: 'guest' } })

  // Who is not signed in but could be, finds the invitation again after signing in.
  const other = await (await computer()).newPage()
  await other.goto(`${app.url}/join#${code}`)
  await other.getByRole('link', { name: 'I have an account' }).click()
  await other.getByLabel('E-mail').fill('bo@example.org')
  await other.getByLabel('Password', { exact: true }).fill(password)
  await other.keyboard.press('Enter')
  await other.getByRole('button', { name: 'Go on as Bo Berg' }).waitFor()
})

test('[W56] [W59] a guest is warned before signing out, becomes a member and keeps the text', async () => {
  const app = await startApp()
  const [aino, eeva] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await eeva.newPage()
  await comesAsGuest(tab, app.url, (await guestInvitation(aino, place)).code, 'Eeva Ranta')
  await types(tab, 0, 'Eeva was here.')
  await untilSaveStateIs(tab, 'Saved')
  const guest = (await me(eeva, app.url)).person

  await tab.goto(`${app.url}/account`)
  await tab.getByRole('heading', { name: 'You are a guest here' }).waitFor()
  await tab.getByText(/You may come until/).waitFor()
  for (const absent of ['E-mail', 'Current password']) {
    expect(await tab.getByLabel(absent).count()).toBe(0)
  }
  await tab.locator('.account').click()
  await tab.getByRole('button', { name: 'Sign out', exact: true }).click()
  await tab.getByRole('dialog').getByText('Guests have no password').waitFor()
  await tab.getByRole('button', { name: 'Stay signed in' }).click()

  const { code } = await memberInvitation(aino, app.url)
  await tab.getByRole('link', { name: 'I have an invitation code' }).click()
  await tab.getByLabel('Invitation code').fill(code)
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'Become a member, Eeva Ranta' }).waitFor()
  await tab.getByLabel('E-mail').fill('eeva@example.org')
  await tab.getByLabel('Password', { exact: true }).fill('seven quiet herons at dawn')
  await tab.getByRole('button', { name: 'Become a member' }).click()
  await tab.getByRole('heading', { name: 'Strategies' }).first().waitFor()
  expect((await me(eeva, app.url)).person).toMatchObject({
    id: guest.id,
    role: 'member',
    email: 'eeva@example.org',
  })
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await sees(tab, 'Eeva was here.')
})

test('[W57] codes that let nobody in say why', async () => {
  const app = await startApp()
  const [aino, eeva, last] = await Promise.all([computer(), computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const ended = await guestInvitation(aino, place)
  await ask(aino, app.url, 'DELETE', `/api/invitations/${ended.id}`)
  const tab = await eeva.newPage()
  await tab.goto(`${app.url}/join#abcd-efgh-jkmn`)
  await tab.getByRole('heading', { name: 'This code is not known' }).waitFor()
  await expect.poll(() => tab.getByLabel('Invitation code').inputValue()).toBe('abcd-efgh-jkmn')
  await tab.getByLabel('Invitation code').fill(ended.code)
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'This invitation has ended' }).waitFor()

  // Used up while the name is being typed.
  const { code } = await guestInvitation(aino, place, { most: 1 })
  await tab.getByLabel('Invitation code').fill(code)
  await tab.keyboard.press('Enter')
  await tab.getByLabel('Your name').fill('Eeva Ranta')
  await comesAsGuest(await last.newPage(), app.url, code, 'Bo Berg')
  await tab.getByRole('button', { name: 'Come in' }).click()
  await tab.getByRole('heading', { name: 'This invitation is used up' }).waitFor()

  await tab.goto(`${app.url}/link`)
  await tab.getByRole('heading', { name: 'This link is not known' }).waitFor()
})

test('[W58] a one-time link: a new password for a member, straight in for a guest', async () => {
  const app = await startApp()
  const [aino, bo, eeva] = await Promise.all([computer(), computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const linkFor = async (person: string) =>
    (await ask(aino, app.url, 'POST', `/api/people/${person}/link`)) as Made
  const { code } = await linkFor(id)

  // In Aino's browser: she is told first.
  const hers = await aino.newPage()
  await hers.goto(`${app.url}/link#${code}`)
  await hers.getByRole('heading', { name: 'Aino Koskinen is signed in here' }).waitFor()
  expect(hers.url()).toBe(`${app.url}/link`)
  await hers.getByRole('link', { name: 'Stay as Aino Koskinen' }).click()
  await hers.getByRole('heading', { name: 'Strategies' }).first().waitFor()

  const tab = await (await computer()).newPage()
  await tab.goto(`${app.url}/link#${code}`)
  await tab.getByRole('heading', { name: 'Hello, Bo Berg' }).waitFor()
  await tab.getByText('bo@example.org').waitFor()
  await tab.getByLabel('New password').fill('bergbergberg')
  await tab.keyboard.press('Enter')
  await tab.locator('[aria-invalid=true]').waitFor()
  await tab.getByLabel('New password').fill('seven quiet herons at dawn')
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'Strategies' }).first().waitFor()
  await tab.goto('about:blank')
  await tab.goto(`${app.url}/link#${code}`)
  await tab.getByRole('heading', { name: 'This link has been used' }).waitFor()

  const guest = await eeva.newPage()
  await comesAsGuest(guest, app.url, (await guestInvitation(aino, place)).code, 'Eeva Ranta')
  const { person } = await me(eeva, app.url)
  const back = await (await computer()).newPage()
  await back.goto(`${app.url}/link#${(await linkFor(person.id)).code}`)
  await back.getByRole('heading', { name: 'Hello, Eeva Ranta' }).waitFor()
  await back.getByRole('button', { name: 'Go on' }).click()
  await back.getByRole('heading', { name: 'Strategies' }).first().waitFor()
  expect(await me(back.context(), app.url)).toMatchObject({ person: { id: person.id } })
  // Where she was before, the link has signed her out; she is told how to come back.
  await guest.goto(app.url)
  await guest.getByText('You were here as the guest Eeva Ranta').waitFor()

  // Bo's next link, in the browser that is hers now: she is signed out first, if she wants that.
  await back.goto(`${app.url}/link#${(await linkFor(id)).code}`)
  await back.getByRole('button', { name: 'Sign Eeva Ranta out' }).click()
  const warning = back.getByRole('dialog')
  await warning.getByText('Guests have no password').waitFor()
  await warning.getByRole('button', { name: 'Sign out' }).click()
  await back.getByRole('heading', { name: 'Hello, Bo Berg' }).waitFor()
  const kept = await back.evaluate(() => JSON.stringify(localStorage))
  expect(kept).not.toContain('Eeva Ranta')
})

test('[W15] [W20] axe finds nothing where one comes in; on a phone nothing is small or too wide', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  await units(aino, app.url, 'Libraries')
  const forGuests = await guestInvitation(aino, place)
  const forMembers = await memberInvitation(aino, app.url)
  const link = (await ask(aino, app.url, 'POST', `/api/people/${id}/link`)) as Made
  const visitor = await (await phone()).newPage()
  const boTab = await bo.newPage()
  await boTab.setViewportSize({ width: 390, height: 844 })
  const screens: readonly (readonly [Page, string, string])[] = [
    [visitor, '/sign-in', 'Sign in'],
    [visitor, '/join', 'Come in with an invitation'],
    [visitor, `/join#${forGuests.code}`, 'Communication strategy'],
    [visitor, `/join#${forMembers.code}`, 'Karelia'],
    [visitor, '/join#nothing', 'This code is not known'],
    [visitor, `/link#${link.code}`, 'Hello, Bo Berg'],
    [visitor, '/link#nothing', 'This link is not known'],
    [boTab, `/join#${forGuests.code}`, 'Communication strategy'],
  ]
  for (const [tab, path, heading] of screens) {
    await tab.goto('about:blank')
    await tab.goto(app.url + path)
    await tab.getByRole('heading', { name: heading, level: 1 }).waitFor()
    expect(await faults(tab), path).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth), path).toBe(390)
    if (tab === visitor) expect(await smallTargets(tab), path).toEqual([])
  }
  await visitor.goto(`${app.url}/sign-in`)
  await visitor.getByRole('button', { name: 'Forgotten your password?' }).click()
  expect(await faults(visitor), 'forgotten').toEqual([])
})
