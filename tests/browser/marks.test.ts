import type { Editor } from '@tiptap/core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins, password, type Place, sees, textOnServer } from './organisation.ts'
import { begins, emptyPage, shape, typesLines } from './plain-page.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

/** Selects words that stand in one piece of the page. */
async function selects(tab: Page, words: string): Promise<void> {
  await tab.evaluate((sought) => {
    const text = document.querySelector<HTMLElement>('.page-text')
    if (text === null) throw new Error('There is no text')
    if (text.isContentEditable) text.focus()
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(sought) ?? -1
      if (at < 0) continue
      getSelection()?.setBaseAndExtent(node, at, node, at + sought.length)
      return
    }
    throw new Error(`There is no “${sought}”`)
  }, words)
  await tab.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
}

/** Writes a comment into the card that has opened, and sends it. */
async function says(tab: Page, words: string): Promise<void> {
  const field = tab.locator('.is-draft textarea').last()
  await field.waitFor()
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
  await tab.keyboard.type(words)
  await tab.keyboard.press('Control+Enter')
  await tab.locator('.is-draft').waitFor({ state: 'detached' })
}

/** The words that are marked, block by block. */
const marked = (tab: Page) =>
  tab.evaluate(() =>
    [...document.querySelectorAll('.page-text :is(p, td, th, h1, figcaption)')].flatMap((block) => {
      const words = [...block.querySelectorAll('.commented')].map((one) => one.textContent)
      return words.length === 0 ? [] : [words.join('')]
    }),
  )

interface Threads {
  readonly threads: readonly {
    readonly id: string
    readonly anchor: { readonly kind: string; readonly quote: string } | null
    readonly proposal: { readonly from: string; readonly to: string } | null
  }[]
}

const threadsOf = async (who: BrowserContext, place: Place, page: string) =>
  ((await ask(who, place.url, 'GET', `/api/pages/${page}/threads`)) as Threads).threads

async function headOf(who: BrowserContext, place: Place, page: string): Promise<number> {
  const path = `/api/pages/${page}/history/facts`
  return ((await ask(who, place.url, 'GET', path)) as { head: number }).head
}

async function two() {
  const app = await startApp({ anchoringTimes: { rest: 50, longest: 200 } })
  const [aino, bo] = await Promise.all([
    computer({ viewport: { width: 1440, height: 900 } }),
    computer({ viewport: { width: 1440, height: 900 } }),
  ])
  const founded = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const id = await emptyPage(aino, founded, 'Listening')
  return { aino, bo, place: { ...founded, pages: [id] }, id }
}

test('[M82] words are commented on by keys alone; both see the mark, and the page stays as it was', async () => {
  const { aino, bo, place, id } = await two()
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'We listen **before** we talk.', 'Nobody hears it from the news.')
  const there = await opensPage(bo, place, id)
  await sees(there, 'from the news')
  await expect.poll(() => textOnServer(aino, place)).toContain('news')
  const before = await headOf(aino, place, id)

  await selects(tab, 'hears it')
  await tab.keyboard.press('Shift+ArrowRight')
  await tab.keyboard.press('Control+Alt+m')
  await says(tab, 'From whom?')
  for (const one of [tab, there]) await expect.poll(() => marked(one)).toEqual(['hears it '])
  expect(await headOf(aino, place, id)).toBe(before)
  expect(await shape(tab)).toEqual([
    'paragraph(We listen before we talk.)',
    'paragraph(Nobody hears it from the news.)',
  ])
  expect((await threadsOf(aino, place, id)).map(({ anchor }) => anchor?.quote)).toEqual([
    'hears it ',
  ])
  expect(await faults(tab)).toEqual([])
})

