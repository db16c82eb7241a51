import { afterEach, expect, test } from 'vitest'
import { type AppOverrides, startApp } from '../support/app.ts'
import { MailServer } from '../support/mail-server.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { answers, begins, ends } from './discussed.ts'
import { ask, foundedBy, joins, opens, password } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

/** The machine may be busy: what comes late is no fault here. */
const busy = { timeout: 10_000 }

async function talkoot(overrides: AppOverrides = {}) {
  const app = await startApp(overrides)
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const { person } = (await ask(aino, app.url, 'GET', '/api/session')) as {
    person: { id: string }
  }
  return { app, aino, bo, place, me: person.id }
}

test('[M130] the bell counts what is unread, after what one came for, and goes on by itself', async () => {
  const { aino, bo, place, me } = await talkoot()
  const tab = await aino.newPage()
  const asked: string[] = []
  let textThere = false
  tab.on('request', (request) => {
    if (request.url().endsWith('/api/notices/unread')) asked.push(textThere ? 'after' : 'before')
  })
  await begins(bo, place, 1, `@{person:${me}} is this enough?`)
  await tab.goto(`${place.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox]').waitFor()
  textThere = true
  const rail = tab.getByRole('navigation', { name: /^Pages/ })
  await rail.getByRole('link', { name: 'Inbox, 1 unread' }).waitFor()
  expect(asked).toEqual(['after'])
  // The next one comes while one looks.
  await begins(bo, place, 2, `And @{person:${me}} this?`)
  await rail.getByRole('link', { name: 'Inbox, 2 unread' }).waitFor()
  // Where the rail is folded away its button says it.
  await tab.setViewportSize({ width: 390, height: 844 })
  await tab.getByRole('button', { name: /2 unread/ }).click()
  await tab.getByRole('dialog').getByRole('link', { name: 'Inbox, 2 unread' }).click()
  await tab.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()
})

test('[M131][M132][M133][M134] the inbox says who did what where, is filtered, read and left unread by keys alone', async () => {
  const { aino, bo, place, me } = await talkoot()
  await ask(aino, place.url, 'PATCH', `/api/pages/${place.pages[1]}`, { owner: me })
  const mine = await begins(aino, place, 0, 'Whom do we mean by young people?')
  await answers(bo, place, 0, mine, 'Everybody under thirty.')
  await ends(bo, place, 0, mine, { fate: 'adopted', reason: 'The page names the ages now.' })
  await begins(bo, place, 1, 'Which three matter most?')
  const mention = await begins(bo, place, 2, `@{person:${me}} who answers on Sundays?`)
  await ends(bo, place, 2, mention, { fate: 'answered', reason: '' })
  const tab = await aino.newPage()

  // By the palette, and from there on by keys.
  await tab.goto(place.url)
  await tab.locator('.rail').waitFor()
  await tab.keyboard.press('Control+k')
  await tab.getByRole('combobox').fill('inbox')
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'Today' }).waitFor()
  const rows = tab.locator('.inbox-row')
  await expect
    .poll(() => tab.locator('.inbox-what').allTextContents(), busy)
    .toEqual([
      'Unread: Bo Berg mentioned you on How we work',
      'Unread: Bo Berg commented on Goals, which you answer for',
      'Unread: Bo Berg adopted your contribution on Customers',
      'Unread: Bo Berg answered in a conversation on Customers',
    ])
  await rows.nth(0).getByText('@Aino Koskinen who answers on Sundays?').waitFor()
  await rows.nth(2).getByText('The page names the ages now.').waitFor()
  expect(await faults(tab)).toEqual([])

  // Arrow keys go from one to the next, the button after each takes it as read, and back.
  await tab.locator('.inbox-what').first().focus()
  await tab.keyboard.press('End')
  await tab.keyboard.press('ArrowUp')
  await tab.keyboard.press('ArrowUp')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await tab.getByRole('link', { name: 'Inbox, 3 unread' }).waitFor()
  expect(await rows.nth(1).getAttribute('class')).toBe('inbox-row')
  await tab.keyboard.press('Enter')
  await tab.getByRole('link', { name: 'Inbox, 4 unread' }).waitFor()

  // One kind; then what is unread. What is read there stays in sight until one goes elsewhere.
  const filter = tab.getByRole('navigation', { name: 'What to show' })
  await filter.getByRole('link', { name: /^What became of it/ }).focus()
  await tab.keyboard.press('Enter')
  await expect.poll(() => rows.count()).toBe(1)
  expect(new URL(tab.url()).search).toBe('?show=fate')
  await filter.getByRole('link', { name: /^Unread/ }).press('Enter')
  await expect.poll(() => rows.count()).toBe(4)
  await tab.getByRole('button', { name: /^Mark as read: Bo Berg commented/ }).press('Enter')
  await tab.getByRole('link', { name: 'Inbox, 3 unread' }).waitFor()
  expect(await rows.count()).toBe(4)
  await filter.getByRole('link', { name: 'All' }).press('Enter')
  await filter.getByRole('link', { name: /^Unread/ }).press('Enter')
  await expect.poll(() => rows.count()).toBe(3)

  // Enter goes to the conversation, and it is read.
  await tab.locator('.inbox-what').first().press('Enter')
  await tab.waitForURL(`**/pages/${place.pages[2]}?thread=${mention.id}`)
  await tab.getByRole('link', { name: 'Inbox, 2 unread' }).waitFor()
  await tab.goBack()
  await expect.poll(() => rows.count()).toBe(2)
  await tab.getByRole('button', { name: 'Mark all as read' }).press('Enter')
  await tab.getByText('Everything is marked as read.').waitFor({ state: 'attached' })
  await tab.getByRole('link', { name: 'Inbox', exact: true }).first().waitFor()
  await tab.reload()
  await tab.getByText('You have read everything.').waitFor()
  const { unread } = (await ask(aino, place.url, 'GET', '/api/notices/unread')) as {
    unread: number
  }
  expect(unread).toBe(0)
})

test('[M135] on a phone the inbox is read with a thumb; empty it says what it is for, cut off that it is', async () => {
  const { app, bo, place, me } = await talkoot()
  const small = await phone()
  const email = 'aino@example.org'
  await ask(small, app.url, 'POST', '/api/session', { email, password })
  const tab = await small.newPage()
  await tab.goto(`${app.url}/inbox`)
  await tab.getByText('Nothing has come yet').waitFor()
  expect(await faults(tab)).toEqual([])
  const long = 'Kuntalaisvuorovaikutussuunnittelutyöryhmän'.repeat(6)
  await begins(bo, place, 1, `@{person:${me}} ${long}`)
  await tab.locator('.inbox-row').waitFor()
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  // Of a notice the whole row leads to it.
  const small44 = await smallTargets(tab)
  expect(small44.filter((target) => !target.includes('inbox-what'))).toEqual([])
  expect((await tab.locator('.inbox-row').boundingBox())?.height).toBeGreaterThan(60)
  expect(await faults(tab)).toEqual([])
  await tab.locator('.inbox-row').tap({ position: { x: 150, y: 60 } })
  await tab.waitForURL('**/pages/*?thread=*')
  await tab.goBack()
  await tab.getByRole('button', { name: /^Mark as unread/ }).tap()
  await tab.getByRole('button', { name: /^Mark as read/ }).tap()
  await tab.getByRole('button', { name: /^Mark as unread/ }).waitFor()
  await small.route('**/api/notices', (route) => route.abort())
  await tab.reload()
  await tab.getByRole('button', { name: 'Try again' }).waitFor()
  expect(await faults(tab)).toEqual([])
  await small.unroute('**/api/notices')
  await tab.getByRole('button', { name: 'Try again' }).tap()
  await tab.locator('.inbox-row').waitFor()
})

test('[M136][M137] without e-mail one chooses of what to be told, and is told that it is so', async () => {
  const { aino, bo, place, me } = await talkoot()
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/account#notices`)
  await tab.getByText('This Talkoot sends no e-mail.').waitFor()
  const choice = tab.getByLabel('Somebody mentions me or my unit')
  expect(await choice.locator('option').allTextContents()).toEqual(['Not at all', 'Inbox'])
  expect(await choice.inputValue()).toBe('inbox')
  await choice.selectOption('off')
  await tab.getByText('Saved: Somebody mentions me or my unit, Not at all').waitFor()
  expect(await faults(tab)).toEqual([])
  await begins(bo, place, 1, `@{person:${me}} can you hear me?`)
  await tab.reload()
  await expect.poll(() => choice.inputValue(), busy).toBe('off')
  await choice.selectOption('inbox')
  await tab.getByText('Saved: Somebody mentions me or my unit, Inbox').waitFor()
  await begins(bo, place, 1, `@{person:${me}} and now?`)
  await tab.getByRole('link', { name: 'Inbox, 1 unread' }).waitFor()
})

