import { afterEach, expect, test } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import {
  ask,
  foundedBy,
  joins,
  opens,
  paragraphs,
  password,
  type Place,
  sees,
  textOnServer,
  types,
} from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

/** Adds a guest, who has signed in on their computer. Gives their id. */
async function visits(aino: BrowserContext, computer: BrowserContext, url: string, name: string) {
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`
  const body = { name, email, password, role: 'guest' }
  const { id } = (await ask(aino, url, 'POST', '/api/people', body)) as { id: string }
  await ask(computer, url, 'POST', '/api/session', { email, password })
  return id
}

const member = (place: Place, id: string) => `/api/strategies/${place.strategy}/members/${id}`

async function roleOf(aino: BrowserContext, place: Place, id: string) {
  const path = `/api/strategies/${place.strategy}/members`
  const { members } = (await ask(aino, place.url, 'GET', path)) as {
    members: { person: string; role: string; pages: string[] | null }[]
  }
  const found = members.find(({ person }) => person === id)
  return found && { role: found.role, pages: found.pages }
}

/** Opens who may do what on a page. */
async function opensAccess(tab: Page) {
  await tab.getByRole('button', { name: 'Who may do what here' }).click()
  await tab.getByRole('dialog').getByRole('group', { name: 'Open to' }).waitFor()
}

const atMost = (tab: Page, name: string) => tab.getByRole('radio', { name, exact: true })

test('[W70] a role is given, limited to some pages and taken away by keyboard alone', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/strategies/${place.strategy}`)
  await tab.getByText('Every member writes here. 1 person has a role by name.').waitFor()
  const focused = () =>
    tab.evaluate(() => {
      const at = document.activeElement
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : null
      return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? ''
    })
  const reach = async (name: string) => {
    for (let steps = 0; steps < 150; steps += 1) {
      await tab.keyboard.press('Tab')
      if ((await focused()).startsWith(name)) return
    }
    throw new Error(`Tab never reached ${name}`)
  }

  await reach('People and roles')
  await tab.keyboard.press('Enter')
  await tab.getByRole('combobox', { name: 'Give somebody a role' }).waitFor()
  expect(await tab.evaluate(() => document.activeElement?.id)).toBe('content')
  await reach('Give somebody a role')
  await tab.keyboard.type('be bo')
  const active = () =>
    tab.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? ''
      return document.getElementById(id)?.getAttribute('aria-label') ?? null
    })
  await expect.poll(active).toMatch(/^Bo Berg/)
  await tab.keyboard.press('Enter')
  await tab.getByRole('dialog', { name: 'Bo Berg' }).waitFor()
  // The focus is on the role that is chosen, and the arrows choose another.
  expect(await focused()).toMatch(/^Writes/)
  await tab.keyboard.press('ArrowDown')
  expect(await focused()).toMatch(/^Comments/)
  await reach('The whole strategy')
  await tab.keyboard.press('ArrowDown')
  await reach('Give the role')
  await tab.keyboard.press('Enter')
  await tab.getByText('Choose at least one page').waitFor()
  await tab.keyboard.press('Shift+Tab')
  await tab.keyboard.press('Shift+Tab')
  await tab.keyboard.press('Space')
  await reach('Give the role')
  await tab.keyboard.press('Enter')
  const row = tab.getByRole('list', { name: 'People by name' }).getByRole('listitem')
  await row.filter({ hasText: 'Bo Berg' }).getByText('Comments').waitFor()
  expect(await roleOf(aino, place, id)).toEqual({
    role: 'commenter',
    pages: [place.pages.at(-1)],
  })
  // Back where one was, to add the next one.
  expect(await focused()).toBe('Give somebody a role')

  await reach('Change the role of Bo Berg')
  await tab.keyboard.press('Enter')
  await reach('Take the role away')
  await tab.keyboard.press('Enter')
  await row.filter({ hasText: 'Bo Berg' }).waitFor({ state: 'detached' })
  expect(await roleOf(aino, place, id)).toBeUndefined()
  expect(app.reported).toEqual([])
})

