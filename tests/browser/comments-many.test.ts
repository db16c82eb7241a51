import { afterEach, expect, test } from 'vitest'
import { node } from '../support/blocks.ts'
import { DiscussedPage } from '../support/discussed-page.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { opensTalk } from './talking.ts'

afterEach(expectCleanPages)

const many = 300

test('[M112] with 300 threads only cards near the screen are drawn, none over another, the chosen one at its passage', async () => {
  const words = Array.from({ length: many }, (_, n) => `Thought ${String(n).padStart(3, '0')}`)
  // Nobody says so much in a moment: a second goes by from one to the next.
  let passed = 0
  const talk = await DiscussedPage.begin(
    words.map((word) => node('paragraph', null, `${word} is about how we answer people in time.`)),
    { clock: () => Date.now() + passed },
  )
  const { wiki } = talk
  const ids: string[] = []
  for (const word of words) {
    ids.push(await talk.says(word))
    passed += 1_000
  }
  const here = await computer({ viewport: { width: 1440, height: 900 } })
  const tab = await opensTalk(here, talk, wiki.aino)
  const cards = tab.locator('.margin-cards article')
  await cards.first().waitFor()
  await tab.getByLabel('Show', { exact: true }).locator('option').first().waitFor({
    state: 'attached',
  })
  expect(await cards.count()).toBeLessThan(40)
  const middle = tab.locator('.page-text .commented').nth(150)
  await middle.click()
  const chosen = tab.locator(`[data-card="${ids[150]}"][data-chosen]`)
  await chosen.waitFor()
  const apart = async () => {
    const [card, passage] = await Promise.all([chosen.boundingBox(), middle.boundingBox()])
    return Math.abs((card?.y ?? 0) - (passage?.y ?? 1_000))
  }
  await expect.poll(apart).toBeLessThan(12)
  expect(await tab.evaluate(overlapping)).toEqual([])
  // Text above grows: the card goes along.
  await talk.pen.type(
    'Thought 140',
    'More words than before, so that it takes a line more. '.repeat(3),
  )
  await expect.poll(apart).toBeLessThan(12)
  expect(await tab.evaluate(overlapping)).toEqual([])
  await chosen.focus()
  await tab.keyboard.press('ArrowDown')
  await tab.locator(`[data-card="${ids[151]}"][data-chosen]`).waitFor()
  expect(await tab.evaluate(overlapping)).toEqual([])
  // The one before is short again, and stands right above it.
  const before = await tab.locator(`[data-card="${ids[150]}"]`).boundingBox()
  const after = await tab.locator(`[data-card="${ids[151]}"]`).boundingBox()
  expect((after?.y ?? 0) - (before?.y ?? 0) - (before?.height ?? 0)).toBeLessThan(20)
  expect(await cards.count()).toBeLessThan(40)
  wiki.leave()
}, 180_000)

/** Cards of which one stands over the next. */
function overlapping(): string[] {
  const boxes = [...document.querySelectorAll<HTMLElement>('.margin-cards > li')]
    .map((item) => ({ id: item.dataset['item'] ?? '', box: item.getBoundingClientRect() }))
    .toSorted((a, b) => a.box.top - b.box.top)
  return boxes.flatMap(({ id, box }, n) => {
    const next = boxes[n + 1]
    return next !== undefined && next.box.top < box.bottom - 0.5 ? [`${id} ${next.id}`] : []
  })
}

test('[M150] a card far down the page stands at the line of its passage, though nothing was drawn there when it came', async () => {
  const { talk, tab } = await opensLongTalk()
  const id = await talk.says('End 50')
  const passage = tab.locator(`.page-text .commented[data-threads="${id}"]`)
  await passage.waitFor({ state: 'attached' })
  // As a wheel does it: nothing is chosen, and nothing in the text becomes another.
  await expect
    .poll(async () => {
      await tab.mouse.wheel(0, 600)
      return tab.locator(`[data-card="${id}"]`).count()
    })
    .toBe(1)
  const apart = async () => {
    const [card, words] = await Promise.all([
      tab.locator(`[data-card="${id}"]`).boundingBox(),
      passage.boundingBox(),
    ])
    return Math.abs((card?.y ?? 0) - (words?.y ?? 1_000))
  }
  await expect.poll(apart).toBeLessThan(12)
  talk.wiki.leave()
}, 120_000)

