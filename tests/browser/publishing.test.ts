import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, joins, opens, password, types } from './organisation.ts'
import { publishing } from './published.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

/** The machine may be busy: what comes late is no fault here. */
const busy = { timeout: 30_000 }
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

const isFocused = (one: Locator) => one.evaluate((element) => element === document.activeElement)
const said = (tab: Page) => tab.locator('.said')

/** Goes on by the keyboard until what is meant has the focus. */
async function tabsTo(tab: Page, to: Locator): Promise<void> {
  await to.waitFor()
  for (let n = 0; n < 200; n++) {
    if (await isFocused(to)) return
    await tab.keyboard.press('Tab')
  }
  throw new Error('The keyboard does not get there.')
}

test('[P430] one asks, another approves by keys alone in spite of what is open, the first publishes, and it stands at its address', async () => {
  const { aino, bo, home, place } = await publishing({ address: false })
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/strategies/${place.strategy}`)
  await tab.getByRole('navigation').getByRole('link', { name: 'Publishing' }).click()
  await tab.getByRole('heading', { name: 'Nothing has been published yet' }).waitFor()
  await tab.getByRole('link', { name: 'Ask for approval' }).click()

  // Two of the six pages; what is open on them is said before anybody is asked.
  await tab.getByRole('button', { name: 'Choose none' }).click()
  await tab.getByText('0 of 6 chosen').waitFor()
  await tab.getByRole('checkbox', { name: 'Customers' }).check()
  await tab.getByRole('checkbox', { name: 'Goals' }).check()
  await tab.getByText('2 of 6 chosen').waitFor()
  await tab.getByText('Something is still open on 2 chosen pages.').waitFor()
  await tab.getByLabel('Who answers for it, as a role (Customers)').fill('Head of communications')
  await tab.getByRole('combobox', { name: 'Add somebody' }).fill('bo')
  await tab.keyboard.press('Enter')
  await tab.getByLabel('In which role (Bo Berg)').fill('Management group')
  await tab.getByLabel('A note to them').fill('Please read the goals first.')
  await tab.getByRole('button', { name: 'Ask for approval' }).click()
  await tab.getByRole('heading', { name: 'Approval of 2 pages' }).waitFor()
  await tab.getByText('Not yet answered').waitFor()

  const keys = await bo.newPage()
  await keys.goto(home)
  await keys.getByText('Waits for you').waitFor()
  await tabsTo(keys, keys.getByRole('link', { name: 'Approval of 2 pages' }))
  await keys.keyboard.press('Enter')
  await keys.getByText('Please read the goals first.').waitFor()
  await keys.getByText('This would be the first edition').waitFor()
  await tabsTo(keys, keys.getByRole('radio', { name: 'I approve' }))
  await keys.keyboard.press('Space')
  const send = keys.getByRole('button', { name: 'Send the answer' })
  await tabsTo(keys, send)
  await keys.keyboard.press('Enter')
  const why = keys.getByRole('textbox', { name: 'Why it goes on although something is open' })
  await keys.getByText('Something is still open: say why it goes on anyway.').waitFor()
  await expect.poll(() => isFocused(why)).toBe(true)
  await keys.keyboard.type('The owners are named in January.')
  await tabsTo(keys, send)
  await keys.keyboard.press('Enter')
  await said(keys).getByText('You have approved.').waitFor()
  await expect.poll(() => isFocused(said(keys))).toBe(true)

  // Without a reload: the answer is there, and the way to publish.
  await tab.getByText('In spite of what is open: The owners are named in January.').waitFor(busy)
  await tab.getByRole('button', { name: 'Publish…' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByText('The strategy has no address yet').waitFor()
  expect(await dialog.getByRole('link', { name: 'To the settings' }).getAttribute('href')).toBe(
    `/strategies/${place.strategy}/publishing/settings`,
  )
  await tab.keyboard.press('Escape')
  await ask(aino, place.url, 'PUT', `/api/strategies/${place.strategy}/publication`, {
    ...{ slug: 'ours', reach: 'network', linkUntil: null, embedding: [] },
    ...{ feedbackDays: null, confirmation: false },
  })
  await tab.reload()
  await tab.getByRole('button', { name: 'Publish…' }).click()
  await dialog.getByText('It becomes edition 1.0.').waitFor()
  await dialog.getByLabel('What is new').fill('Everything: it is the first.')
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await said(tab).getByText('Edition 1.0 is published.').waitFor(busy)
  await expect.poll(() => isFocused(said(tab))).toBe(true)

  await tab.goto(home)
  await tab.getByText('Edition 1.0', { exact: true }).waitFor()
  await tab.getByText('Everything: it is the first.').waitFor()
  const address = tab.getByRole('link', { name: `${place.url}/published/ours/` })
  const [opened] = await Promise.all([aino.waitForEvent('page'), address.click()])
  await opened.getByText('Everything: it is the first.').first().waitFor()
  await opened.getByText('The owners are named in January.').first().waitFor({ state: 'attached' })
})

test('[P431] who returns it says why; it cannot be published then, and is asked again as it was', async () => {
  const { aino, askBo, bo, home, place } = await publishing()
  const approval = await askBo(place.pages.slice(0, 2))
  const his = await bo.newPage()
  await his.goto(`${home}/approvals/${approval}`)
  await his.getByRole('button', { name: 'Send the answer' }).click()
  await his.getByText('Choose whether you approve or return.').waitFor()
  await his.getByText('I return it').click()
  await his.getByRole('button', { name: 'Send the answer' }).click()
  await his.getByText('Say what has to change.').waitFor()
  await his.getByRole('textbox', { name: 'What has to change' }).fill('Nobody owns the goals.')
  await his.getByRole('button', { name: 'Send the answer' }).click()
  await said(his).getByText('You have returned it.').waitFor()

  const tab = await aino.newPage()
  await tab.goto(`${home}/approvals/${approval}`)
  await tab.getByText('Reason: Nobody owns the goals.').waitFor()
  expect(await tab.getByRole('button', { name: 'Publish…' }).count()).toBe(0)
  await tab.getByRole('link', { name: 'Ask again' }).click()
  await tab.getByText('2 of 6 chosen').waitFor()
  expect(await tab.getByLabel('In which role (Bo Berg)').inputValue()).toBe('Management group')
  expect(await tab.getByLabel('Who answers for it, as a role (Customers)').inputValue()).toBe(
    'Head of communications',
  )

  // Whoever returned it may think again, until it is published.
  await his.getByRole('button', { name: 'Change the answer' }).click()
  await his.getByText('I approve').click()
  await his.getByRole('textbox').fill('They are named next week.')
  await his.getByRole('button', { name: 'Send the answer' }).click()
  await said(his).getByText('You have approved.').waitFor()
  await tab.goto(home)
  await tab.getByRole('button', { name: 'Publish…' }).waitFor()
})

test('[P432] an edition is scheduled with its time, and called off: what was approved can be published', async () => {
  const { aino, approve, askBo, home, place } = await publishing()
  const approval = await askBo(place.pages.slice(0, 1))
  await approve(approval)
  const tab = await aino.newPage()
  await tab.goto(home)
  await tab.getByRole('button', { name: 'Publish…' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByText('At a set time').click()
  await dialog.getByRole('button', { name: 'Schedule' }).click()
  await dialog.getByText('Choose a day and a time that are still to come.').waitFor()
  await expect.poll(() => isFocused(dialog.getByLabel('Published on'))).toBe(true)
  await dialog.getByLabel('Published on').fill('2999-01-07')
  await dialog.getByLabel('Time', { exact: true }).fill('09:30')
  await dialog.getByRole('button', { name: 'Schedule' }).click()
  await said(tab)
    .getByText(/Edition 1\.0 is published 7 January 2999/)
    .waitFor()
  await tab.getByRole('heading', { name: 'Scheduled' }).waitFor()
  expect(await tab.getByRole('heading', { name: 'What applies now' }).count()).toBe(0)

  await tab.getByRole('button', { name: 'Do not publish edition 1.0' }).click()
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await tab.getByRole('button', { name: 'Do not publish edition 1.0' }).click()
  await dialog.getByRole('button', { name: 'Do not publish' }).click()
  await said(tab).getByText('Edition 1.0 is not published.').waitFor()
  await tab.getByRole('button', { name: 'Publish…' }).waitFor()
})

test('[P433] withdrawing takes a reason, and says afterwards what happened', async () => {
  const { aino, approve, askBo, home, place, publish } = await publishing()
  const approval = await askBo(place.pages.slice(0, 1))
  await approve(approval)
  await publish(approval)
  const tab = await aino.newPage()
  await tab.goto(home)
  const menu = tab.getByRole('button', { name: 'What to do with edition 1.0' })
  await menu.click()
  await tab.getByRole('menuitem', { name: 'Withdraw…' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Withdraw' }).click()
  await dialog.getByText('Say why it is withdrawn.').waitFor()
  await expect.poll(() => isFocused(dialog.getByRole('textbox', { name: 'Reason' }))).toBe(true)
  await tab.keyboard.press('Escape')
  await expect.poll(() => isFocused(menu)).toBe(true)
  await menu.click()
  await tab.getByRole('menuitem', { name: 'Withdraw…' }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('A wrong number.')
  await dialog.getByRole('button', { name: 'Withdraw' }).click()
  await said(tab).getByText('Edition 1.0 is withdrawn.').waitFor()
  await tab.getByText('No edition applies').waitFor()
  await tab.getByText(/Withdrawn .*: A wrong number\./).waitFor()
  expect(await menu.count()).toBe(0)
  const shown = await aino.request.get(`${place.url}/published/ours/1.0/`)
  expect(await shown.text()).toContain('A wrong number.')
})

test('[P434] whoever only reads sees what applies and is under way, and can do nothing to it', async () => {
  const { aino, approve, askBo, home, place, publish } = await publishing()
  const first = await askBo(place.pages.slice(0, 1))
  await approve(first)
  await publish(first)
  const second = await askBo(place.pages.slice(0, 2))
  await approve(second)
  const cea = await computer()
  const id = await joins(aino, cea, place.url, 'Cea Dahl')
  await ask(aino, place.url, 'PUT', `/api/strategies/${place.strategy}/members/${id}`, {
    role: 'reader',
  })
  const tab = await cea.newPage()
  await tab.goto(home)
  await tab.getByText('Edition 1.0', { exact: true }).waitFor()
  for (const name of ['Publish…', 'Ask for approval', 'Settings']) {
    expect(await tab.locator('main .sheet-head, main section').getByText(name).count()).toBe(0)
  }
  await tab.getByRole('button', { name: 'What to do with edition 1.0' }).click()
  await tab.getByRole('menuitem', { name: 'Save as PDF' }).waitFor()
  expect(await tab.getByRole('menuitem', { name: 'Withdraw…' }).count()).toBe(0)
  await tab.keyboard.press('Escape')
  await tab.getByRole('link', { name: 'Approval of 2 pages' }).click()
  await tab.getByRole('heading', { name: 'Answers' }).waitFor()
  for (const name of ['Send the answer', 'Cancel the approval…', 'Publish…']) {
    expect(await tab.getByRole('button', { name }).count()).toBe(0)
  }
  await tab.goto(`${home}/ask`)
  await tab.getByText('There is nothing here').waitFor()
})

test('[P435] what is wrong with asking is said at its place, and who cannot read a page by name', async () => {
  const { aino, boId, home, place } = await publishing()
  await ask(aino, place.url, 'PATCH', `/api/pages/${place.pages[0]}/access`, {
    narrowed: { others: null, named: [] },
  })
  const tab = await aino.newPage()
  await tab.goto(`${home}/ask`)
  await tab.getByRole('button', { name: 'Choose none' }).click()
  const send = tab.getByRole('button', { name: 'Ask for approval' })
  await send.click()
  await tab.getByText('Choose at least one page.').waitFor()
  await tab.getByText('Choose at least one person.').waitFor()
  await expect.poll(() => isFocused(tab.getByRole('heading', { name: 'Pages' }))).toBe(true)
  await tab.getByRole('button', { name: 'Choose all' }).click()
  await tab.getByRole('combobox', { name: 'Add somebody' }).fill('berg')
  await tab.keyboard.press('Enter')
  await send.click()
  const role = tab.getByLabel('In which role (Bo Berg)')
  await expect.poll(() => isFocused(role)).toBe(true)
  await tab.getByText('Say in which role; it is published.').waitFor()
  await role.fill('Management group')
  await send.click()
  await tab.getByText('Bo Berg cannot read every page you chose.').waitFor()
  expect(await role.getAttribute('aria-invalid')).toBe('true')
  await tab.getByRole('checkbox', { name: 'Customers' }).uncheck()
  expect(await tab.getByText('Bo Berg cannot read every page you chose.').count()).toBe(0)
  await send.click()
  await tab.getByRole('heading', { name: 'Approval of 5 pages' }).waitFor()
  expect(boId).not.toBe('')
})

test('[P436] what changes since the last edition is drawn; what stayed is folded away', async () => {
  const { aino, approve, askBo, bo, home, place, publish } = await publishing()
  const first = await askBo(place.pages.slice(0, 2))
  await approve(first)
  await publish(first)
  const page = await opens(aino, place)
  await types(page, 0, 'Everybody who lives here.')
  await untilSaveStateIs(page, 'Saved')
  const tab = await bo.newPage()
  await tab.goto(home)
  await tab.getByText('1 page has changed since it was approved').click(busy)
  await tab.locator('main').getByRole('link', { name: 'Customers' }).waitFor()
  const second = await askBo(place.pages.slice(0, 3))
  await tab.goto(`${home}/approvals/${second}`)
  await tab.getByRole('heading', { name: 'What changes since edition 1.0' }).waitFor()
  const changed = tab.getByRole('article').filter({ hasText: 'Customers' })
  await changed.locator('ins').getByText('Everybody who lives here.').waitFor()
  const added = tab.getByRole('article').filter({ hasText: 'New page' })
  await added.getByRole('heading', { name: 'How we work' }).waitFor()
  await tab.getByText('1 page without changes').click()
  await tab.locator('details[open]').getByText('Goals').waitFor()
  const [preview] = await Promise.all([
    bo.waitForEvent('page'),
    tab.getByRole('link', { name: 'See it as it would be published' }).click(),
  ])
  await preview.getByText('Customers').first().waitFor()
})

test('[P437] what is filled in waits while one looks at a page and comes back', async () => {
  const { aino, home } = await publishing()
  const tab = await aino.newPage()
  await tab.goto(`${home}/ask`)
  await tab.getByLabel('Who answers for it, as a role (Customers)').fill('Head of services')
  await tab.getByRole('checkbox', { name: 'Goals' }).uncheck()
  await tab.getByRole('link', { name: 'Open the page Customers' }).click()
  await tab.locator('[role=textbox]').waitFor()
  await tab.goBack()
  await tab.getByText('5 of 6 chosen').waitFor()
  expect(await tab.getByLabel('Who answers for it, as a role (Customers)').inputValue()).toBe(
    'Head of services',
  )
})

test('[P438] axe finds nothing on the screens of publishing, and they fit phones of 390 and 320 pixels', async () => {
  const { aino, approve, askBo, home, place, publish } = await publishing()
  const tab = await aino.newPage()
  await tab.goto(home)
  await tab.locator('.first-steps').waitFor()
  expect(await faults(tab)).toEqual([])
  const first = await askBo(place.pages.slice(0, 1))
  await approve(first)
  await publish(first)
  const second = await askBo(place.pages)
  const third = await askBo(place.pages.slice(2))
  await approve(third)
  await publish(third, inAnHour())
  const asked = await ask(aino, place.url, 'POST', `/api/strategies/${place.strategy}/approvals`, {
    pages: place.pages.map((page) => ({ page, ownerRole: '' })),
    approvers: [
      { person: await meOf(tab, place.url), role: 'Kuntalaisvuorovaikutusneuvottelukunta' },
    ],
    note: 'Lue vuorovaikutussuunnittelutyöryhmän pelisäännöt.',
    reasons: false,
  })
  const { id } = asked as { id: string }
  const small = await phone()
  await ask(small, place.url, 'POST', '/api/session', { email: 'aino@example.org', password })
  const thumb = await small.newPage()
  for (const [path, there] of [
    ['', '.edition-rows'],
    ['/ask', '.findings'],
    [`/approvals/${id}`, '.my-answer'],
    [`/approvals/${second}`, '.page-change'],
  ] as const) {
    await tab.goto(home + path)
    await tab.locator(there).first().waitFor()
    expect(await faults(tab)).toEqual([])
    for (const width of [390, 320]) {
      await thumb.setViewportSize({ width, height: 844 })
      await thumb.goto(home + path)
      await thumb.locator(there).first().waitFor()
      expect(await thumb.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      expect(await smallTargets(thumb, 'main')).toEqual([])
    }
    expect(await faults(thumb)).toEqual([])
  }
  await thumb.getByRole('button', { name: 'Cancel the approval…' }).tap()
  await thumb.getByRole('dialog').waitFor()
  expect(await faults(thumb)).toEqual([])
  expect(await smallTargets(thumb, 'dialog')).toEqual([])
  await thumb.getByRole('button', { name: 'Cancel the approval', exact: true }).tap()
  await said(thumb).getByText('The approval is cancelled.').waitFor()
})

test('[P439] an edition is saved as web pages, as PDF and as HTML to paste', async () => {
  const { approve, askBo, bo, home, place, publish } = await publishing()
  const approval = await askBo(place.pages.slice(0, 1))
  await approve(approval)
  await publish(approval)
  const tab = await bo.newPage()
  await tab.goto(home)
  for (const [name, begins] of [
    ['Save as web pages (zip)', /^PK/],
    ['Save as PDF', /^%PDF-/],
    ['Save as HTML to paste', /</],
  ] as const) {
    await tab.getByRole('button', { name: 'What to do with edition 1.0' }).click()
    const [file] = await Promise.all([
      tab.waitForEvent('download', busy),
      tab.getByRole('menuitem', { name }).click(),
    ])
    expect(await readFile(await file.path(), 'latin1')).toMatch(begins)
    await tab.getByText(`“${file.suggestedFilename()}”`).waitFor()
  }
})

test('[P442] a page says in which edition it is, when one asks; opening it asks for nothing more', async () => {
  const { aino, approve, askBo, home, place, publish } = await publishing()
  const approval = await askBo(place.pages.slice(0, 1))
  await approve(approval)
  await publish(approval)
  const tab = await aino.newPage()
  const asked: string[] = []
  tab.on('request', (request) => {
    if (request.url().endsWith('/editions')) asked.push(request.url())
  })
  await tab.goto(`${place.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox]').waitFor()
  expect(asked).toEqual([])
  await tab.getByText('When is this page finished?').click()
  await tab.getByRole('link', { name: 'Published in edition 1.0' }).waitFor()
  await types(tab, 0, 'Everybody who lives here.')
  await untilSaveStateIs(tab, 'Saved')
  await tab.reload()
  await tab.getByText('When is this page finished?').click()
  await tab.getByRole('link', { name: 'Changed since edition 1.0' }).click()
  await expect.poll(() => tab.url()).toBe(home)
})

