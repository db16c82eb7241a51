import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins, opens, sees, types } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

/** The machine may be busy: what comes late is no fault here. */
const busy = { timeout: 10_000 }

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('[W157] a strategy opens on its process and says what to do next', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/strategies/${place.strategy}`)
  await tab.getByText('Begin with “Customers”. Its questions wait for your answers.').waitFor()
  expect(await tab.locator('main .button.primary').count()).toBe(1)
  expect(await tab.locator('.stage').count()).toBe(8)

  // A facilitator opens a stage by keys; a colleague's screen follows, without the form.
  const other = await bo.newPage()
  await other.goto(`${app.url}/strategies/${place.strategy}`)
  await other.locator('.stage').first().waitFor()
  expect(await other.getByRole('button', { name: /^Change the stage/ }).count()).toBe(0)
  await tab.getByRole('button', { name: 'Change the stage “Means”' }).focus()
  await tab.keyboard.press('Enter')
  await tab.getByRole('dialog').waitFor()
  await tab.getByLabel('Begins').fill(inDays(-5))
  await tab.getByLabel('Ends').fill(inDays(-9))
  await tab.getByRole('button', { name: 'Save', exact: true }).click()
  await tab.getByText('It can’t end before it begins.').waitFor()
  await tab.getByLabel('Ends').fill(inDays(-2))
  await tab.getByRole('radio', { name: 'Open now' }).check()
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('button', { name: 'Save', exact: true }).click()
  for (const screen of [tab, other]) {
    await screen.locator('.stage.open').filter({ hasText: 'Means' }).waitFor()
    await screen.getByText('Begin with “How we work”.').waitFor()
  }

  // What is late says so in words; what others wrote stands with who and where.
  await tab.locator('.due').getByText('The stage “Means” ends').waitFor()
  await tab.locator('.due').getByText('2 days late').waitFor()
  await ask(aino, app.url, 'PATCH', `/api/pages/${place.pages[1]}`, { reviewOn: inDays(3) })
  const writer = await opens(bo, place, 1)
  await types(writer, 0, 'We answer within a day.')
  await sees(writer, 'We answer within a day.')
  await expect
    .poll(
      async () => {
        await tab.reload()
        await tab.locator('.changes h2').waitFor()
        return await tab.locator('.changes').textContent()
      },
      { timeout: 15_000, interval: 1000 },
    )
    .toMatch(/Goals.*by Bo Berg/)
  await tab.locator('.due').getByText('Review of “Goals”').waitFor()
  await tab.locator('.due').getByText('in 3 days').waitFor()
  expect(await faults(tab)).toEqual([])
})

test('[W155] who answers for a page, its state and its review are set in one dialog', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const other = await opens(bo, place)
  const tab = await opens(aino, place)
  await tab.locator('.page-facts').getByText('No owner yet').waitFor()
  await tab.getByText('When is this page finished?').click()
  await tab.getByText('At least three groups are named').waitFor()
  await tab.getByRole('button', { name: 'Change the facts of this page' }).click()
  const form = tab.getByRole('dialog')
  await form.getByRole('radio', { name: 'Agreed' }).check()
  await form.getByRole('button', { name: 'Choose an owner' }).click()
  await form.getByRole('combobox', { name: 'Owner' }).pressSequentially('Bo')
  await tab.getByRole('option', { name: /Bo Berg/ }).waitFor()
  await tab.keyboard.press('Enter')
  await form.getByRole('button', { name: /Bo Berg/ }).waitFor()
  await form.getByLabel('Next review').fill(inDays(-3))
  expect(await faults(tab)).toEqual([])
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  for (const screen of [tab, other]) {
    const facts = screen.locator('.page-facts')
    await facts.getByText('Agreed', { exact: true }).waitFor()
    await facts.getByText('Owner Bo Berg').waitFor()
    await facts.getByText('Review was due').waitFor()
    // Nothing of it went into the text.
    expect(await screen.locator('.page-text h1').textContent()).toBe('Customers')
  }
  await bo.newPage().then(async (home) => {
    await home.goto(app.url)
    await home.locator('.desk').getByText('you own it').waitFor()
    await home.locator('.desk').getByText('Review was due').waitFor()
    expect(await faults(home)).toEqual([])
  })
})

test('[W156] a version in another language says how far it is behind, until it follows', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  await tab.getByRole('button', { name: 'Make a version in another language…' }).click()
  await tab.getByLabel('Language of the text').selectOption('fi')
  await tab.getByRole('button', { name: 'Make the version' }).waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('button', { name: 'Make the version' }).click()
  await tab.locator('.page-text h1').getByText('Asiakkaat').waitFor()
  await tab.locator('.page-versions').getByText('(the original)').waitFor()

  const writer = await opens(bo, place)
  await types(writer, 0, 'Young people, too.')
  const behind = /The original, “Customers”, has \d+ changes? that (is|are) not marked/
  await expect
    .poll(
      async () => {
        await tab.reload()
        await tab.locator('.page-versions').waitFor()
        return await tab.locator('.notice.behind').count()
      },
      { timeout: 15_000, interval: 1000 },
    )
    .toBe(1)
  await tab.locator('.notice.behind').getByText(behind).waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('button', { name: 'Mark as followed up' }).click()
  await tab.locator('.notice.behind').waitFor({ state: 'detached' })
})

test('[W154] a page goes to the trash and comes back, for everybody', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await ask(aino, app.url, 'PUT', `/api/pages/${place.pages[1]}/place`, {
    parent: place.pages[0],
    before: null,
  })
  const other = await opens(bo, place, 0)
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/strategies/${place.strategy}`)
  const chooses = async (title: string) => {
    await tab.getByRole('button', { name: `What to do with ${title}` }).focus()
    await tab.keyboard.press('Enter')
    await tab.getByRole('menuitem', { name: 'Move to the trash' }).click()
  }
  // Alone it goes at once, and can be taken back at once.
  await chooses('Guidelines')
  const undo = tab.locator('.undo')
  await undo.getByText('“Guidelines” is in the trash.').waitFor()
  await expect.poll(() => tab.locator('.page-tree').textContent(), busy).not.toContain('Guidelines')
  await undo.getByRole('button', { name: 'Undo' }).click()
  await tab.locator('.page-tree').getByText('Guidelines').waitFor()

  // With one below it asks first.
  await chooses('Customers')
  await tab.getByText('The page under it goes along.').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('dialog').getByRole('button', { name: 'Move to the trash' }).click()
  await expect.poll(() => tab.locator('.page-tree').textContent(), busy).not.toContain('Goals')
  await other.getByText('This page is in the trash').waitFor()
  await other.locator('[role=textbox]').waitFor({ state: 'detached' })

  await tab.getByRole('link', { name: 'Trash' }).click()
  await tab.getByText('went along with “Customers”').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('button', { name: 'Restore Customers' }).click()
  await tab.getByText('“Customers” is back.').waitFor()
  await tab.getByText('The trash is empty.').waitFor()
  await other.locator('[role=textbox]').waitFor()
  await expect.poll(() => tab.locator('.page-tree').textContent(), busy).toContain('Goals')
})

