import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { atEnd, pastes } from './clipboard.ts'
import { foundedBy, opens } from './organisation.ts'

afterEach(expectCleanPages)

test('[W196] what is copied and pasted again is the same once more', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place)
  await atEnd(tab)
  await pastes(tab, {
    html: '<h2>Copied</h2><ul><li>one<ul><li>inner</li></ul></li></ul><table><tr><th>a</th></tr><tr><td>b</td></tr></table><p>After it.</p>',
  })
  await tab.keyboard.press('Control+a')
  const html = await tab.evaluate(async () => {
    for (let n = 0; n < 2; n += 1) await new Promise((go) => requestAnimationFrame(go))
    const clipboardData = new DataTransfer()
    document
      .querySelector('.page-place .page-text')
      ?.dispatchEvent(
        new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }),
      )
    return clipboardData.getData('text/html')
  })
  expect(html).toContain('data-talkoot="copy"')
  expect(html).not.toContain('style=')
  await atEnd(tab)
  await pastes(tab, { html })
  await untilSaveStateIs(tab, 'Saved')
  expect(await tab.locator('.page-text h1').count()).toBe(1)
  expect(await tab.locator('.page-text > h2', { hasText: 'Copied' }).count()).toBe(2)
  expect(await tab.locator('.page-text li li').last().textContent()).toBe('inner')
  expect(await tab.locator('.page-text table').last().locator('th').textContent()).toBe('a')
  expect(app.reported).toEqual([])
})