test('[W71] whoever would stop leading is asked first; afterwards they only look', async () => {
  const app = await startApp()
  const [aino, bo, vera] = await Promise.all([computer(), computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const guest = await visits(aino, vera, app.url, 'Vera Vik')
  await ask(aino, app.url, 'PUT', member(place, id), { role: 'facilitator' })
  await ask(aino, app.url, 'PUT', member(place, guest), {
    role: 'commenter',
    pages: place.pages.slice(0, 2),
  })
  const tab = await bo.newPage()
  const people = `${app.url}/strategies/${place.strategy}/people`
  await tab.goto(people)
  await tab.getByRole('button', { name: 'Change what every member may do here' }).click()
  await atMost(tab, 'Read').check()
  await tab.getByRole('button', { name: 'Save' }).click()
  await tab.getByRole('definition').filter({ hasText: 'Read' }).waitFor()
  await tab.getByRole('button', { name: 'Change who sees the history' }).click()
  await atMost(tab, 'Everyone who may read').check()
  await tab.getByRole('button', { name: 'Save' }).click()
  await tab.getByRole('definition').filter({ hasText: 'Everyone who may read' }).waitFor()
  const guests = tab.getByRole('list', { name: 'Guests' })
  await guests.getByText('on Customers, Goals').waitFor()

  await tab.getByRole('button', { name: 'Change the role of Bo Berg' }).click()
  await atMost(tab, 'Reads').check()
  await tab.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await tab.getByRole('dialog', { name: 'Stop leading this strategy?' }).waitFor()
  expect(await roleOf(aino, place, id)).toMatchObject({ role: 'facilitator' })
  await tab.getByRole('button', { name: 'Stop leading' }).click()
  await tab.getByRole('combobox').waitFor({ state: 'detached' })
  await tab.getByText('Aino Koskinen').first().waitFor()
  expect(await tab.locator('main').getByRole('button').count()).toBe(0)
  expect(await tab.getByText('Invitations').count()).toBe(0)

  const visitor = await vera.newPage()
  await visitor.goto(people)
  await visitor.getByText('You read and comment here.').waitFor()
  await visitor.getByText('for 2 pages').waitFor()
  expect(await visitor.getByText('Bo Berg').count()).toBe(0)
  expect(app.reported).toEqual([])
})

test('[W72] a page narrowed under an open tab: named people go on, it closes to others', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer(), computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const id = await joins(aino, carla, app.url, 'Carla Lund')
  const tabs = await Promise.all([opens(aino, place), opens(bo, place), opens(carla, place)])
  const [leads, named, other] = tabs
  for (const tab of tabs) await untilSaveStateIs(tab, 'Saved')

  await opensAccess(leads)
  await atMost(leads, 'Others at most read').check()
  await leads.getByRole('combobox', { name: 'Except for' }).fill('berg')
  await leads.keyboard.press('Enter')
  await leads.getByText('Writing: 2 · commenting: 0 · only reading: 1').waitFor()
  await leads.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await leads.locator('.facts').getByText('Open to few').waitFor()
  await other.locator('[role=textbox]').waitFor({ state: 'detached' })
  await other.locator('.facts').getByText('You read here').waitFor()
  await types(named, 0, 'Written by one of the few.')
  await sees(other, 'Written by one of the few.')
  await other.getByRole('link', { name: /^Customers\s*, .*, Open to few$/ }).waitFor()

  await opensAccess(leads)
  await atMost(leads, 'Others don’t see it').check()
  await leads.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await other.getByText('This page is not open to you any more').waitFor()
  expect(await other.locator('.page-text').count()).toBe(0)
  // Nothing of it is remembered: no copy, no record, not its name in a list.
  await expect.poll(() => remembered(other, place.pages[0] ?? '')).toEqual([])
  expect(await remembered(other, id)).not.toEqual([])
  await other.getByRole('link', { name: 'To all strategies' }).click()
  await other.locator('main .contents a').click()
  await other.getByRole('link', { name: 'Goals' }).first().waitFor()
  expect(await other.getByRole('link', { name: 'Customers' }).count()).toBe(0)
  await types(named, 0, ' Still here.')
  await untilSaveStateIs(named, 'Saved')
  expect(app.reported).toEqual([])
})

test('[W73] locked while somebody types: nothing is lost, and the editor comes back by itself', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const leads = await opens(aino, place)
  const tab = await opens(bo, place)
  await types(tab, 0, 'Typed before. ')
  await untilSaveStateIs(tab, 'Saved')
  await sees(leads, 'Typed before.')

  // What Bo types now is on its way when the page is locked.
  await bo.setOffline(true)
  await types(tab, 0, 'Typed meanwhile.')
  await untilSaveStateIs(tab, /changes kept in this browser/)
  await opensAccess(leads)
  await leads.getByRole('button', { name: 'Lock the page' }).click()
  await leads.getByRole('button', { name: 'Unlock the page' }).first().waitFor()
  await leads.keyboard.press('Escape')
  // Nobody writes: facilitators neither.
  await leads.locator('[role=textbox]').waitFor({ state: 'detached' })
  await untilSaveStateIs(leads, 'Locked')
  await leads.locator('.facts').getByText('Locked since').waitFor()
  await bo.setOffline(false)
  await tab.getByText('This page is locked').waitFor()
  await untilSaveStateIs(tab, 'Locked')
  expect(await tab.locator('[contenteditable=true]').count()).toBe(0)
  const aside = tab.locator('section.refused')
  await aside.getByText('the page was locked while you wrote').waitFor()
  await expect.poll(() => aside.locator('textarea').inputValue()).toContain('Typed meanwhile.')
  expect(await aside.getByRole('button', { name: 'Put it at the end' }).count()).toBe(0)
  expect(await tab.getByText('may read this page but').count()).toBe(0)
  expect((await paragraphs(tab)).join()).not.toContain('Typed meanwhile.')

  await leads.getByRole('button', { name: 'Unlock the page' }).click()
  await tab.locator('[role=textbox]').waitFor()
  await leads.locator('[role=textbox]').waitFor()
  await aside.getByRole('button', { name: 'Put it at the end' }).click()
  await untilSaveStateIs(tab, 'Saved')
  expect(await textOnServer(aino, place)).toContain('Typed meanwhile.')
  expect(await tab.locator('.facts').getByText('Locked').count()).toBe(0)
  expect(app.reported).toEqual([])
})

