import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, joins, password } from './organisation.ts'
import {
  addressed,
  hasFocus,
  opensPart,
  organised,
  publishes,
  usual,
  writesFeedback,
} from './published-strategy.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

const day = 24 * 3_600_000
const slugField = (tab: Page) => tab.getByLabel('Name in the address')
const saves = (tab: Page) => tab.getByRole('button', { name: 'Save', exact: true }).click()
const saved = (tab: Page) => tab.getByRole('status').getByText('Saved', { exact: true }).waitFor()

test('[P463] a link is made once, opens the edition in a private window, and stops when a new one is made', async () => {
  const place = await organised()
  await addressed(place)
  await publishes(place)
  const tab = await opensPart(place.aino, place, 'settings')
  await tab.getByRole('radio', { name: 'Everybody who reaches this server' }).focus()
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('ArrowDown')
  await tab.getByText('The link is made when you save.').waitFor()
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'The link is ready' }).waitFor()
  await expect
    .poll(() => hasFocus(tab.getByRole('heading', { name: 'The link is ready' })))
    .toBe(true)
  await tab.getByRole('img', { name: 'QR code: Communication strategy' }).waitFor()
  const first = await tab.locator('.link-made .invitation-link').innerText()
  expect(first).toMatch(new RegExp(`^${place.url}/published/ours/enter/[\\w-]{20,}$`))

  const reader = await computer()
  const reads = await reader.newPage()
  expect((await reads.goto(`${place.url}/published/ours/`))?.status()).not.toBe(200)
  await reads.goto(first)
  expect(reads.url()).toBe(`${place.url}/published/ours/`)
  await reads.getByRole('heading', { name: 'Communication strategy' }).waitFor()

  // It is not shown again.
  await tab.reload()
  await tab.getByText('It was shown when it was made').waitFor()
  expect(await tab.content()).not.toContain(first.split('/').at(-1))
  await tab.getByRole('button', { name: 'Make a new link…' }).click()
  await tab.getByRole('dialog').getByText('stops working at once').waitFor()
  await tab.getByRole('dialog').getByRole('button', { name: 'Make a new link' }).click()
  await tab.getByRole('heading', { name: 'The link is ready' }).waitFor()
  const second = await tab.locator('.link-made .invitation-link').innerText()
  expect(second).not.toBe(first)
  expect((await reads.goto(`${place.url}/published/ours/`))?.status()).not.toBe(200)
  expect((await reads.goto(first))?.status()).not.toBe(200)
  expect((await reads.goto(second))?.status()).toBe(200)

  // With a password the link alone is not enough.
  await tab.getByRole('button', { name: 'Set a password' }).click()
  await tab.getByLabel('Password', { exact: true }).fill('short')
  await saves(tab)
  await tab.getByRole('alert').getByText('At least 8 characters.').waitFor()
  await tab.getByLabel('Password', { exact: true }).fill('a password to tell')
  await saves(tab)
  await tab.getByText('A password is asked for beside the link.').waitFor()
  const other = await (await computer()).newPage()
  await other.goto(second)
  await other.getByLabel('Password').fill('a password to tell')
  await other.getByRole('button').click()
  await other.getByRole('heading', { name: 'Communication strategy' }).waitFor()
})

