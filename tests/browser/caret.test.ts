import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { computer, expectCleanPages } from './chromium.ts'
import { foundedBy, joins, opens, paragraphs, sees, types } from './organisation.ts'

afterEach(expectCleanPages)

declare global {
  /** Messages that have arrived and wait until they are let in. */
  var heldBack: (() => void)[] | undefined
}

test('[W43] a caret that was just placed stays when others’ text arrives in that moment', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await bo.addInitScript(() => {
    const own = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage')
    Object.defineProperty(WebSocket.prototype, 'onmessage', {
      ...own,
      set(this: WebSocket, handle: (event: MessageEvent) => void) {
        own?.set?.call(this, (event: MessageEvent) => {
          if (globalThis.heldBack === undefined) handle(event)
          else globalThis.heldBack.push(() => handle(event))
        })
      },
    })
  })
  const there = await opens(aino, place)
  const here = await opens(bo, place)
  await types(here, 1, 'before')
  await sees(there, 'before')

  await here.evaluate(() => {
    globalThis.heldBack = []
  })
  await types(there, 0, 'from elsewhere')
  await here.waitForFunction(() => (globalThis.heldBack ?? []).length > 0)
  await here.evaluate(() => {
    // The browser tells of a new selection a moment after it has made it.
    const target = document.querySelectorAll('[role=textbox] > p')[2]
    if (target === undefined) throw new Error('There is no third paragraph')
    getSelection()?.collapse(target, 0)
    const held = globalThis.heldBack ?? []
    globalThis.heldBack = undefined
    for (const letIn of held) letIn()
  })
  await here.keyboard.type('here')
  await sees(here, 'from elsewhere')
  const [, second = '', third = ''] = await paragraphs(here)
  expect([second, third]).toEqual(['before', 'here'])
})

test('[W267] others’ carets beside what one types are not drawn anew, nor what stands between title and text', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const there = await opens(aino, place)
  const here = await opens(bo, place)
  await types(here, 1, 'words')
  await sees(there, 'words')
  await types(there, 1, '')
  await there.keyboard.press('Home')
  await there.keyboard.press('ArrowRight')
  const caret = here.locator('[role=textbox] > p .caret')
  const before = () => caret.evaluate((element) => element.previousSibling?.textContent)
  await expect.poll(before).toBe('w')

  await here.evaluate(() => {
    const added: string[] = []
    Object.assign(globalThis, { added })
    const text = document.querySelector('[role=textbox]')
    if (text === null) throw new Error('There is no text')
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) {
          if (node instanceof HTMLElement) added.push(node.className)
        }
      }
    }).observe(text, { childList: true, subtree: true })
  })
  await here.keyboard.press('End')
  await here.keyboard.type(' of mine')
  await here.keyboard.press('Home')
  await here.keyboard.type('Now ')
  expect((await paragraphs(here))[1]).toBe('Now words of mine')
  await sees(there, 'Now words of mine')
  expect(await here.evaluate(() => (globalThis as { added?: string[] }).added)).toEqual([])
  expect(await caret.count()).toBe(1)
})
