import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { DiscussedPage } from '../support/discussed-page.ts'
import { comeIn, invite } from '../support/invitations.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { fieldIn, opensTalk, sitsAt } from './talking.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

const wide = { viewport: { width: 1440, height: 900 } }

test('[M109] a guest on a phone reads, answers and comments in a sheet under the text', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const id = await talk.says('listen before we talk')
  const { code } = await invite(wiki.aino, wiki.strategy, { role: 'commenter' })
  const { browser } = await comeIn(wiki.aino, code)
  const hand = await phone()
  await sitsAt(hand, { browser })
  const tab = await hand.newPage()
  await tab.goto(`${talk.app.url}/pages/${talk.page}`)
  const marker = tab.getByRole('button', { name: '1 comment here' })
  await marker.waitFor()
  expect(await faults(tab)).toEqual([])
  await marker.tap()
  const sheet = tab.getByRole('dialog', { name: 'Comments' })
  const seen = sheet.locator(`[data-card="${id}"]`)
  await seen.getByText('Really?', { exact: true }).waitFor()
  // The passage stays in sight above the sheet.
  const inSight = () =>
    tab.evaluate(() => {
      const passage = document.querySelector('.page-text .commented')?.getBoundingClientRect()
      const over = document.querySelector('dialog.comment-sheet')?.getBoundingClientRect()
      return passage !== undefined && over !== undefined && passage.bottom <= over.top
    })
  await expect.poll(inSight).toBe(true)
  expect(await faults(tab)).toEqual([])
  expect(await smallTargets(tab, 'dialog.comment-sheet')).toEqual([])
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await fieldIn(seen, 'Answer Aino').fill('Ask the guests, too.')
  await seen.getByRole('button', { name: 'Answer', exact: true }).tap()
  await seen.locator('.words', { hasText: 'Ask the guests, too.' }).waitFor()
  await seen.locator('.tag', { hasText: 'guest' }).waitFor()
  expect(await smallTargets(tab, 'dialog.comment-sheet')).toEqual([])
  await sheet.getByRole('button', { name: 'Comment on the page' }).tap()
  await sheet.locator('.thread.is-draft textarea').fill('It is short.')
  await sheet.getByRole('button', { name: 'Comment', exact: true }).tap()
  await sheet.locator('article.thread', { hasText: 'It is short.' }).waitFor()
  // Dismissed by a touch on the text; the focus is where it was.
  await tab.touchscreen.tap(150, 200)
  await sheet.waitFor({ state: 'detached' })
  await tab.getByRole('button', { name: 'Show the comments 2 open comments' }).waitFor()
  const texts = (await talk.thread(id)).comments.map(({ text }) => text)
  expect(texts).toEqual(['Really?', 'Ask the guests, too.'])
  wiki.leave()
}, 120_000)

test('[M110] by keys alone one goes from the text to a thread, through the list, and back', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const bo = await wiki.person('Bo', 'commenter')
  const one = await talk.says('listen before we talk', { who: bo })
  const two = await talk.says('hears of a change', { who: bo })
  const here = await computer(wide)
  const tab = await opensTalk(here, talk, wiki.aino)
  await tab.locator('article.thread').nth(1).waitFor()
  const at = () => tab.evaluate(() => document.activeElement?.getAttribute('data-card') ?? null)
  await tab.locator('.page-text').focus()
  await tab.keyboard.press('Control+Home')
  await tab.keyboard.press('Alt+PageDown')
  await tab.locator('.page-text .commented.is-chosen').waitFor()
  await tab.keyboard.press('Control+Alt+Enter')
  await expect.poll(at).toBe(one)
  await tab.keyboard.press('ArrowDown')
  await expect.poll(at).toBe(two)
  await tab.keyboard.press('k')
  await expect.poll(at).toBe(one)
  await tab.keyboard.press('End')
  await expect.poll(at).toBe(two)
  await tab.keyboard.press('Home')
  await expect.poll(at).toBe(one)
  // One stop for all of them; the next key goes into the card.
  expect(await tab.locator('article.thread[tabindex="0"]').count()).toBe(1)
  await tab.keyboard.press('Enter')
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.closest('article') !== null))
    .toBe(true)
  const field = fieldIn(tab.locator(`[data-card="${one}"]`), 'Answer Bo')
  for (let n = 0; n < 12 && !(await field.evaluate((one) => one === document.activeElement)); n++) {
    await tab.keyboard.press('Tab')
  }
  // Somebody is mentioned without a mouse.
  await tab.keyboard.type('Yes, @bo')
  await tab.locator('.mention-list [role=option]', { hasText: 'Bo' }).waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('Yes, @Bo ')
  await tab.keyboard.type('knows.')
  await tab.getByText('Mentions Bo').waitFor()
  await tab.keyboard.press('Control+Enter')
  await expect
    .poll(async () => (await talk.thread(one)).comments.at(-1)?.text)
    .toBe(`Yes, @{person:${bo.person.id}} knows.`)
  await tab.locator('.mention', { hasText: '@Bo' }).waitFor()
  // Back to the text, at the passage.
  await tab.keyboard.press('Escape')
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.className ?? ''))
    .toContain('page-text')
  const caret = await tab.evaluate(() => getSelection()?.anchorNode?.textContent ?? '')
  expect(caret).toMatch(/talk|always/)
  wiki.leave()
}, 120_000)