test('[P464] the address is offered, checked as it is written and refused beside the field; changing it warns', async () => {
  const place = await organised()
  const other = (await ask(place.aino, place.url, 'POST', '/api/strategies', {
    name: 'Another',
    everyone: 'editor',
  })) as { id: string }
  const path = `/api/strategies/${other.id}/publication`
  await ask(place.aino, place.url, 'PUT', path, { ...usual, slug: 'taken' })
  const tab = await opensPart(place.aino, place, 'feedback')
  const nav = tab.getByRole('navigation', { name: 'Publishing' })
  await nav.getByText('Settings').click()
  await expect.poll(() => slugField(tab).inputValue()).toBe('communication-strategy')
  await tab.getByText(`${place.url}/published/communication-strategy/`).waitFor()
  await slugField(tab).fill('Not an address')
  await tab.getByRole('alert').getByText('Only small letters').waitFor()
  expect(await slugField(tab).getAttribute('aria-invalid')).toBe('true')
  await saves(tab)
  await tab.getByText('Not saved: see what is marked.').waitFor()
  await slugField(tab).fill('taken')
  await saves(tab)
  await tab.getByRole('alert').getByText('Another strategy has this address.').waitFor()
  await expect.poll(() => hasFocus(slugField(tab))).toBe(true)
  expect(await faults(tab)).toEqual([])
  await slugField(tab).fill('ours')
  await saves(tab)
  await saved(tab)
  await slugField(tab).fill('theirs')
  await tab.getByText(`Links that people have saved to ${place.url}/published/ours/`).waitFor()

  // What is not saved is not left without asking.
  await nav.getByText('Feedback').click()
  const question = tab.getByRole('dialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Stay here' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await slugField(tab).inputValue()).toBe('theirs')
  await tab.goBack()
  await question.getByRole('button', { name: 'Stay here' }).click()
  await saves(tab)
  await saved(tab)
  await nav.getByText('Feedback').click()
  await tab.getByRole('heading', { name: 'Feedback', level: 1 }).waitFor()
})

test('[P465] sites that may show editions are added and taken away one by one, by keys alone, and the server tells browsers', async () => {
  const place = await organised()
  await addressed(place)
  await publishes(place)
  const tab = await opensPart(place.aino, place, 'settings')
  const field = tab.getByLabel('Address that may show them')
  await field.focus()
  await tab.keyboard.press('Enter')
  await tab.getByRole('alert').getByText('Write an address.').waitFor()
  await tab.keyboard.type('not a site')
  await tab.keyboard.press('Enter')
  await tab.getByRole('alert').getByText('This is no address of a site.').waitFor()
  for (const typed of ['intranet.example.org/sites/all', 'https://*.example.com']) {
    await field.fill(typed)
    await tab.keyboard.press('Enter')
    await expect.poll(() => field.inputValue()).toBe('')
  }
  await tab.keyboard.type('https://INTRANET.example.org')
  await tab.keyboard.press('Enter')
  await tab.getByRole('alert').getByText('It is in the list already.').waitFor()
  await field.fill('')
  await saves(tab)
  await saved(tab)
  const policyOf = async () =>
    (await fetch(`${place.url}/published/ours/`)).headers.get('content-security-policy')
  expect(await policyOf()).toContain('https://intranet.example.org https://*.example.com')
  const codes = tab.locator('.snippets pre')
  expect(await codes.nth(0).innerText()).toContain(`src="${place.url}/published/ours/"`)
  const rules = /src="([^"]+rules\.html)"/.exec(await codes.nth(1).innerText())?.[1] ?? ''
  expect((await fetch(rules)).status).toBe(200)
  await tab.getByText(`must first add ${new URL(place.url).host}`).waitFor()

  await tab.getByRole('button', { name: 'Remove https://intranet.example.org' }).focus()
  await tab.keyboard.press('Enter')
  await expect
    .poll(() => hasFocus(tab.getByRole('button', { name: 'Remove https://*.example.com' })))
    .toBe(true)
  await tab.keyboard.press('Enter')
  await expect.poll(() => hasFocus(field)).toBe(true)
  await saves(tab)
  await saved(tab)
  expect(await policyOf()).not.toContain('example.')
})

