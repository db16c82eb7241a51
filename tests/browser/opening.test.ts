import type { Editor, JSONContent } from '@tiptap/core'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { foundedBy, opens, textOnServer } from './organisation.ts'
import { begins, emptyPage } from './plain-page.ts'

afterEach(expectCleanPages)

const list = (words: string): JSONContent => ({
  type: 'bulletList',
  content: [
    {
      type: 'listItem',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
    },
  ],
})
const field = (type: string, words: string) => ({ type, content: [{ type: 'text', text: words }] })
const card = (n: number): JSONContent => ({
  type: 'ruleCard',
  attrs: { stance: 'do' },
  content: [
    field('ruleText', `Rule ${n}`),
    field('ruleWhy', 'People wait.'),
    field('ruleExample', 'Within a day.'),
    field('ruleAsk', 'The desk.'),
  ],
})

/** Puts blocks at the end of the page. */
async function fills(tab: Page, blocks: readonly JSONContent[]): Promise<void> {
  await tab.evaluate(
    (content) => {
      const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
      const editor = place?.editor
      if (editor === undefined) throw new Error('There is no editor')
      editor.commands.insertContentAt(editor.state.doc.content.size, content)
    },
    [...blocks],
  )
  await untilSaveStateIs(tab, 'Saved')
}

/** Is what is in the n-th list drawn? */
function isDrawn(tab: Page, n: number): Promise<boolean> {
  return tab
    .locator('.page-text > ul p')
    .nth(n)
    .evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }))
}

test('[W236] blocks far away are not drawn once they have been, and no key, search or reader misses them', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await begins(aino, place, await emptyPage(aino, place, 'A long page'))
  await fills(
    tab,
    Array.from({ length: 300 }, (_, n) => list(`Line ${n}.`)),
  )
  const laidOut = tab.locator('.page-text.is-laid-out')
  const height = () => tab.evaluate(() => document.querySelector('.page-text')?.scrollHeight)
  const drawnHeight = await height()
  await expect.poll(() => isDrawn(tab, 250), { timeout: 10_000 }).toBe(false)
  expect(await isDrawn(tab, 0)).toBe(true)
  expect(await height()).toBe(drawnHeight)

  // Readers of the screen and the browser's own search know the whole text.
  expect(await tab.locator('.page-text').ariaSnapshot()).toContain('Line 299.')
  expect(
    await tab.evaluate(() => document.querySelector<HTMLElement>('.page-text')?.innerText),
  ).toContain('Line 299.')
  expect(await faults(tab)).toEqual([])

  // A key that leads there draws it before the browser looks for the place.
  await tab.keyboard.press('Control+End')
  await tab.keyboard.type('Written at the end.')
  await tab.keyboard.press('Control+Home')
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('Home')
  await tab.keyboard.type('Written above. ')
  await untilSaveStateIs(tab, 'Saved')
  await laidOut.waitFor()
  expect(await tab.locator('.page-text > p').first().textContent()).toBe('Written above. ')
  const last = tab.locator('.page-text > ul').last()
  expect(await last.textContent()).toBe('Line 299.Written at the end.')
})

test('[W237] the parts of blocks that can be seen come with the text, the others by themselves', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await emptyPage(aino, place, 'Many rules')
  await fills(
    await begins(aino, place, id),
    Array.from({ length: 30 }, (_, n) => card(n)),
  )
  // As where the browser always has something to do.
  await aino.addInitScript(() => {
    const waiting: (() => void)[] = []
    Object.assign(globalThis, {
      requestIdleCallback: (work: () => void) => waiting.push(work),
      restNow: () => {
        for (const work of waiting.splice(0)) work()
      },
    })
  })
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/pages/${id}`)
  const filled = (n: number) => tab.locator('.rule-card').nth(n).locator('.rule-card-before legend')
  await filled(0).waitFor({ state: 'attached' })
  expect(await filled(29).count()).toBe(0)
  expect(await tab.locator('.rule-card').nth(29).innerText()).toContain('People wait.')
  await tab.locator('.rule-card').nth(20).scrollIntoViewIfNeeded()
  await filled(20).waitFor({ state: 'attached' })
  expect(await filled(29).count()).toBe(0)
  await expect
    .poll(
      async () => {
        await tab.evaluate(() => (globalThis as { restNow?: () => void }).restNow?.())
        return await filled(29).count()
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0)
})

test('[W238] a page that was open here may be written on before the server has answered', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const first = await opens(aino, place)
  await untilSaveStateIs(first, 'Saved')
  await first.close()

  let answer = () => {}
  const answered = new Promise<void>((resolve) => (answer = resolve))
  await aino.route('**/api/**', async (route) => {
    await answered
    await route.continue()
  })
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox] > h1').click()
  await tab.keyboard.press('End')
  await tab.keyboard.type(' written at once')
  answer()
  await untilSaveStateIs(tab, 'Saved')
  expect(await textOnServer(aino, place)).toContain(' written at once')
  await tab.close()

  // Whoever is signed out meanwhile comes to where one signs in.
  await aino.unroute('**/api/**')
  await aino.clearCookies()
  const out = await aino.newPage()
  await out.goto(`${app.url}/pages/${place.pages[0]}`)
  await out.getByLabel('E-mail').waitFor()
  expect(new URL(out.url()).pathname).toBe('/sign-in')
})
