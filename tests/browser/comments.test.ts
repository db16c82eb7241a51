import { afterEach, expect, test } from 'vitest'
import { node } from '../support/blocks.ts'
import { DiscussedPage } from '../support/discussed-page.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'
import { card, fieldIn, opensTalk, selects } from './talking.ts'

afterEach(expectCleanPages)

const wide = { viewport: { width: 1440, height: 900 } }

test('[M100] an editor and a commenter talk beside the text, and each sees the other at once', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const bo = await wiki.person('Bo', 'commenter')
  const [here, there] = await Promise.all([computer(wide), computer(wide)])
  const tab = await opensTalk(here, talk, wiki.aino)
  const other = await opensTalk(there, talk, bo)

  // A commenter says something about words, from the keyboard of the selection.
  await selects(other, 'listen before we talk')
  await other.keyboard.press('Control+Alt+m')
  const begun = other.locator('.thread.is-draft')
  await begun.getByText('listen before we talk').waitFor()
  await begun.locator('textarea').fill('Do we?\nSee https://example.org/a?b=1).')
  expect(await faults(other)).toEqual([])
  await other.keyboard.press('Control+Enter')
  await card(other, 'Do we?').waitFor()
  // Whoever said it goes on from there by keys.
  await expect
    .poll(() => other.evaluate(() => document.activeElement?.textContent ?? ''))
    .toContain('Do we?')
  const [made] = (await wiki.aino.browser.does('listThreads', { params: talk.params })).threads
  const mine = other.locator(`[data-card="${made?.id}"]`)

  // It stands beside its passage, for the editor too.
  const seen = tab.locator(`[data-card="${made?.id}"]`)
  await seen.waitFor()
  await tab.locator('.page-text .commented').waitFor()
  const beside = await tab.evaluate(() => {
    const top = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().top
    return (top('.margin-cards article') ?? 0) - (top('.page-text .commented') ?? 0)
  })
  expect(Math.abs(beside)).toBeLessThan(12)
  await tab.getByText('New comment by Bo').waitFor({ state: 'attached' })
  expect(await faults(tab)).toEqual([])

  // Chosen, it opens; an answer is there for the commenter at once.
  await seen.click()
  await tab.locator('.page-text .commented.is-chosen').waitFor()
  await fieldIn(seen, 'Answer Bo').fill('On good days.')
  expect(await faults(tab)).toEqual([])
  await seen.getByRole('button', { name: 'Answer', exact: true }).click()
  await seen.getByText('On good days.').waitFor()
  await mine.click()
  await mine.getByText('On good days.').waitFor()
  // Addresses are links, without the sign that ends the sentence.
  expect(await mine.getByRole('link').getAttribute('href')).toBe('https://example.org/a?b=1')
  expect(await mine.getByRole('link').getAttribute('rel')).toContain('noopener')

  // A sign, given and seen by who gave it.
  await seen.getByRole('button', { name: 'Answer with a sign' }).first().click()
  await tab.getByRole('menuitem', { name: 'I agree' }).click()
  await mine.getByTitle('I agree: 1, Aino').waitFor()

  // Other words for it; what it said before is read on demand.
  await mine.getByRole('button', { name: 'More about what Bo said' }).click()
  await other.getByRole('menuitem', { name: 'Edit' }).click()
  await fieldIn(mine, 'Edit your comment').fill('Do we really?')
  await mine.getByRole('button', { name: 'Save' }).click()
  await seen.getByText('Do we really?').waitFor()
  await seen.getByText('edited', { exact: true }).click()
  await seen.getByText('See https://example.org').waitFor()

  // Taken away: that something was said stays.
  await seen.getByRole('button', { name: 'More about what Aino said' }).click()
  await tab.getByRole('menuitem', { name: 'Delete…' }).click()
  const dialog = tab.getByRole('dialog', { name: 'Take your words away?' })
  expect(await faults(tab)).toEqual([])
  await dialog.getByRole('button', { name: 'Delete my words' }).click()
  await mine.getByText('Aino took their words away.').waitFor()
  expect(await mine.getByText('On good days.').count()).toBe(0)
  expect(talk.app.reported).toEqual([])
  wiki.leave()
}, 120_000)

