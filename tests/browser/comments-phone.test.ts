/** What is said about a page, on a phone. */
import { afterEach, expect, test } from 'vitest'
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