test('[W73] a page that is locked while connected keeps what was typed until then', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(bo, place)
  await types(tab, 0, 'First. ')
  const typing = tab.keyboard.type('and so on, and so forth, on and on and on, without an end. ')
  await ask(aino, app.url, 'PATCH', `/api/pages/${place.pages[0]}/access`, { locked: true })
  await tab.getByText('This page is locked').waitFor()
  await typing
  expect(await tab.locator('[contenteditable=true]').count()).toBe(0)
  await untilSaveStateIs(tab, 'Locked')
  // All that was typed is on the page or set aside; and what is on the page is on the server.
  const shown = (await paragraphs(tab))[0] ?? ''
  expect(await textOnServer(aino, place)).toContain(shown)
  await ask(aino, app.url, 'PATCH', `/api/pages/${place.pages[0]}/access`, { locked: false })
  await tab.locator('[role=textbox]').waitFor()
  expect(app.reported).toEqual([])
})

test('[W74] a guest for some pages sees these and nothing that is not theirs to do', async () => {
  const app = await startApp()
  const [aino, vera] = await Promise.all([computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await visits(aino, vera, app.url, 'Vera Vik')
  const tab = await vera.newPage()
  const refused: string[] = []
  tab.on('response', (answer) => {
    if (answer.status() === 403) refused.push(answer.url())
  })
  await tab.goto(app.url)
  await tab.getByText('Nothing is open to you just now').waitFor()
  expect(await tab.getByRole('button', { name: 'Make a strategy' }).count()).toBe(0)
  await ask(aino, app.url, 'PUT', member(place, id), {
    role: 'editor',
    pages: place.pages.slice(1, 3),
  })
  await tab.locator('main .contents a').click()
  await tab.getByText('Your role is for 2 pages of the strategy.').waitFor()
  await expect
    .poll(() => tab.locator('main .contents.numbered .page-name').allTextContents())
    .toEqual(['Goals', 'How we work'])
  // Marking a page for oneself, watching, and saving what one may read, is everybody's.
  await expect
    .poll(() => tab.locator('main button:not(.star)').allTextContents())
    .toEqual(['Watch', 'Save as a file…'])
  await tab.locator('main .contents.numbered a').filter({ hasText: 'Goals' }).click()
  await tab.locator('[role=textbox]').waitFor()
  expect(await tab.getByRole('button', { name: 'Who may do what here' }).count()).toBe(0)
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.getByText('There is nothing here').waitFor()
  expect(refused).toEqual([])
  expect(app.reported).toEqual([])
})

test('[W79] who is here says who is a guest', async () => {
  const app = await startApp()
  const [aino, vera] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await visits(aino, vera, app.url, 'Vera Vik')
  await ask(aino, app.url, 'PUT', member(place, id), { role: 'commenter' })
  const visitor = await vera.newPage()
  await visitor.goto(`${app.url}/pages/${place.pages[0]}`)
  const tab = await opens(aino, place)
  await tab.getByText('2 people here').first().waitFor({ state: 'attached' })
  await tab.locator('.avatars').click()
  const line = tab.locator('.here-list li').filter({ hasText: 'Vera Vik' })
  await line.getByText('guest').waitFor()
  expect(await tab.locator('.here-list').getByText('guest').count()).toBe(1)
})

test('[W15] axe finds nothing on the screens and dialogs of roles; on a phone all fits', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([phone(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  await ask(aino, app.url, 'PUT', member(place, id), { role: 'editor', pages: place.pages })
  const tab = await aino.newPage()
  const clean = async (screen: string, ...without: string[]) => {
    expect(await faults(tab, without), screen).toEqual([])
    expect(await smallTargets(tab), screen).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth), screen).toBe(390)
  }
  const close = async () => {
    await tab
      .getByRole('button', { name: /^(?:Cancel|Close)$/ })
      .last()
      .tap()
    await tab.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await tab.goto(`${app.url}/strategies/${place.strategy}/people`)
  const change = tab.getByRole('button', { name: 'Change the role of Bo Berg' })
  await change.waitFor()
  await clean('people')
  await tab.getByRole('combobox').fill('be')
  await tab.getByRole('listbox').getByRole('option').first().waitFor()
  await clean('search')
  // A tap on an option chooses it.
  await tab.getByRole('option', { name: /^Bo Berg/ }).tap()
  await tab.getByRole('checkbox').first().waitFor()
  await clean('role')
  await close()
  for (const name of [
    'Change what every member may do here',
    'Change who sees the history',
    'Make an invitation',
  ]) {
    await tab.getByRole('button', { name }).tap()
    await clean(name)
    await close()
  }
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox]').waitFor()
  await opensAccess(tab)
  await clean('access')
  await atMost(tab, 'Others at most read').check()
  await tab.getByRole('combobox', { name: 'Except for' }).fill('bo')
  await tab.getByRole('listbox').getByRole('option').first().tap()
  await clean('narrowed')
  await tab.getByRole('button', { name: 'Save' }).tap()
  await opensAccess(tab)
  await tab.getByRole('button', { name: 'Lock the page' }).tap()
  await tab.getByRole('button', { name: 'Unlock the page' }).first().waitFor()
  await clean('locked')
  await close()
  // A wide table scrolls, which axe does not know.
  await clean('page that is locked', 'scrollable-region-focusable')
  const other = await opensReading(bo, place)
  expect(await faults(other)).toEqual([])
})

test('[W75] among many people the field finds by words; Escape first closes the list', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.route(/\/api\/people$/, async (route) => {
    const answer = await route.fetch()
    const { people } = (await answer.json()) as { people: { id: string; role: string }[] }
    const more = Array.from({ length: 320 }, (_, n) => ({
      ...people[0],
      id: `${'a'.repeat(17)}${'abcdefgh'[n >> 6]}${'abcdefgh'[(n >> 3) & 7]}${'abcdefgh'[n & 7]}`,
      name: `Person ${n} Ångström`,
      email: `p${n}@example.org`,
      role: 'member',
    }))
    await route.fulfill({ response: answer, json: { people: [...people, ...more] } })
  })
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox]').waitFor()
  await opensAccess(tab)
  await atMost(tab, 'Others at most read').check()
  const field = tab.getByRole('combobox', { name: 'Except for' })
  const options = tab.getByRole('listbox').getByRole('option')
  const active = async () => {
    const id = await field.getAttribute('aria-activedescendant')
    return id === null ? null : await tab.locator(`[id="${id}"]`).getAttribute('aria-label')
  }
  expect(await field.getAttribute('aria-expanded')).toBe('false')
  await field.focus()
  await tab.keyboard.press('ArrowDown')
  expect(await field.getAttribute('aria-expanded')).toBe('true')
  await expect.poll(() => options.count()).toBe(40)
  await tab.getByText('280 more. Type on to find them.').waitFor()
  expect(await active()).toMatch(/^Person 0 /)
  // Up leads through the field to the last one.
  await tab.keyboard.press('ArrowUp')
  expect(await active()).toBeNull()
  await tab.keyboard.press('ArrowUp')
  expect(await active()).not.toBeNull()
  await tab.keyboard.press('Escape')
  expect(await field.getAttribute('aria-expanded')).toBe('false')
  await tab.keyboard.type('ang 31')
  await tab.getByText('11 found').waitFor({ state: 'attached' })
  expect(await active()).toMatch(/^Person 31 /)
  await tab.keyboard.press('ArrowDown')
  expect(await active()).toMatch(/^Person 310 /)
  await tab.keyboard.press('Enter')
  const named = tab.getByRole('list', { name: 'Except for' }).getByRole('listitem')
  await named.getByText('Person 310 Ångström').waitFor()
  await expect.poll(() => field.inputValue()).toBe('')
  await tab.keyboard.type('nobody at all')
  await tab.getByText('Nobody fits these words.').waitFor()
  await tab.keyboard.press('Escape')
  await tab.keyboard.press('Escape')
  await expect.poll(() => field.inputValue()).toBe('')
  expect(await tab.getByRole('dialog').count()).toBe(1)
  await tab.keyboard.press('Escape')
  await tab.getByRole('dialog').waitFor({ state: 'detached' })
})

async function opensReading(computer: BrowserContext, place: Place): Promise<Page> {
  const tab = await computer.newPage()
  await tab.goto(`${place.url}/pages/${place.pages[0]}`)
  await tab.locator('.facts').getByText('Locked since').waitFor()
  return tab
}

/** What this browser's local storage and databases hold in which these words stand. */
function remembered(tab: Page, words: string): Promise<string[]> {
  return tab.evaluate(async (words) => {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const stored = Object.entries(localStorage).map(([name, value]) => `${name} ${value}`)
    // A strategy's record names all that is on its list, and is fetched anew when it is looked at.
    const found = [...databases, ...stored].filter((one) => one.includes(words))
    return found.filter((one) => !one.includes('copy.'))
  }, words)
}