test('[M101] a facilitator hides with a reason; its author still reads it, others do not', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const [bo, cara] = await Promise.all([
    wiki.person('Bo', 'commenter'),
    wiki.person('Cara', 'reader'),
  ])
  const { id } = await bo.browser.does('beginThread', {
    params: talk.params,
    body: { text: 'Rude words', spot: talk.pen.spot('listen') },
  })
  const [here, there, third] = await Promise.all([computer(wide), computer(wide), computer(wide)])
  const tab = await opensTalk(here, talk, wiki.aino, id)
  const his = await opensTalk(there, talk, bo, id)
  const hers = await opensTalk(third, talk, cara, id)
  const seen = tab.locator(`[data-card="${id}"]`)
  // The address of a thread opens it, with the focus on it.
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.getAttribute('data-card')))
    .toBe(id)
  await seen.getByRole('button', { name: 'More about what Bo said' }).click()
  await tab.getByRole('menuitem', { name: 'Hide…' }).click()
  const dialog = tab.getByRole('dialog', { name: 'Hide this comment?' })
  await dialog.getByRole('button', { name: 'Hide' }).click()
  await dialog.getByText('Say why, in a sentence.').waitFor()
  expect(await faults(tab)).toEqual([])
  await dialog.getByLabel('Why').fill('It is about a person.')
  await dialog.getByRole('button', { name: 'Hide' }).click()
  const words = 'Hidden by Aino: It is about a person.'
  await his.locator(`[data-card="${id}"]`).getByText(words).waitFor()
  await his.locator(`[data-card="${id}"]`).getByText('Rude words', { exact: true }).waitFor()
  const hidden = hers.locator(`[data-card="${id}"]`)
  await hidden.getByText(words).waitFor()
  await expect.poll(() => hidden.locator('.words').count()).toBe(0)
  // A reader is told why they may not answer.
  await hidden.getByText('You read here. Those who may comment can answer.').waitFor()
  expect(await hidden.locator('textarea').count()).toBe(0)
  expect(await faults(hers)).toEqual([])
  await seen.getByRole('button', { name: 'More about what Bo said' }).click()
  await tab.getByRole('menuitem', { name: 'Show it again' }).click()
  await hidden.getByText('Rude words', { exact: true }).waitFor()
  wiki.leave()
}, 120_000)

test('[M102] a thread ends with what became of it and why, is filtered out, and opens again', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const bo = await wiki.person('Bo', 'commenter')
  const one = await talk.says('listen before we talk', { who: bo })
  const two = await talk.says('hears of a change', { who: bo })
  const [here, there] = await Promise.all([computer(wide), computer(wide)])
  const tab = await opensTalk(here, talk, wiki.aino)
  const his = await opensTalk(there, talk, bo, one)
  const first = tab.locator(`[data-card="${one}"]`)
  await first.click()
  await first.getByRole('button', { name: 'Mark as handled…' }).click()
  const dialog = tab.getByRole('dialog', { name: 'What became of this?' })
  await dialog.getByRole('radio', { name: 'Merged' }).check()
  await dialog.getByRole('button', { name: 'Mark as handled' }).click()
  await dialog.getByText('Choose what it was merged with.').waitFor()
  await dialog.getByText('Say why, in a sentence.').waitFor()
  expect(await faults(tab)).toEqual([])
  await dialog.getByLabel('Merged with').selectOption(two)
  await dialog.getByLabel('Why, in a sentence').fill('They ask the same.')
  await dialog.getByRole('button', { name: 'Mark as handled' }).click()
  // Its author reads how it ended, why, and who said so.
  const ended = his.locator(`[data-card="${one}"] .ending`)
  await ended.getByText('Merged', { exact: true }).waitFor()
  await ended.getByText('They ask the same.').waitFor()
  await ended.getByText('Aino').waitFor()
  await ended.getByRole('button', { name: 'See what it was merged with' }).click()
  await his.locator(`[data-card="${two}"][data-chosen]`).waitFor()
  // It is not among the open ones any more.
  const filter = tab.getByLabel('Show', { exact: true })
  await tab.locator(`[data-card="${two}"]`).click()
  await first.waitFor({ state: 'detached' })
  expect(await filter.locator('option').allTextContents()).toEqual([
    'Open (1)',
    'All (2)',
    'Mine (0)',
    'Unanswered (1)',
    'By managers (0)',
    'Proposals (0)',
  ])
  await filter.selectOption('mine')
  await tab.keyboard.press('Escape')
  await filter.selectOption('all')
  await tab.locator('.thread-group summary', { hasText: 'Handled' }).click()
  await first.click()
  await first.getByRole('button', { name: 'Open again' }).click()
  await his.locator(`[data-card="${one}"]:not([data-ended])`).click()
  await his.locator(`[data-card="${one}"]`).getByText('Opened again by Aino').waitFor()
  // Who began it ends it without having to say why.
  await his.getByRole('button', { name: 'Mark as handled…' }).click()
  await his.getByRole('dialog').getByRole('button', { name: 'Mark as handled' }).click()
  await his.locator(`[data-card="${one}"] .ending`).getByText('Answered').waitFor()
  expect(await faults(his)).toEqual([])
  wiki.leave()
}, 120_000)