test('[W158] a strategy begins with the pages chosen, each looked at before', async () => {
  const app = await startApp()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.goto(app.url)
  await tab.getByRole('button', { name: 'Make a strategy' }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Name of the strategy').fill('Service strategy')
  await form.getByLabel('Language of the pages').selectOption('sv')
  await form.getByRole('checkbox', { name: 'Verktyg och kanaler' }).waitFor()
  expect(await form.getByRole('checkbox', { checked: true }).count()).toBe(6)
  await form.getByRole('checkbox', { name: 'Verktyg och kanaler' }).uncheck()
  await form.getByRole('checkbox', { name: 'Utgångsläge' }).check()
  const look = 'Look at it: Kunder'
  await form.getByRole('button', { name: look }).focus()
  await tab.keyboard.press('Enter')
  await form.locator('.page-text h1').getByText('Kunder').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.keyboard.press('Enter')
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.getAttribute('aria-label')), busy)
    .toBe(look)
  await form.getByRole('button', { name: 'Make a strategy' }).click()
  await expect
    .poll(() => tab.locator('.page-tree .tree-title').allTextContents(), busy)
    .toEqual([
      'Kunder',
      'Mål',
      'Metoder',
      'Riktlinjer',
      'Att bemöta negativ återkoppling',
      'Utgångsläge',
    ])
})

