/** What is said about a page, on a phone. */
import { afterEach, expect, test } from 'vitest'
import { node } from '../support/blocks.ts'
import { DiscussedPage } from '../support/discussed-page.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { opensTalk } from './talking.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

test('[M152] who gave a sign is read on a phone and by keys', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const [bo, kai] = [await wiki.person('Bo', 'commenter'), await wiki.person('Kai', 'reader')]
  const id = await talk.says('listen before we talk')
  const [first] = (await talk.thread(id)).comments
  if (first === undefined) throw new Error('nothing was said')
  const params = { ...talk.params, thread: id, comment: first.id }
  for (const [who, name] of [
    [wiki.aino, 'agree'],
    [bo, 'agree'],
    [bo, 'idea'],
  ] as const) {
    await who.browser.does('react', { params, body: { name, on: true } })
  }

  // Who reads only has no button to touch, and still learns it.
  const tab = await opensTalk(await phone(), talk, kai, id)
  const sheet = tab.getByRole('dialog', { name: 'Comments' })
  const givers = sheet.locator('.givers')
  const names = givers.getByRole('definition')
  await givers.getByText('Who answered with signs').tap()
  await names.first().waitFor()
  expect(await names.allTextContents()).toEqual(['Aino', 'Bo', 'Bo'])
  expect(await givers.getByRole('term').allTextContents()).toEqual(['I agree', 'Good idea'])
  expect(await faults(tab)).toEqual([])
  expect(await smallTargets(tab, 'dialog.comment-sheet')).toEqual([])

  const desk = await opensTalk(await computer(), talk, bo, id)
  const summary = desk.locator('.givers summary')
  await summary.focus()
  expect(await desk.locator('.givers dd').first().isVisible()).toBe(false)
  await desk.keyboard.press('Enter')
  await desk.locator('.givers dd').first().waitFor()
  expect(await faults(desk)).toEqual([])
  wiki.leave()
}, 120_000)

test('[M153] on a phone the passage stands wholly above the sheet, the thread at the top of its list', async () => {
  const filler = Array.from({ length: 12 }, (_, n) =>
    node(
      'paragraph',
      null,
      `Paragraph ${n} says what it says at some length, as such do everywhere.`,
    ),
  )
  const talk = await DiscussedPage.begin([
    ...filler,
    node(
      'paragraph',
      null,
      'Here begins a passage that is long enough for two or three lines on a phone, and it ends here.',
    ),
    ...filler.slice(0, 6),
    node('paragraph', null, 'The last of them ends the page.'),
  ])
  const { wiki } = talk
  for (let n = 0; n < 5; n++) await talk.says(`Paragraph ${n} says`)
  const long = await talk.says(
    'begins a passage that is long enough for two or three lines on a phone, and it ends here',
  )
  const last = await talk.says('ends the page')
  const tab = await opensTalk(await phone(), talk, wiki.aino)
  const standing = (id: string) =>
    tab.evaluate((thread) => {
      const rect = (selector: string) => document.querySelector(selector)?.getBoundingClientRect()
      const passage = rect(`.page-text [data-threads~="${thread}"]`)
      const sheet = rect('dialog.comment-sheet')
      const list = rect('.sheet-list')
      const card = rect(`[data-card="${thread}"]`)
      const shell = document.elementFromPoint(195, 4)?.closest('header, .app-bar, .page-bar')
      const head = rect('.sheet-head')
      if (!passage || !sheet || !head || !list || !card) return null
      return {
        air: passage.bottom <= sheet.top - 16,
        under: passage.top >= (shell?.getBoundingClientRect().bottom ?? 0),
        head: head.top >= sheet.top,
        card: Math.abs(card.top - list.top) <= 16,
      }
    }, id)
  for (const id of [long, last]) {
    await tab.goto(`${talk.app.url}/pages/${talk.page}?thread=${id}`)
    await expect
      .poll(() => standing(id))
      .toEqual({ air: true, under: true, head: true, card: true })
    const card = tab.locator(`[data-card="${id}"]`)
    // By keys to the one before, and back.
    await card.press('ArrowUp')
    await tab.locator(`[data-card][data-chosen]:not([data-card="${id}"])`).waitFor()
    await tab.keyboard.press('ArrowDown')
    await expect
      .poll(() => standing(id))
      .toEqual({ air: true, under: true, head: true, card: true })
  }
  expect(await faults(tab)).toEqual([])
  wiki.leave()
}, 120_000)
