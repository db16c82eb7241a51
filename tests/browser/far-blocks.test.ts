import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Editor } from '@tiptap/core'
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { inRoot } from '../../server/commands/tree.mjs'
import { startApp } from '../support/app.ts'
import { addPage, contentOnServer, type PlainNode } from './blocks-page.ts'
import { computer, expectCleanPages } from './chromium.ts'
import { foundedBy } from './organisation.ts'
import { begins, emptyPage } from './plain-page.ts'

afterEach(expectCleanPages)

const paragraph = (text: string): PlainNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
})

interface Seen {
  readonly box: { readonly name: string; readonly top: number; readonly height: number }
  readonly isDrawn: boolean
}

/** Where each block of the page is. */
function boxes(tab: Page): Promise<Seen[]> {
  return tab.evaluate(() =>
    [...document.querySelectorAll('.page-text > *')].map((block) => {
      const { top, height } = block.getBoundingClientRect()
      const name = `${block.tagName} ${block.className.replaceAll(/ ?(was-laid-out|is-\S+)/g, '')}`
      // What a block is in itself is drawn wherever it is; what is in it, only near the screen.
      const isDrawn =
        block.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) ?? true
      const box = { name, top: Math.round(top + scrollY), height: Math.round(height) }
      return { box, isDrawn }
    }),
  )
}

/** Whether blocks are left out when they are far away. */
function leavesOut(tab: Page, isOn: boolean): Promise<void> {
  return tab.evaluate((isOn) => {
    document.querySelector('.page-text')?.classList.toggle('is-laid-out', isOn)
  }, isOn)
}

/** Blocks that one adds by hand. */
const byHand: readonly PlainNode[] = [
  { type: 'callout', content: [paragraph('Mind this.')] },
  {
    type: 'details',
    content: [
      { type: 'detailsSummary', content: [{ type: 'text', text: 'More' }] },
      { type: 'detailsContent', content: [paragraph('Folded away.')] },
    ],
  },
  { type: 'codeBlock', content: [{ type: 'text', text: 'one\ntwo' }] },
  { type: 'horizontalRule' },
  { type: 'blockquote', content: [paragraph('Somebody said so.')] },
  { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph('First.')] }] },
]

test('[W268] no block of any template moves or changes its height when it is left out far from the screen', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const files = await readdir(inRoot('templates'))
  const templates = files
    .filter((file) => file !== 'README.md')
    .map((file) => path.parse(file).name)
  expect(templates.length).toBeGreaterThanOrEqual(19)
  const blocks: PlainNode[] = []
  for (const template of templates) {
    const page = await contentOnServer(aino, place, await addPage(aino, place, template))
    blocks.push(...(page.content ?? []).slice(1))
  }
  const tab = await begins(aino, place, await emptyPage(aino, place, 'Everything'))
  await tab.evaluate(
    (content) => {
      const text = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
      const editor = text?.editor
      if (editor === undefined) throw new Error('There is no editor')
      editor.commands.insertContentAt(editor.state.doc.content.size, content)
    },
    [...blocks, ...byHand],
  )
  // All is open, and the parts of the blocks are in them.
  await tab.locator('.question-fold button').click()
  await tab.locator('.page-text.is-laid-out').waitFor()
  await tab.locator('.rule-card').last().locator('summary').first().waitFor({ state: 'attached' })
  await leavesOut(tab, false)
  const drawn = await boxes(tab)
  await leavesOut(tab, true)
  const left = await boxes(tab)
  expect(left.filter(({ isDrawn }) => !isDrawn).length).toBeGreaterThan(drawn.length / 2)
  expect(left.map(({ box }) => box)).toEqual(drawn.map(({ box }) => box))
  const kinds = new Set(
    left.filter(({ isDrawn }) => !isDrawn).map(({ box }) => box.name.split(' ')[1]),
  )
  for (const kind of ['rule-card', 'goal-table']) {
    expect([...kinds]).toContain(kind)
  }
})

test('[W268] what opens in a block lies over the block below it', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await begins(aino, place, await emptyPage(aino, place, 'To do'))
  await tab.keyboard.type('[] Ask the shop')
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Enter')
  for (let line = 1; line <= 6; line++) {
    await tab.keyboard.type(`Line ${line}`)
    await tab.keyboard.press('Enter')
  }
  await tab.waitForFunction(() =>
    [...document.querySelectorAll('.page-text > *')].every((block) =>
      block.classList.contains('was-laid-out'),
    ),
  )
  const tasks = tab.locator('.page-text > ul')
  await tasks.locator('li p').click()
  await tasks.locator('.person-choice').click()
  const item = tasks.getByRole('option').last()
  await item.waitFor()
  const bottomOf = async (one: Locator) => {
    const box = await one.boundingBox()
    return (box?.y ?? 0) + (box?.height ?? 0)
  }
  expect(await bottomOf(item)).toBeGreaterThan(await bottomOf(tasks))
  // Over whatever is there: the browser finds it where it is drawn.
  expect(
    await item.evaluate((option) => {
      const { left, top, height } = option.getBoundingClientRect()
      return option.contains(document.elementFromPoint(left + 8, top + height / 2))
    }),
  ).toBe(true)
})