test('[M94] three paragraphs that are quoted at once keep their marks, for all who look on', async () => {
  const { aino, bo, place, id } = await two()
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'The first line.', 'The second line.', 'The third line.')
  const there = await opensPage(bo, place, id)
  const words = ['first', 'second', 'third']
  for (const word of words) {
    await selects(tab, word)
    await tab.keyboard.press('Shift+ArrowRight')
    await tab.keyboard.press('Shift+ArrowLeft')
    await tab.keyboard.press('Control+Alt+m')
    await says(tab, `Why ${word}?`)
  }
  for (const one of [tab, there]) await expect.poll(() => marked(one)).toEqual(words)
  await selects(tab, 'The ')
  for (const _ of [1, 2]) await tab.keyboard.press('Shift+ArrowDown')
  await tab.keyboard.press('Control+Shift+b')
  await expect.poll(() => tab.locator('[role=textbox] > blockquote > p').count()).toBe(3)
  expect(await marked(tab)).toEqual(words)
  await expect.poll(() => there.locator('.page-text > blockquote > p').count()).toBe(3)
  await expect.poll(() => marked(there)).toEqual(words)
})

test('[M83] blocks, cells and pictures are commented on as a whole', async () => {
  const { aino, bo, place, id } = await two()
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'A line to be moved.', 'The last one.')
  await tab.evaluate(() => {
    const text = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    const { editor } = text ?? {}
    const end = editor?.state.doc.content.size ?? 0
    editor?.commands.insertContentAt(end, [
      { type: 'image', attrs: { alt: 'A queue' } },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: ['Who', 'When'].map((words) => ({
              type: 'tableCell',
              content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
            })),
          },
        ],
      },
    ])
  })
  await tab.locator('.page-text > p').first().click()
  await tab.keyboard.press('Alt+Enter')
  await tab.getByRole('menuitem', { name: 'Comment on this block' }).click()
  await says(tab, 'Why is this here?')
  await tab.locator('.page-text > p.commented-block').waitFor()

  await tab.locator('.page-text td').last().click()
  await tab.keyboard.press('Control+Alt+m')
  await says(tab, 'Which day?')
  await tab.locator('.page-text td.commented-block').waitFor()

  await tab.evaluate(() => {
    const text = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    let place = -1
    text?.editor?.state.doc.descendants((node, at) => {
      if (node.type.name === 'image') place = at
    })
    text?.editor?.commands.setNodeSelection(place)
    text?.editor?.view.focus()
  })
  await tab.keyboard.press('Control+Alt+m')
  await says(tab, 'Whose picture?')
  await tab.locator('.page-text .picture.commented-block').waitFor()
  const kinds = (await threadsOf(aino, place, id)).map(({ anchor }) => anchor?.kind)
  expect(kinds).toEqual(['block', 'block', 'block'])
  expect(await faults(tab)).toEqual([])

  // Those who only comment see the same.
  await ask(aino, place.url, 'PATCH', `/api/strategies/${place.strategy}`, {
    everyone: 'commenter',
  })
  const there = await bo.newPage()
  await there.goto(`${place.url}/pages/${id}`)
  await expect.poll(() => there.locator('.page-text .commented-block').count()).toBe(3)
  expect(await there.locator('.page-text td.commented-block').innerText()).toBe('When')
  expect(await faults(there)).toEqual([])
})

