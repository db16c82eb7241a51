import { afterEach, expect, test } from 'vitest'
import { node } from '../support/blocks.ts'
import { DiscussedPage } from '../support/discussed-page.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'
import { fieldIn, opensTalk, selects } from './talking.ts'

afterEach(expectCleanPages)

const wide = { viewport: { width: 1440, height: 900 } }

test('[M107] who may not write proposes other words; an editor accepts or declines them', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const bo = await wiki.person('Bo', 'commenter')
  const [here, there] = await Promise.all([computer(wide), computer(wide)])
  const his = await opensTalk(there, talk, bo)
  await his.locator('.beside-tabs').waitFor()
  await selects(his, 'We always listen')
  await his.getByRole('button', { name: 'Propose other words' }).click()
  const begun = his.locator('.thread.is-draft')
  const words = fieldIn(begun, 'The words that you would have instead')
  expect(await words.inputValue()).toBe('We always listen')
  // The same words are no proposal.
  await begun.getByRole('button', { name: 'Propose', exact: true }).click()
  await begun.getByText('These are the words that stand there now.').waitFor()
  await words.fill('We listen every day')
  await begun.locator('del', { hasText: 'always' }).waitFor()
  await begun.locator('ins', { hasText: 'every day' }).waitFor()
  expect(await faults(his)).toEqual([])
  await begun.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect.poll(() => begun.count()).toBe(0)
  const other = await talk.proposes('Nobody hears', 'Everybody hears', { who: bo })

  const tab = await opensTalk(here, talk, wiki.aino)
  const cards = tab.locator('article.thread')
  await expect.poll(() => cards.count()).toBe(2)
  await tab.locator('.page-text ins.proposed[data-words="We listen every day"]').waitFor()
  await cards.first().click()
  expect(await faults(tab)).toEqual([])
  await cards.first().getByRole('button', { name: 'Accept' }).click()
  await tab.locator('.page-text').getByText('We listen every day before we talk').waitFor()
  const declined = tab.locator(`[data-card="${other}"]`)
  await declined.click()
  await declined.getByRole('button', { name: 'Decline…' }).click()
  const dialog = tab.getByRole('dialog', { name: 'What became of this proposal?' })
  expect(await dialog.getByRole('radio', { name: 'Declined' }).isChecked()).toBe(true)
  await dialog.getByLabel('Why, in a sentence').fill('Not everybody does.')
  await dialog.getByRole('button', { name: 'Mark as handled' }).click()
  await expect.poll(async () => (await talk.thread(other)).ending?.fate).toBe('declined')
  await his.getByLabel('Show', { exact: true }).selectOption('all')
  await his.locator('.thread-group summary').click()
  await his.getByText('Not everybody does.').waitFor()
  await his.locator('.ending').getByText('Adopted', { exact: true }).waitFor()
  // It may not decide.
  expect(await his.getByRole('button', { name: 'Accept' }).count()).toBe(0)
  expect(talk.app.reported).toEqual([])
  wiki.leave()
}, 120_000)

test('[M108] where the text has moved on, both are shown, and it is accepted over what stands there', async () => {
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const bo = await wiki.person('Bo', 'commenter')
  const one = await talk.proposes('We always listen before', 'We listen first, before', { who: bo })
  const two = await talk.proposes('hears of a change', 'learns of a change', { who: bo })
  const here = await computer(wide)
  const tab = await opensTalk(here, talk, wiki.aino, one)
  const seen = tab.locator(`[data-card="${one}"]`)
  await seen.getByRole('button', { name: 'Accept' }).waitFor()
  await selects(tab, 'always')
  await tab.keyboard.type('mostly')
  await tab.locator('.save', { hasText: 'Saved' }).waitFor()
  await talk.until(one, 'We mostly listen before')
  await seen.getByRole('button', { name: 'Accept' }).click()
  const moved = seen.locator('.moved-on')
  await moved.getByText('The text has changed since this was proposed.').waitFor()
  expect(await moved.locator('dd').allTextContents()).toEqual([
    'We mostly listen before',
    'We always listen before',
  ])
  expect(await faults(tab)).toEqual([])
  await seen.getByRole('button', { name: 'Accept over what stands there now' }).click()
  await tab.locator('.page-text').getByText('We listen first, before we talk').waitFor()
  await expect.poll(async () => (await talk.thread(one)).ending?.fate).toBe('adopted')

  // Gone from the text it can't be put in, and is ended as adopted in other words.
  const gone = tab.locator(`[data-card="${two}"]`)
  await gone.click()
  await selects(tab, 'hears of a change')
  await tab.keyboard.press('Delete')
  await gone.getByText('so the words can’t be put in').waitFor()
  expect(await gone.getByRole('button', { name: 'Accept' }).count()).toBe(0)
  await gone.getByRole('button', { name: 'Adopted with changes…' }).click()
  const dialog = tab.getByRole('dialog')
  expect(await dialog.getByRole('radio', { name: 'Adopted with changes' }).isChecked()).toBe(true)
  await dialog.getByLabel('Why, in a sentence').fill('The sentence is another one now.')
  await dialog.getByRole('button', { name: 'Mark as handled' }).click()
  await expect.poll(async () => (await talk.thread(two)).ending?.fate).toBe('adopted-changed')
  wiki.leave()
}, 120_000)

test('[M154] words over a line break are proposed with the break and accepted, by a reader too', async () => {
  const talk = await DiscussedPage.begin([
    node('paragraph', null, 'We listen', node('hardBreak'), 'and then we talk.'),
  ])
  const { wiki } = talk
  const bo = await wiki.person('Bo', 'commenter')
  const tab = await opensTalk(await computer(wide), talk, wiki.aino)
  for (const [who, from, to] of [
    [bo, 'listenand then', 'listen first\nand then'],
    [wiki.aino, 'firstand then', 'carefully\nand only then'],
  ] as const) {
    const theirs = who === bo ? await opensTalk(await computer(wide), talk, bo) : tab
    await selects(theirs, from)
    await theirs.getByRole('button', { name: 'Propose other words' }).click()
    const begun = theirs.locator('.thread.is-draft')
    const words = fieldIn(begun, 'The words that you would have instead')
    await words.fill(to.replace('\n', ' '))
    await begun.getByRole('button', { name: 'Propose', exact: true }).click()
    await begun.getByText('Keep the line breaks: the passage has 2 lines.').waitFor()
    await words.fill(to)
    await begun.getByRole('button', { name: 'Propose', exact: true }).click()
    await expect.poll(() => begun.count()).toBe(0)
    const open = tab.locator('article.thread').first()
    await open.click()
    await open.getByRole('button', { name: 'Accept' }).click()
    await tab
      .locator('.page-text')
      .getByText(to.split('\n')[0] ?? '')
      .waitFor()
  }
  const text = tab.locator('.page-text > p', { hasText: 'We listen' })
  expect(await text.locator('br:not(.ProseMirror-trailingBreak)').count()).toBe(1)
  expect(await text.innerText()).toBe('We listen carefully\nand only then we talk.')
  expect(talk.app.reported).toEqual([])
  wiki.leave()
}, 120_000)