test('[M111] what one may not say and why: readers, a locked page, the trash; nothing said yet', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const cara = await wiki.person('Cara', 'reader')
  const [here, there] = await Promise.all([computer(wide), computer(wide)])
  const tab = await opensTalk(here, talk, wiki.aino)
  const hers = await opensTalk(there, talk, cara)
  for (const [each, words] of [
    [tab, 'Select words in the text and choose Comment, or say something about the page.'],
    [hers, 'Those who may comment here can say something about the text.'],
  ] as const) {
    await each.getByRole('button', { name: 'Comments', exact: true }).click()
    await each.getByText('Nothing has been said here yet').waitFor()
    await each.getByText(words).waitFor()
    expect(await faults(each)).toEqual([])
  }
  expect(await hers.getByRole('button', { name: 'Comment on the page' }).count()).toBe(0)
  const id = await talk.says('listen before we talk')
  const seen = tab.locator(`[data-card="${id}"]`)
  await seen.click()
  await fieldIn(seen, 'Answer Aino').waitFor()
  const body = { locked: true }
  await wiki.aino.browser.does('changePageAccess', { params: talk.params, body })
  await seen.getByText('The page is locked. Nobody comments until').waitFor()
  expect(await seen.locator('textarea').count()).toBe(0)
  await wiki.aino.browser.does('changePageAccess', {
    params: talk.params,
    body: { locked: false },
  })
  await fieldIn(seen, 'Answer Aino').waitFor()
  await wiki.aino.browser.does('trashPage', { params: talk.params })
  await seen.getByText('The page is in the trash.').waitFor()
  wiki.leave()
}, 120_000)

test('[M117] a page is watched or not, and what was said on it is taken home', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  await talk.says('listen before we talk')
  const here = await computer(wide)
  const tab = await opensTalk(here, talk, wiki.aino)
  const more = tab.getByRole('button', { name: 'More about the comments' })
  const watching = async () =>
    (await wiki.aino.browser.does('getPageWatch', { params: talk.params })).watching
  const before = await watching()
  await more.click()
  expect(await faults(tab)).toEqual([])
  const names = ['Watch this page', 'Stop watching this page']
  await tab.getByRole('menuitem', { name: names[Number(before)] ?? '' }).click()
  await expect.poll(watching).toBe(!before)
  await more.click()
  await tab.getByRole('menuitem', { name: names[Number(!before)] ?? '' }).waitFor()
  const download = tab.waitForEvent('download')
  await tab.getByRole('menuitem', { name: 'Download as Markdown' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.md$/)
  wiki.leave()
})

test('[M155] from the palette one comments on the page, shows and hides comments, and goes to the next', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const ids = [await talk.says('It begins'), await talk.says('Nobody hears')]
  const tab = await opensTalk(await computer(wide), talk, wiki.aino)
  const cards = tab.locator('.comments-margin article.thread')
  await cards.nth(1).waitFor()
  const palette = tab.getByRole('dialog', { name: 'Go to or do' })
  const does = async (page: Page, words: string) => {
    await page.keyboard.press('Control+Shift+k')
    await page.getByRole('dialog', { name: 'Go to or do' }).waitFor()
    await page.keyboard.type(words)
    await page.getByRole('option', { name: words }).first().waitFor()
    await page.keyboard.press('Enter')
  }
  const focusedCard = () =>
    tab.evaluate(() => document.activeElement?.closest('article')?.dataset['card'])
  for (const id of ids) {
    await does(tab, 'Next comment')
    await expect.poll(focusedCard).toBe(id)
  }
  await does(tab, 'Hide the comments')
  await expect.poll(() => cards.count()).toBe(0)
  await does(tab, 'Show the comments')
  await cards.first().waitFor()

  await tab.keyboard.press('Control+Shift+k')
  await palette.waitFor()
  await tab.keyboard.type('Comment on this page')
  const option = palette.getByRole('option').first()
  await option.getByText('Ctrl+Alt+M').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.keyboard.press('Enter')
  await tab.locator('.thread.is-draft textarea:focus').waitFor()
  await tab.keyboard.type('It is short.')
  await tab.keyboard.press('Control+Enter')
  await cards.filter({ hasText: 'It is short.' }).waitFor()

  // Who only reads is not offered what is refused.
  const kai = await wiki.person('Kai', 'reader')
  const other = await opensTalk(await computer(wide), talk, kai)
  await other.locator('.comments-margin article.thread').first().waitFor()
  await does(other, 'Hide the comments')
  await other.keyboard.press('Control+Shift+k')
  await other.keyboard.type('comment')
  await other.getByRole('option', { name: 'Show the comments' }).waitFor()
  expect(await other.getByRole('option', { name: 'Comment on this page' }).count()).toBe(0)
  wiki.leave()
}, 120_000)
