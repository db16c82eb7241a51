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
  writesFeedback,
} from './published-strategy.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

test('[P534] feedback is removed by keys alone, one or several at once, after it was said what goes', async () => {
  const place = await organised()
  await addressed(place)
  await publishes(place)
  const reader = await computer()
  const status = await writesFeedback(reader, place, 'A stranger’s telephone number', 'Matti')
  for (const name of ['Spam 1', 'Spam 2', 'Spam 3']) {
    await writesFeedback(await computer(), place, `Buy ${name}`, name)
    place.passes(60_000)
  }
  const tab = await opensPart(place.aino, place, 'feedback')
  const of = (name: string) => tab.getByRole('article', { name: `Feedback from ${name}` })
  const shown = tab.getByRole('article')
  await expect.poll(() => shown.count()).toBe(4)
  expect(await faults(tab)).toEqual([])

  const one = tab.getByRole('button', { name: 'Remove the feedback from Matti' })
  await one.focus()
  await tab.keyboard.press('Enter')
  const question = tab.getByRole('dialog', { name: 'Remove this feedback for good?' })
  await question.getByText('This cannot be undone.').waitFor()
  expect(await faults(tab)).toEqual([])
  // What can be taken back comes first.
  await expect.poll(() => hasFocus(question.getByRole('button', { name: 'Cancel' }))).toBe(true)
  await tab.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(one)).toBe(true)
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await question.waitFor({ state: 'detached' })
  await expect.poll(() => shown.count()).toBe(3)
  await expect.poll(() => hasFocus(of('Spam 1'))).toBe(true)
  await tab.getByRole('status').getByText('1 message has been removed.').waitFor()
  const gone = await status.reload()
  expect(gone?.status()).toBe(410)
  await status.getByRole('heading', { name: 'Your feedback has been removed' }).waitFor()
  expect(await faults(status)).toEqual([])

  // Several: all that is shown, without one of them.
  const begin = tab.getByRole('button', { name: 'Select several' })
  await begin.focus()
  await tab.keyboard.press('Enter')
  const all = tab.getByRole('checkbox', { name: 'Select all shown (3)' })
  await expect.poll(() => hasFocus(all)).toBe(true)
  const remove = tab.getByRole('button', { name: 'Remove selected' })
  expect(await remove.getAttribute('aria-disabled')).toBe('true')
  await tab.keyboard.press('Space')
  await tab.getByText('3 selected').waitFor()
  expect(await faults(tab)).toEqual([])
  const second = tab.getByRole('checkbox', { name: /^Select the feedback from Spam 2,/ })
  await second.focus()
  await tab.keyboard.press('Space')
  await tab.getByText('2 selected').waitFor()
  expect(await all.evaluate((box) => (box as HTMLInputElement).indeterminate)).toBe(true)
  // What is not shown is not removed, whatever was chosen before.
  await tab.getByLabel('State').selectOption('Answered')
  await tab.getByText('Nothing here with this choice.').waitFor()
  await tab.getByLabel('State').selectOption('All')
  await tab.getByText('2 selected').waitFor()
  await tab.getByRole('button', { name: 'Cancel' }).focus()
  await tab.keyboard.press('Tab')
  expect(await hasFocus(remove)).toBe(true)
  await tab.keyboard.press('Enter')
  const several = tab.getByRole('dialog', { name: 'Remove 2 messages for good?' })
  await several.waitFor()
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await several.waitFor({ state: 'detached' })
  await expect.poll(() => shown.count()).toBe(1)
  await of('Spam 2').waitFor()
  await expect.poll(() => hasFocus(begin)).toBe(true)
  await tab.getByRole('status').getByText('2 messages have been removed.').waitFor()

  // Others see it without asking, and whoever only answers for a page is not offered it.
  const bo = await computer()
  await joins(place.aino, bo, place.url, 'Bo Berg')
  const other = await opensPart(place.aino, place, 'feedback')
  await other.getByRole('article', { name: 'Feedback from Spam 2' }).waitFor()
  await tab.getByRole('button', { name: 'Remove the feedback from Spam 2' }).click()
  await tab.getByRole('button', { name: 'Remove for good' }).click()
  await other.getByRole('heading', { name: 'Nobody has written yet' }).waitFor()
  await tab.getByRole('heading', { name: 'Nobody has written yet' }).waitFor()
  await tab.getByRole('status').getByText('1 message has been removed.').waitFor()
  expect(await faults(tab)).toEqual([])
}, 120_000)

test('[P535] on a phone feedback is chosen and removed with a thumb, in every language, and axe finds nothing', async () => {
  const place = await organised()
  await addressed(place)
  await publishes(place)
  await writesFeedback(await computer(), place, 'Buy this', 'Kuntalaisvuorovaikutussuunnittelija')
  await writesFeedback(await computer(), place, 'Buy that')
  const email = 'aino@example.org'
  const words = {
    en: ['Select several', 'Remove selected', 'Remove 2 messages for good?', 'Cancel'],
    fi: ['Valitse useita', 'Poista valitut', 'Poistetaanko 2 palautetta pysyvästi?', 'Peruuta'],
    nb: ['Velg flere', 'Fjern de valgte', 'Fjerne 2 tilbakemeldinger for godt?', 'Avbryt'],
    sv: ['Välj flera', 'Ta bort de valda', 'Ta bort 2 meddelanden för gott?', 'Avbryt'],
  } as const
  for (const [language, [select, remove, title, cancel]] of Object.entries(words)) {
    const small = await phone()
    await ask(small, place.url, 'POST', '/api/session', { email, password })
    await ask(small, place.url, 'PATCH', '/api/me', { language })
    const tab = await opensPart(small, place, 'feedback')
    await tab.getByRole('button', { name: select }).tap()
    await tab.getByRole('checkbox').first().tap()
    for (const width of [390, 320]) {
      await tab.setViewportSize({ width, height: 780 })
      expect(await tab.evaluate(() => document.documentElement.scrollWidth), language).toBe(width)
      expect(await smallTargets(tab, 'main'), language).toEqual([])
    }
    expect(await faults(tab), language).toEqual([])
    await tab.getByRole('button', { name: remove }).tap()
    const question = tab.getByRole('dialog', { name: title })
    await question.waitFor()
    expect(await smallTargets(tab, 'dialog'), language).toEqual([])
    expect(await faults(tab), language).toEqual([])
    await question.getByRole('button', { name: cancel }).tap()
    await question.waitFor({ state: 'detached' })
    await small.close()
  }
}, 120_000)