test('[M84] what others do to a block leaves the mark where its words are', async () => {
  const { aino, bo, place, id } = await two()
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'One two three four five six seven.', 'The last one.')
  await selects(tab, 'three four five')
  await tab.keyboard.press('Control+Alt+m')
  await says(tab, 'Why three?')
  const there = await opensPage(bo, place, id)
  await expect.poll(() => marked(there)).toEqual(['three four five'])

  // Every state that is painted is looked at.
  await tab.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    const look = () => {
      const words = [...document.querySelectorAll('.commented')].map((one) => one.textContent)
      const now = words.join('')
      if (seen.at(-1) !== now) seen.push(now)
      requestAnimationFrame(look)
    }
    look()
  })
  const caret = (words: string) =>
    there.evaluate((sought) => {
      const text = document.querySelector('.page-text') as
        | (HTMLElement & { editor?: Editor })
        | null
      // tiptap's own focus comes a frame later, and a key before it goes nowhere.
      text?.focus()
      let at = -1
      text?.editor?.state.doc.descendants((node, place) => {
        const found = node.text?.indexOf(sought) ?? -1
        if (found >= 0) at = place + found
      })
      text?.editor?.commands.setTextSelection(at)
    }, words)
  await caret('two')
  await there.keyboard.press('Control+Alt+2')
  await tab.locator('.page-text h2').waitFor()
  await expect
    .poll(() => tab.locator('.page-text h2 .commented').allInnerTexts())
    .toEqual(['three four five'])
  await caret('four')
  await there.keyboard.press('Enter')
  await expect.poll(() => tab.locator('.page-text h2').first().innerText()).toBe('One two three ')
  await caret('six')
  await there.keyboard.type('and ')
  await sees(tab, 'and six')
  await expect
    .poll(() => tab.locator('.commented').allInnerTexts())
    .toEqual(['three ', 'four five'])
  const seen = await tab.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)
  expect(new Set(seen)).toEqual(new Set(['three four five']))
  await expect
    .poll(() => there.locator('.commented').allInnerTexts())
    .toEqual(['three ', 'four five'])
})

test('[M85] on a phone a commenter selects words, comments, proposes others, and touches marks', async () => {
  const { aino, bo, place, id } = await two()
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'We listen before we talk.', 'Nobody hears it from the news.')
  await ask(aino, place.url, 'PATCH', `/api/strategies/${place.strategy}`, {
    everyone: 'commenter',
  })
  const hand = await phone()
  await ask(hand, place.url, 'POST', '/api/session', { email: 'bo@example.org', password })
  const there = await hand.newPage()
  await there.goto(`${place.url}/pages/${id}`)
  await sees(there, 'Nobody hears')
  await there.touchscreen.tap(200, 700)
  await there.locator('[data-run]').first().waitFor()
  const before = await headOf(aino, place, id)

  await selects(there, 'Nobody')
  const bar = there.getByRole('toolbar', { name: 'For the selected words' })
  await bar.waitFor()
  const boxes = await bar.getByRole('button').all()
  for (const one of boxes) expect((await one.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  expect(await faults(there)).toEqual([])
  await bar.getByRole('button', { name: 'Propose other words' }).tap()
  const field = there.getByRole('textbox', { name: 'The words that you would have instead' })
  await field.fill('No one')
  await there.getByRole('button', { name: 'Propose', exact: true }).tap()
  const words = there.locator('.page-text ins.proposed')
  await expect.poll(() => words.getAttribute('data-words')).toBe('No one')
  await expect.poll(() => tab.locator('.page-text ins.proposed').count()).toBe(1)
  expect(await marked(there)).toEqual(['Nobody'])
  // No part of the text, for anybody.
  expect(await there.locator('.page-text > p').last().innerText()).toBe(
    'Nobody hears it from the news.',
  )
  expect(await headOf(aino, place, id)).toBe(before)
  expect(await smallTargets(there)).toEqual([])
  expect(await threadsOf(bo, place, id)).toHaveLength(1)
})

test('[M86] by keys alone a commenter goes from part to part, selects words and comments', async () => {
  const { aino, bo, place, id } = await two()
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'We listen before we talk.', 'Nobody hears it from the news.')
  await ask(aino, place.url, 'PATCH', `/api/strategies/${place.strategy}`, {
    everyone: 'commenter',
  })
  const there = await bo.newPage()
  await there.goto(`${place.url}/pages/${id}`)
  await sees(there, 'Nobody hears')
  await there.keyboard.press('Tab')
  const choose = there.getByRole('button', { name: 'Choose a part to comment on' })
  await choose.waitFor({ state: 'attached' })
  await choose.focus()
  await there.keyboard.press('Enter')
  await there.locator('.mark-part').waitFor()
  await there.keyboard.press('ArrowDown')
  await there.keyboard.press('ArrowDown')
  await there.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => there.evaluate(() => getSelection()?.toString().trim())).toBe('Nobody')
  expect(await faults(there)).toEqual([])
  await there.keyboard.press('Enter')
  await says(there, 'Nobody at all?')
  await expect.poll(async () => (await marked(tab)).map((one) => one.trim())).toEqual(['Nobody'])

  // From the text to what was said, by Tab and Enter.
  await there.getByRole('button', { name: /^Open the comment on “Nobody/ }).focus()
  await there.keyboard.press('Enter')
  await expect
    .poll(() => there.evaluate(() => document.activeElement?.closest('.thread') !== null))
    .toBe(true)
})

