import { afterEach, expect, test } from 'vitest'
import { DiscussedPage } from '../support/discussed-page.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'
import { fieldIn, opensTalk, selects } from './talking.ts'

afterEach(expectCleanPages)

const wide = { viewport: { width: 1440, height: 900 } }

test('[M104] what is written survives a reload and is sent once when the connection is back', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const id = await talk.says('listen before we talk')
  const here = await computer(wide)
  const tab = await opensTalk(here, talk, wiki.aino, id)
  const seen = tab.locator(`[data-card="${id}"]`)
  const answer = fieldIn(seen, 'Answer Aino')
  await answer.fill('Half a thou')
  await selects(tab, 'Nobody hears')
  await tab.keyboard.press('Control+Alt+m')
  const begun = tab.locator('.thread.is-draft')
  await begun.locator('textarea').fill('From whom')
  await tab.keyboard.press('Escape')
  // The focus is in the text again, where the passage is.
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.className ?? ''))
    .toContain('page-text')
  await tab.reload()
  expect(await answer.inputValue()).toBe('Half a thou')
  expect(await begun.locator('textarea').inputValue()).toBe('From whom')
  await begun.getByText('Nobody hears').waitFor()

  // Without a connection it waits, through another answer too.
  await here.setOffline(true)
  await answer.fill('Half a thought.')
  await answer.press('Control+Enter')
  await seen.getByText('Will be sent when there is a connection').waitFor()
  expect(await faults(tab)).toEqual([])
  await begun.locator('textarea').fill('From whom?')
  await begun.locator('textarea').press('Control+Enter')
  await begun.getByText('Will be sent when there is a connection').waitFor()
  await here.setOffline(false)
  await seen.getByText('Half a thought.', { exact: true }).waitFor()
  await tab.locator('article.thread', { hasText: 'From whom?' }).waitFor()
  await expect.poll(() => begun.count()).toBe(0)
  const { threads } = await wiki.aino.browser.does('listThreads', { params: talk.params })
  expect(threads.map(({ comments }) => comments.map(({ text }) => text))).toEqual([
    ['Really?', 'Half a thought.'],
    ['From whom?'],
  ])
  wiki.leave()
}, 120_000)

test('[M105] an answer that was lost, and another tab, send nothing twice', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const id = await talk.says('listen before we talk')
  const here = await computer(wide)
  // The server takes it, and its answer never comes.
  let lost = 0
  await here.route('**/comments', async (route) => {
    if (lost >= 2) return route.continue()
    lost += 1
    await route.fetch()
    return route.abort()
  })
  const one = await opensTalk(here, talk, wiki.aino, id)
  const two = await opensTalk(here, talk, wiki.aino, id)
  const [seen, there] = [one, two].map((tab) => tab.locator(`[data-card="${id}"]`))
  if (!seen || !there) throw new Error('there are two tabs')
  await fieldIn(seen, 'Answer Aino').fill('Once')
  // The other tab has it in its field, too.
  await expect.poll(() => fieldIn(there, 'Answer Aino').inputValue()).toBe('Once')
  await Promise.all([
    fieldIn(seen, 'Answer Aino').press('Control+Enter'),
    fieldIn(there, 'Answer Aino').press('Control+Enter'),
  ])
  await expect.poll(() => lost).toBe(2)
  await expect.poll(() => there.locator('.is-draft').count()).toBe(0)
  await expect.poll(() => seen.locator('.is-draft').count()).toBe(0)
  await expect.poll(() => fieldIn(there, 'Answer Aino').inputValue()).toBe('')
  expect((await talk.thread(id)).comments.map(({ text }) => text)).toEqual(['Really?', 'Once'])
  wiki.leave()
}, 120_000)

test('[M106] what the server refuses is kept with why; signing out deletes what was not sent', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const bo = await wiki.person('Bo', 'commenter')
  const id = await talk.says('listen before we talk')
  const here = await computer(wide)
  const tab = await opensTalk(here, talk, bo, id)
  const seen = tab.locator(`[data-card="${id}"]`)
  const answer = fieldIn(seen, 'Answer Aino')
  // Too long is said in time, and nothing is sent.
  await answer.fill('a'.repeat(9_990))
  await seen.getByText('10 characters left').waitFor()
  await answer.fill('a'.repeat(10_001))
  await seen.getByText('1 character too many').waitFor()
  await answer.press('Control+Enter')
  expect(await answer.inputValue()).toHaveLength(10_001)
  expect(await faults(tab)).toEqual([])
  await answer.fill('I still want to say this')
  await here.route('**/comments', (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: 'No.' } } }),
  )
  await answer.press('Control+Enter')
  await seen.getByText('Not sent: You may not do this.').waitFor()
  expect(await faults(tab)).toEqual([])
  await here.unroute('**/comments')
  await tab.reload()
  await seen.getByText('Not sent: You may not do this.').waitFor()
  await seen.getByRole('button', { name: 'Try again' }).click()
  await seen.locator('.words', { hasText: 'I still want to say this' }).waitFor()
  await expect.poll(() => seen.locator('.is-draft').count()).toBe(0)
  await fieldIn(seen, 'Answer Aino').fill('A secret')
  const kept = () =>
    tab.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.comments.')).length)
  expect(await kept()).toBe(1)
  await tab.locator('summary.account').click()
  await tab.getByRole('button', { name: 'Sign out' }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'sign out' }).click()
  await expect.poll(kept).toBe(0)
  wiki.leave()
}, 120_000)