test('[P466] what a reader writes is answered in the client, and the answer stands at the reader’s address', async () => {
  const place = await organised(12 * day)
  await addressed(place)
  await publishes(place)
  const reader = await computer()
  await writesFeedback(reader, place, 'Who answers at weekends?', 'Matti')
  place.passes(12 * day)
  const tab = await opensPart(place.aino, place, 'feedback')
  const late = tab.getByRole('article', { name: 'Feedback from Matti' })
  await late.getByText('Late: promised by').waitFor()
  // What comes meanwhile is seen without asking for it.
  const status = await writesFeedback(reader, place, 'Thank you.')
  const fresh = tab.getByRole('article', { name: 'Feedback from Without a name' })
  await fresh.getByText('Answer promised by').waitFor()
  await tab.getByRole('heading', { name: '2 wait for an answer' }).waitFor()
  expect(await tab.locator('.feedback-text').allInnerTexts()).toEqual([
    'Who answers at weekends?',
    'Thank you.',
  ])
  expect(await faults(tab)).toEqual([])

  await fresh.getByRole('button', { name: 'Say what became of it' }).focus()
  await tab.keyboard.press('Enter')
  const dialog = tab.getByRole('dialog', { name: 'What became of the feedback?' })
  await dialog.waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('Enter')
  await dialog.getByRole('alert').getByText('Say why, in a sentence.').waitFor()
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('It is in the next edition.')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await fresh.getByText('Adopted', { exact: true }).waitFor()
  await expect.poll(() => hasFocus(fresh)).toBe(true)
  await status.reload()
  await status.getByText('It is in the next edition.').waitFor()
  await status.getByText('Adopted').first().waitFor()

  // It can be said otherwise later.
  await fresh.getByRole('button', { name: 'Change what became of the feedback' }).click()
  expect(await dialog.getByRole('radio', { name: 'Adopted', exact: true }).isChecked()).toBe(true)
  await dialog.getByText('Adopted with changes').click()
  await dialog.getByLabel('Answer and reason').fill('It is there in other words.')
  await dialog.getByRole('button', { name: 'Save the answer' }).click()
  await fresh.getByText('It is there in other words.').waitFor()
  await status.reload()
  await status.getByText('It is there in other words.').waitFor()

  await tab.getByLabel('State').selectOption('Late')
  await late.waitFor()
  expect(await fresh.count()).toBe(0)
  await tab.getByLabel('State').selectOption('Waiting for an answer')
  await late.getByRole('button', { name: 'Say what became of it' }).click()
  await dialog.getByLabel('Answer and reason').fill('Nobody yet.')
  await dialog.getByRole('button', { name: 'Save the answer' }).click()
  await tab.getByText('Nothing here with this choice.').waitFor()
  await expect.poll(() => hasFocus(tab.locator('main'))).toBe(true)
  await tab.getByRole('button', { name: 'Show all' }).click()
  await tab.getByText('Nothing waits for an answer.').waitFor()
})

test('[P467] how many have read it is told by unit, and nothing of fewer than five', async () => {
  const place = await organised()
  const { aino, url } = place
  await addressed(place)
  await publishes(place)
  const unit = async (name: string) =>
    ((await ask(aino, url, 'POST', '/api/units', { name })) as { id: string }).id
  const large = await unit('Customer service')
  const small = await unit('Management')
  const { editions } = (await ask(
    aino,
    url,
    'GET',
    `/api/strategies/${place.strategy}/editions`,
  )) as {
    editions: { id: string }[]
  }
  const readers = async (unit: string | null, n: number, reading: number) => {
    for (let one = 0; one < n; one += 1) {
      const email = `p${one}-${unit}@example.org`
      const person = { name: `Person ${one}`, email, password, ...(unit !== null && { unit }) }
      await ask(aino, url, 'POST', '/api/people', person)
      if (one >= reading) continue
      const who = await computer()
      await ask(who, url, 'POST', '/api/session', { email, password })
      const said = await who.request.post(`${url}/published/ours/read`, {
        form: { edition: editions[0]?.id ?? '' },
        headers: { origin: new URL(url).origin },
      })
      expect(said.status()).toBe(200)
      await who.close()
    }
  }
  const tab = await opensPart(aino, place, 'readings')
  await tab.getByText('Fewer than five of 1 people').waitFor()
  await readers(large, 10, 5)
  await readers(small, 6, 1)
  // Without them the large unit would tell of the small one.
  await readers(null, 5, 4)
  await tab.reload()
  await tab.getByText('10 of 22 people have said that they have read edition 1.0.').waitFor()
  const table = tab.getByRole('table', { name: 'Readings of edition 1.0 by unit' })
  const rows = await table.getByRole('row').allInnerTexts()
  expect(rows.map((row) => row.split(/\s+/).join(' '))).toEqual([
    'Unit People Have read Share',
    'Customer service 10 5 50%',
    'Management 6 Not shown: it would tell of fewer than five',
  ])
  expect(await faults(tab)).toEqual([])
}, 240_000)