test('[M138][M140] where e-mail is sent each kind has its way and the digest its hour; the link in a letter stops its kind, signed out', async () => {
  const mailbox = await MailServer.start()
  const from = { name: 'Talkoot', address: 'talkoot@example.org' }
  const { app, aino, bo, place, me } = await talkoot({
    config: { mail: { url: mailbox.url, from } },
    mailTimes: { look: 100, gather: 100, apart: 100 },
  })
  // Letters lead there.
  await ask(aino, app.url, 'PATCH', '/api/organisation', { address: 'https://wiki.example.org' })
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/account#notices`)
  await tab.getByText('E-mail goes to aino@example.org.').waitFor()
  const choice = tab.getByLabel('What became of something that I said or proposed')
  expect(await choice.inputValue()).toBe('digest')
  await choice.selectOption({ label: 'Inbox only' })
  await tab.getByText(/^Saved: What became of .*, Inbox only$/).waitFor()
  await tab.getByLabel('Time of day').selectOption('16:00')
  await tab.getByText(/^Saved: every day at 16:00, /).waitFor()
  const zones = tab.getByLabel('Time zone')
  const here = await tab.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  expect(await zones.locator('option').first().getAttribute('value')).toBe(here)
  await zones.selectOption('Asia/Tokyo')
  await tab.getByText('Saved: every day at 16:00, Asia/Tokyo').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.reload()
  await expect.poll(() => zones.inputValue(), busy).toBe('Asia/Tokyo')
  expect([await choice.inputValue(), await tab.getByLabel('Time of day').inputValue()]).toEqual([
    'inbox',
    '16',
  ])

  await begins(bo, place, 1, `@{person:${me}} is this enough?`)
  await expect.poll(() => mailbox.letters.length, busy).toBe(1)
  const link = /\/notices\/stop\/[\w.-]+/.exec(mailbox.letters[0]?.text ?? '')?.[0] ?? ''
  const nobody = await phone()
  const reader = await nobody.newPage()
  await reader.goto(app.url + link)
  await reader.getByRole('heading', { name: 'No more e-mail when you are mentioned?' }).waitFor()
  await reader.getByRole('button', { name: 'Stop the e-mail' }).tap()
  await reader.getByRole('heading', { name: 'You get no more e-mail of this kind' }).waitFor()
  expect(await faults(reader)).toEqual([])
  expect(await smallTargets(reader)).toEqual([])
  await tab.reload()
  const mentions = tab.getByLabel('Somebody mentions me or my unit')
  await expect.poll(() => mentions.inputValue(), busy).toBe('inbox')
  // It still comes to the inbox, and what else is to be changed is where the link leads.
  await begins(bo, place, 1, `@{person:${me}} and this?`)
  await tab.getByRole('link', { name: 'Inbox, 2 unread' }).waitFor()
  expect(mailbox.letters.length).toBe(1)
  await reader.getByRole('link', { name: 'Choose what you are sent' }).tap()
  await reader.waitForURL('**/sign-in?back=*')
})