test('[P443] publishing is reached from the rail, from its stages and by the palette', async () => {
  const { aino, home, place } = await publishing()
  const tab = await aino.newPage()
  const arrives = async () => {
    await tab.getByRole('heading', { name: 'Publishing', level: 1 }).waitFor()
    expect(tab.url()).toBe(home)
    expect(await tab.title()).toBe('Publishing · Talkoot')
  }
  await tab.goto(`${place.url}/strategies/${place.strategy}`)
  await tab.getByRole('link', { name: 'Approvals and editions' }).first().click()
  await arrives()
  await tab.goto(`${place.url}/pages/${place.pages[2]}`)
  await tab.locator('[role=textbox]').waitFor()
  await tab.getByRole('navigation').getByRole('link', { name: 'Publishing' }).focus()
  await tab.keyboard.press('Control+k')
  await tab.getByRole('combobox', { name: 'Go to or do' }).fill('editions')
  await tab.getByRole('option', { name: 'Approvals and editions' }).waitFor()
  await tab.keyboard.press('Enter')
  await arrives()
  await expect.poll(() => isFocused(tab.locator('#content'))).toBe(true)
})

test('[P444] where something was opened since, approving asks for the reason instead of failing', async () => {
  const { askBo, bo, home, place } = await publishing()
  const approval = await askBo(place.pages.slice(0, 1))
  const tab = await bo.newPage()
  const address = `**/api/**/approvals/${approval}`
  // As it was before the first comment.
  await tab.route(address, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), findings: [] } })
  })
  await tab.goto(`${home}/approvals/${approval}`)
  await tab.getByText('Nothing stands in the way.').waitFor()
  await tab.getByText('I approve').click()
  expect(await tab.getByRole('textbox').count()).toBe(0)
  await tab.unroute(address)
  await tab.getByRole('button', { name: 'Send the answer' }).click()
  await tab.getByText('Something is still open: say why it goes on anyway.').waitFor()
  await tab.getByRole('textbox').fill('It is looked at in January.')
  await tab.getByRole('button', { name: 'Send the answer' }).click()
  await said(tab).getByText('You have approved.').waitFor()
})

async function meOf(tab: Page, url: string): Promise<string> {
  const answer = await tab.request.get(`${url}/api/session`)
  const { person } = (await answer.json()) as { person: { id: string } }
  return person.id
}