test('[P468] everybody says for themselves whether they are named, and who does not lead reads how it is published', async () => {
  const place = await organised()
  await addressed(place)
  const bo = await computer()
  await joins(place.aino, bo, place.url, 'Bo Berg')
  const tab = await opensPart(bo, place, 'settings')
  await tab.getByText('Everybody who reaches this server').waitFor()
  await tab.getByText('promised an answer in 5 working days').waitFor()
  expect(await tab.locator('form').count()).toBe(0)
  const nav = tab.getByRole('navigation', { name: 'Publishing' })
  expect(await nav.getByRole('link').allInnerTexts()).toEqual(['Editions', 'Feedback', 'Settings'])
  const named = tab.getByRole('switch', { name: 'Name me in “How this was made”' })
  expect(await named.isChecked()).toBe(false)
  await named.focus()
  await tab.keyboard.press('Space')
  await tab.getByRole('status').getByText('You are named in what is published.').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.reload()
  await expect.poll(() => named.isChecked()).toBe(true)
  await tab.goto(`${place.url}/strategies/${place.strategy}/publishing/readings`)
  await tab.getByText('Who leads the strategy sees how many have read it.').waitFor()
  await tab.goto(`${place.url}/strategies/${place.strategy}/publishing/feedback`)
  await tab.getByRole('heading', { name: 'Nobody has written yet' }).waitFor()
  expect(await faults(tab)).toEqual([])
})

test('[P469] on a phone every part fits the screen, 320 pixels too, is used with a thumb, and axe finds nothing', async () => {
  const place = await organised(12 * day)
  const long = 'Kuntalaisvuorovaikutussuunnittelutyöryhmän'
  await addressed(place, { reach: 'link', embedding: [`https://${'intranet.'.repeat(8)}org`] })
  await publishes(place)
  const { app, aino } = place
  const settings = `/api/strategies/${place.strategy}/publication`
  await ask(aino, app.url, 'PUT', settings, usual)
  await writesFeedback(await computer(), place, `${long} `.repeat(40), long)
  const small = await phone()
  await ask(small, app.url, 'POST', '/api/session', { email: 'aino@example.org', password })
  for (const part of ['settings', 'feedback', 'readings'] as const) {
    const tab = await opensPart(small, place, part)
    await tab.locator('.readership section').first().waitFor()
    for (const width of [390, 320]) {
      await tab.setViewportSize({ width, height: 780 })
      expect(await tab.evaluate(() => document.documentElement.scrollWidth), part).toBe(width)
      expect(await smallTargets(tab, 'main'), part).toEqual([])
    }
    if (part === 'settings') {
      await tab.getByText('Those who have the link').tap()
      await saves(tab)
      await tab.getByText('The link').first().waitFor()
      await saved(tab)
      await tab.getByRole('button', { name: 'Make a new link…' }).tap()
      await tab.getByRole('dialog').getByRole('button', { name: 'Make a new link' }).tap()
      await tab.locator('.link-made').waitFor()
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      expect(await smallTargets(tab, 'main')).toEqual([])
    }
    if (part === 'feedback') {
      await tab.getByRole('button', { name: 'Show all of it' }).tap()
      await tab.getByRole('button', { name: 'Show less' }).waitFor()
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    expect(await faults(tab), part).toEqual([])
  }
})