test('[W160] the first screen shows what one has at hand, also on a phone', async () => {
  const app = await startApp()
  const [aino, mobile] = await Promise.all([computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, mobile, app.url, 'Bo Berg')
  const page = await opens(mobile, place, 2)
  await page.waitForResponse((answer) => answer.url().endsWith('/visit'))
  await page.goto(`${app.url}/strategies/${place.strategy}`)
  await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/favourite')),
    page.getByRole('button', { name: 'Favourite: Goals' }).tap(),
  ])
  await page.getByRole('button', { name: 'Favourite: Goals', pressed: true }).waitFor()
  expect(await smallTargets(page)).toEqual([])
  await page.goto(app.url)
  const part = (name: string) => page.getByRole('region', { name })
  await part('Favourites').getByRole('link', { name: 'Goals' }).waitFor()
  await part('Where you were last').getByRole('link', { name: 'How we work' }).waitFor()
  await part('My pages').getByText('You answer for no page yet.').waitFor()
  expect(await smallTargets(page)).toEqual([])
  await part('Favourites').getByRole('button', { name: 'Favourite: Goals' }).tap()
  await part('Favourites').getByText('Mark a page with the star').waitFor()
})

test('[W159] a page becomes a template of our own, which administrators look after', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place, 1)
  await tab.locator('.page-deeds').getByRole('button', { name: 'What to do with Goals' }).click()
  await tab.getByRole('menuitem', { name: 'Save as a template…' }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Name of the template').fill('Yearly goals')
  await form.getByLabel('What it is for').fill('For units that plan a year.')
  expect(await faults(tab)).toEqual([])
  await form.getByRole('button', { name: 'Save the template' }).click()
  await form.getByText('“Yearly goals” is now among the templates.').waitFor()
  await form.getByRole('button', { name: 'Close' }).click()

  await tab.getByRole('button', { name: 'Add a page' }).click()
  await form.getByRole('radio', { name: 'Yearly goals' }).check()
  await form.getByRole('button', { name: 'Add a page' }).click()
  await expect
    .poll(() => tab.locator('.page-tree .tree-title').allTextContents(), busy)
    .toHaveLength(7)

  await tab.goto(`${app.url}/admin/templates`)
  await tab.getByRole('button', { name: 'Change Yearly goals' }).click()
  await form.getByLabel('Name of the template').fill('Goals of a year')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await tab.getByRole('button', { name: 'Retire Goals of a year' }).click()
  await tab.getByText('not offered since').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('button', { name: 'Bring back Goals of a year' }).click()
  await tab.getByText('not offered since').waitFor({ state: 'detached' })
})

test('[W233] a page is saved in place of a template that one made before, and only of such a one', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const member = `/api/strategies/${place.strategy}/members/${id}`
  await ask(aino, app.url, 'PUT', member, { role: 'facilitator' })
  const made = { keyQuestion: 'What in a year?', purpose: 'For units.', keepText: false }
  const path = `/api/pages/${place.pages[1]}/template`
  await ask(aino, app.url, 'POST', path, { ...made, title: 'Of Aino' })
  await ask(bo, app.url, 'POST', path, { ...made, title: 'Of Bo' })
  const tab = await opens(bo, place, 0)
  await tab.locator('.page-deeds').getByRole('button', { name: 'What to do with' }).click()
  await tab.getByRole('menuitem', { name: 'Save as a template…' }).click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Save it as').selectOption({ label: 'In place of “Of Bo”' })
  expect(await form.getByLabel('Save it as').locator('option').allTextContents()).toEqual([
    'A new template',
    'In place of “Of Bo”',
  ])
  await form.getByText('Pages that began with it stay as they are.').waitFor()
  expect(await form.getByLabel('Name of the template').inputValue()).toBe('Of Bo')
  expect(await form.getByLabel('What it is for').inputValue()).toBe('For units.')
  expect(await faults(tab)).toEqual([])
  await form.getByLabel('What it is for').fill('For every unit.')
  await form.getByRole('button', { name: 'Save the template' }).click()
  await form.getByText('“Of Bo” is renewed.').waitFor()
  const { own } = (await ask(bo, app.url, 'GET', '/api/templates')) as {
    own: { title: string; purpose: string }[]
  }
  expect(own.map(({ title, purpose }) => `${title}: ${purpose}`)).toEqual([
    'Of Aino: For units.',
    'Of Bo: For every unit.',
  ])
})