test('[M103] what is gone from the text keeps its quote and leads to when it was there', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const id = await talk.says('Nobody hears of a change from the news.')
  const here = await computer(wide)
  const tab = await opensTalk(here, talk, wiki.aino, id)
  const seen = tab.locator(`[data-card="${id}"]`)
  await seen.waitFor()
  await selects(tab, 'Nobody hears of a change from the news.')
  await tab.keyboard.press('Delete')
  await seen.getByText('These words are gone from the text.').waitFor()
  await seen.locator('blockquote', { hasText: 'Nobody hears of a change' }).waitFor()
  expect(await faults(tab)).toEqual([])
  await talk.until(id, 'gone')
  await seen.getByRole('link', { name: 'See when it was there' }).click()
  await tab.waitForURL(/\/history\?view=replay&at=\d+/)
  await tab.locator('main').getByText('Nobody hears of a change').waitFor()
  wiki.leave()
}, 120_000)

test('[M89] what is typed after a click on marked words stands where was clicked', async () => {
  const talk = await DiscussedPage.begin()
  await talk.says('listen before we talk')
  const tab = await opensTalk(await computer(wide), talk, talk.wiki.aino)
  await card(tab, 'Really?').waitFor()
  await tab.locator('.page-text .commented').click()
  await tab.keyboard.type('QQ')
  await expect
    .poll(() => tab.locator('.page-text > p', { hasText: 'QQ' }).textContent())
    .toMatch(/^We always .+ to anybody\.$/)
  await expect.poll(() => tab.locator('.page-text > h1').textContent()).not.toContain('QQ')
  talk.wiki.leave()
}, 120_000)

test('[M156] a card beside the text says which heading its passage stands under, and follows it', async () => {
  const talk = await DiscussedPage.begin([
    node('paragraph', null, 'Before any heading.'),
    node('heading', { level: 2 }, 'How we listen'),
    node('paragraph', null, 'We always listen before we talk to anybody.'),
    node('heading', { level: 3 }, 'Who hears of what'),
    node('paragraph', null, 'Nobody hears of a change from the news.'),
  ])
  const words = ['Before any', 'always listen', 'Who hears', 'Nobody hears']
  for (const one of words) await talk.says(one)
  const tab = await opensTalk(await computer(wide), talk, talk.wiki.aino)
  const cards = tab.locator('.margin-cards article.thread')
  const places = () =>
    cards.evaluateAll((all) =>
      all.map((one) => one.querySelector('.under-heading')?.lastChild?.textContent ?? ''),
    )
  await expect.poll(places).toEqual(['', 'How we listen', 'Who hears of what', 'Who hears of what'])
  await talk.pen.type('How we listen', 'Here is ')
  await expect.poll(async () => (await places())[1]).toBe('Here is How we listen')
  expect(await faults(tab)).toEqual([])
  // With its passage quoted it needs no more.
  await cards.nth(1).click()
  await cards.nth(1).locator('blockquote').waitFor()
  expect(await cards.nth(1).locator('.under-heading').count()).toBe(0)
  talk.wiki.leave()
}, 120_000)