test('[M87] the caret tells of what is said where it comes to, and keys lead from one to the next', async () => {
  const { aino, place, id } = await two()
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'We listen before we talk.', 'Nobody hears it from the news.')
  for (const words of ['listen', 'the news']) {
    await selects(tab, words)
    await tab.keyboard.press('Control+Alt+m')
    await says(tab, `About ${words}`)
  }
  await tab.locator('.page-text > p').first().click()
  await tab.keyboard.press('Home')
  await tab.keyboard.press('Alt+PageDown')
  const caret = () =>
    tab.evaluate(() => {
      const text = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
      const { $from } = text?.editor?.state.selection ?? {}
      return $from?.parent.textBetween(0, $from.parentOffset)
    })
  await expect.poll(caret).toBe('We listen')
  await expect
    .poll(() => tab.locator('output.unseen').allInnerTexts())
    .toContain('There is a comment here. Ctrl+Alt+Enter opens it.')
  await tab.keyboard.press('Alt+PageDown')
  await expect.poll(caret).toBe('Nobody hears it from the news')
  await tab.keyboard.press('Alt+PageUp')
  await expect.poll(caret).toBe('We listen')
  await tab.keyboard.press('Control+Alt+Enter')
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.closest('.thread')?.textContent))
    .toContain('About listen')
})

test('[M88] marks leave no trace in what is copied, printed or written', async () => {
  const { aino, bo, place, id } = await two()
  await aino.grantPermissions(['clipboard-read', 'clipboard-write'])
  await bo.grantPermissions(['clipboard-read', 'clipboard-write'])
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'We listen **before** we talk.')
  await selects(tab, 'listen')
  await tab.keyboard.press('Control+Alt+m')
  await says(tab, 'To whom?')
  await tab.locator('.commented').waitFor()
  await ask(aino, place.url, 'PATCH', `/api/strategies/${place.strategy}`, {
    everyone: 'commenter',
  })
  const there = await bo.newPage()
  await there.goto(`${place.url}/pages/${id}`)
  await there.locator('.commented').waitFor()
  for (const one of [tab, there]) {
    await one.bringToFront()
    await one.locator('.page-text > p').first().click()
    await one.evaluate(() => {
      const line = document.querySelector('.page-text > p')
      if (line !== null) getSelection()?.selectAllChildren(line)
    })
    await one.keyboard.press('Control+c')
    const html = await one.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      return (await item?.getType('text/html'))?.text()
    })
    expect(html).toMatch(/We listen <strong[^>]*>before<\/strong> we talk/)
    expect(html).not.toMatch(/commented|data-threads|data-run|button/)
    await one.emulateMedia({ media: 'print' })
    const look = await one.locator('.commented').evaluate((mark) => {
      const { backgroundColor, textDecorationLine } = getComputedStyle(mark)
      return { backgroundColor, textDecorationLine }
    })
    expect(look).toEqual({ backgroundColor: 'rgba(0, 0, 0, 0)', textDecorationLine: 'none' })
    await one.emulateMedia({ media: 'screen' })
  }
})