test('[M139] a strategy is watched from its home and a page from its menu; both are stopped in one place', async () => {
  const { aino, bo, place } = await talkoot()
  const tab = await bo.newPage()
  await tab.goto(`${place.url}/strategies/${place.strategy}`)
  const watch = tab.getByRole('button', { name: 'Watch', exact: true })
  expect(await watch.getAttribute('aria-pressed')).toBe('false')
  await watch.click()
  await expect.poll(() => watch.getAttribute('aria-pressed')).toBe('true')
  await begins(aino, place, 3, 'Does anybody read this?')
  await tab.getByRole('link', { name: 'Inbox, 1 unread' }).waitFor()

  const page = await opens(bo, place, 1)
  await page.getByRole('button', { name: 'What to do with Goals' }).last().click()
  await page.getByRole('menuitem', { name: 'Watch…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('You watch the whole strategy, and with it this page.').waitFor()
  expect(await faults(page, ['scrollable-region-focusable'])).toEqual([])
  await dialog.getByRole('button', { name: 'Watch', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })

  await tab.goto(`${place.url}/account#notices`)
  const list = tab.locator('.account-section', { hasText: 'What you watch' }).locator('li')
  await expect.poll(() => list.count(), busy).toBe(2)
  await tab.getByRole('button', { name: 'Stop watching Communication strategy' }).click()
  await tab.getByText('You no longer watch Communication strategy.').waitFor()
  expect(await list.count()).toBe(1)
  await tab.getByRole('button', { name: 'Stop watching Goals' }).click()
  await tab.getByText('You watch nothing yet.').waitFor()
  expect(await faults(tab)).toEqual([])
})

test('[M140] a link that is not known says so to whoever opens it, signed in or not', async () => {
  const app = await startApp()
  const nobody = await phone()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await nobody.newPage()
  await tab.goto(`${app.url}/notices/stop/mention.${'a'.repeat(20)}.${'b'.repeat(43)}`)
  await tab.getByRole('heading', { name: 'No more e-mail when you are mentioned?' }).waitFor()
  expect(await faults(tab)).toEqual([])
  expect(await smallTargets(tab)).toEqual([])
  await tab.getByRole('button', { name: 'Stop the e-mail' }).tap()
  await tab.getByRole('heading', { name: 'This link is not known' }).waitFor()
  expect(await faults(tab)).toEqual([])
})

test('[M141][M142] a strategy says what share of contributions is answered, and where the others wait', async () => {
  const { aino, bo, place, me } = await talkoot()
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/strategies/${place.strategy}`)
  const board = tab.getByRole('region', { name: 'What became of contributions' })
  await board.getByText('Nobody has commented on a page yet.').waitFor()
  expect(await faults(tab)).toEqual([])

  await ask(aino, place.url, 'PATCH', `/api/pages/${place.pages[2]}`, { owner: me })
  const [one, two, three] = [
    await begins(bo, place, 0, 'One'),
    await begins(bo, place, 0, 'Two'),
    await begins(bo, place, 1, 'Three'),
  ]
  await begins(bo, place, 2, 'Four')
  await ends(aino, place, 0, one, { fate: 'adopted', reason: 'It says so now.' })
  await ends(aino, place, 0, two, { fate: 'declined', reason: 'We can’t.' })
  await answers(aino, place, 1, three, 'Let us talk about it.')
  await board.getByText('50% answered').waitFor()
  await board.getByText('4 contributions').waitFor()
  const bars = () => board.locator('.board-bars li').allTextContents()
  await expect
    .poll(bars, busy)
    .toEqual([
      'Adopted1',
      'Adopted with changes0',
      'Merged0',
      'Answered0',
      'Parked0',
      'Declined1',
      'Open: being talked about1',
      'Open: nobody has replied yet1',
    ])
  // What one answers for comes first.
  expect(await board.locator('.board-pages li').allTextContents()).toEqual([
    'How we work1 open1 without a replyyou answer for it',
    'Goals1 openall with a reply',
  ])
  expect(await faults(tab)).toEqual([])
  await ends(aino, place, 1, three, { fate: 'parked', reason: 'Next year.' })
  await board.getByText('75% answered').waitFor()
  await board.getByRole('link', { name: 'How we work' }).click()
  await tab.waitForURL(`**/pages/${place.pages[2]}`)
})