test('[M151] who goes from thread to thread by keys has only that drawn which comes on the screen', async () => {
  const { talk, tab } = await opensLongTalk()
  const far = await talk.says('End 50')
  await tab.locator(`.page-text [data-threads="${far}"]`).waitFor({ state: 'attached' })
  await tab.evaluate(() => {
    const text = document.querySelector('.page-text')
    if (text === null) throw new Error('there is no text')
    new MutationObserver(() => {
      if (!text.classList.contains('is-laid-out')) document.body.dataset['drewAll'] = ''
    }).observe(text, { attributeFilter: ['class'] })
  })
  await tab.locator('.page-text > p').first().click()
  await tab.keyboard.press('Control+Home')
  // Another key draws all, for it may go anywhere.
  await expect.poll(() => tab.locator('body[data-drew-all]').count()).toBe(1)
  await tab.locator('.page-text.is-laid-out').waitFor()
  await tab.evaluate(() => delete document.body.dataset['drewAll'])
  await tab.keyboard.press('Alt+PageDown')
  // Away from the caret.
  await tab.evaluate(() => scrollTo({ top: 2 * innerHeight, behavior: 'instant' }))
  await tab.keyboard.press('Alt+PageDown')
  await tab.locator(`.page-text .is-chosen[data-threads="${far}"]`).waitFor()
  await tab.locator(`[data-card="${far}"][data-chosen]`).waitFor()
  // The caret is there, for what is typed next.
  await tab.keyboard.type(' so')
  await expect.poll(() => tab.locator('.page-text').textContent()).toContain('End 50 so.')
  expect(await tab.locator('body[data-drew-all]').count()).toBe(0)
  talk.wiki.leave()
}, 120_000)

/** A page of sixty paragraphs of several lines, of which one at the beginning is talked about. */
async function opensLongTalk() {
  const line = 'What people ask is answered in time, and whoever asked is told what became of it. '
  const talk = await DiscussedPage.begin(
    Array.from({ length: 60 }, (_, n) =>
      node('paragraph', null, `${line.repeat(6)}End ${String(n).padStart(2, '0')}.`),
    ),
  )
  const here = await computer({ viewport: { width: 1440, height: 900 } })
  const tab = await opensTalk(here, talk, talk.wiki.aino)
  await talk.says('End 01')
  await tab.locator('.margin-cards article').first().waitFor()
  await tab.locator('.page-text.is-laid-out').waitFor()
  return { talk, tab }
}

test('[M113] long words, in Finnish too, stay within cards and sheets', async () => {
  const long =
    'Kuntalaisvuorovaikutussuunnittelutyöryhmäpuheenjohtajuuskysymys'.repeat(2) +
    ' https://example.org/' +
    'a'.repeat(200)
  const talk = await DiscussedPage.begin()
  const { wiki } = talk
  const body = { text: long, spot: talk.pen.spot('listen before we talk') }
  const { id } = await wiki.aino.browser.does('beginThread', { params: talk.params, body })
  await wiki.aino.browser.does('endThread', {
    params: { ...talk.params, thread: await talk.says('hears of a change') },
    body: { ending: { fate: 'parked', reason: long.slice(0, 400) } },
  })
  await wiki.aino.browser.does('changeMe', { body: { language: 'fi' } })
  const [here, hand] = await Promise.all([
    computer({ viewport: { width: 1180, height: 800 } }),
    phone(),
  ])
  for (const each of [here, hand]) {
    const tab = await opensTalk(each, talk, wiki.aino, id)
    const seen = tab.locator(`[data-card="${id}"]`)
    await seen.waitFor()
    await tab.getByLabel('Näytä', { exact: true }).selectOption('all')
    await tab.locator('.thread-group summary', { hasText: 'Käsitellyt' }).click()
    expect(await tab.evaluate(tooWide)).toEqual([])
    expect(await faults(tab)).toEqual([])
  }
  wiki.leave()
}, 120_000)

/** What is wider than its card, or than the screen. */
function tooWide(): string[] {
  const wrong: string[] = []
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page')
  for (const card of document.querySelectorAll('.thread')) {
    const { right } = card.getBoundingClientRect()
    for (const part of card.querySelectorAll('*')) {
      const box = part.getBoundingClientRect()
      if (box.width > 1 && box.right > right + 1) wrong.push(part.className.toString())
    }
  }
  return wrong
}
