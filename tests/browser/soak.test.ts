import { afterEach, expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startApp, temporaryFolder } from '../support/app.ts'
import { times } from '../support/counts.ts'
import { computer, computerIn, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { faultyWords, writesWords } from './in-editor.ts'
import { foundedBy, joins, opens, sees, textOnServer, types } from './organisation.ts'

afterEach(expectCleanPages)

test('[W23] thousands of offline edits come through once each, and nobody else waits', async () => {
  const edits = Math.max(1_000, times(10_000))
  const app = await startApp()
  const folder = await temporaryFolder()
  let aino = await computerIn(folder)
  onTestFinished(() => aino.close())
  const bo = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const other = await opens(bo, place)
  let tab = await opens(aino, place)
  await untilSaveStateIs(tab, 'Saved')
  await tab.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

  await aino.setOffline(true)
  await writesWords(tab, 'w', 0, edits / 2)
  await untilSaveStateIs(tab, /changes kept in this browser/)
  await aino.close()
  aino = await computerIn(folder, { offline: true })
  tab = await opens(aino, place)
  await untilSaveStateIs(tab, /changes kept in this browser/)
  await writesWords(tab, 'w', edits / 2, edits)
  const every = edits + 2 * Math.ceil(edits / 10)
  await untilSaveStateIs(tab, new RegExp(`^${every.toLocaleString('en')} changes kept`))

  // The other one types on, before, while and after all that arrives.
  await keepTyping(other)
  await other.waitForFunction(() => Number(document.body.dataset['typed']) > 40)
  const before = await longestPause(other)
  await aino.setOffline(false)
  const since = performance.now()
  await untilSaveStateIs(tab, 'Saved')
  const took = performance.now() - since
  const last = `w${edits - 1};`
  await sees(other, last)
  const typed = Number(await other.evaluate(() => document.body.dataset['typed']))
  await other.waitForFunction((count) => Number(document.body.dataset['typed']) > count, typed + 20)
  const pause = await longestPause(other)
  await other.evaluate(() => document.body.dispatchEvent(new Event('stop-typing')))
  await untilSaveStateIs(other, 'Saved')
  console.info(
    `${edits} offline edits saved ${Math.round(took)} ms after the connection came back; the ` +
      `other's longest pause ${Math.round(pause)} ms (${Math.round(before)} ms before)`,
  )
  // A busy machine pauses by itself; what it did just before is allowed for.
  expect(pause).toBeLessThan(250 + before)

  const written = await other.evaluate(() => Number(document.body.dataset['typed']))
  const text = await textOnServer(bo, place)
  expect(faultyWords(text, 'w', edits)).toEqual([])
  for (const each of [tab, other]) {
    // Of what is far from the screen there is no inner text.
    const shown = (await each.locator('.page-text').textContent()) ?? ''
    expect(faultyWords(shown, 'w', edits)).toEqual([])
    expect(faultyWords(shown, 'bo', written)).toEqual([])
  }
  expect(faultyWords(text, 'bo', written)).toEqual([])
  expect(app.reported).toEqual([])
})

test('[W24] two tabs on one copy: online, offline, closed and reopened, nothing lost or doubled', async () => {
  const app = await startApp()
  const folder = await temporaryFolder()
  let aino = await computerIn(folder)
  onTestFinished(() => aino.close())
  const place = await foundedBy(aino, app.url, app.setupToken)
  const bo = await computer()
  await joins(aino, bo, app.url, 'Bo Berg')
  const other = await opens(bo, place)
  let tabs = [await opens(aino, place), await opens(aino, place)] as const
  const names = ['one', 'two'] as const
  const write = (from: number, to: number) =>
    Promise.all(tabs.map((tab, n) => writesWords(tab, names[n] ?? '', from, to)))
  for (const tab of tabs) await untilSaveStateIs(tab, 'Saved')
  await tabs[0].evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

  await write(0, 20)
  for (const tab of tabs) await untilSaveStateIs(tab, 'Saved')
  await aino.setOffline(true)
  await write(20, 50)
  for (const tab of tabs) await untilSaveStateIs(tab, /^36 changes kept in this browser/)
  await aino.close()

  aino = await computerIn(folder, { offline: true })
  tabs = [await opens(aino, place), await opens(aino, place)]
  // Each of them has the text of both now, and counts it.
  for (const tab of tabs) {
    await untilSaveStateIs(tab, /^72 changes kept in this browser/)
    await sees(tab, 'one49;')
    await sees(tab, 'two49;')
  }
  await write(50, 70)
  for (const tab of tabs) await untilSaveStateIs(tab, /^96 changes kept in this browser/)
  await tabs[1].close()
  await aino.setOffline(false)
  await untilSaveStateIs(tabs[0], 'Saved')
  tabs = [tabs[0], await opens(aino, place)]
  for (const tab of tabs) await untilSaveStateIs(tab, 'Saved')
  await write(70, 90)
  for (const tab of tabs) await untilSaveStateIs(tab, 'Saved')

  const text = await textOnServer(bo, place)
  for (const name of names) {
    expect(faultyWords(text, name, 90)).toEqual([])
    for (const tab of [...tabs, other]) {
      await sees(tab, `${name}89;`)
      expect(faultyWords(await tab.locator('.page-text').innerText(), name, 90)).toEqual([])
    }
  }
  expect(await unsentInStorage(tabs[0])).toEqual([])
  // Opened once more, nothing waits.
  await tabs[0].reload()
  await untilSaveStateIs(tabs[0], 'Saved')
  await types(tabs[0], 0, ' the end')
  await sees(tabs[1], 'the end')
  expect(app.reported).toEqual([])
})

/** Types a word every 40 ms until told to stop, and notes the longest pause between two. */
async function keepTyping(tab: Page): Promise<void> {
  await writesWords(tab, 'bo', 0, 1)
  await tab.evaluate(() => {
    const place = document.querySelector('.page-text') as Element & {
      editor?: import('@tiptap/core').Editor
    }
    const { dataset } = document.body
    let typed = 1
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      dataset['pause'] = String(Math.max(Number(dataset['pause'] ?? 0), now - last - 40))
      last = now
      const view = place.editor?.view
      if (view === undefined) throw new Error('The editor is gone')
      const { doc, tr } = view.state
      const end = doc.firstChild?.nodeSize ?? 0
      let at = 0
      doc.forEach((node, offset) => {
        if (at === 0 && offset >= end && node.type.name === 'paragraph') at = offset + 1
      })
      view.dispatch(tr.insertText(`bo${typed};`, at))
      typed += 1
      dataset['typed'] = String(typed)
    }, 40)
    document.body.addEventListener('stop-typing', () => clearInterval(timer), { once: true })
  })
}

/** The longest pause since the last time this was asked, milliseconds. */
function longestPause(tab: Page): Promise<number> {
  return tab.evaluate(() => {
    const { dataset } = document.body
    const pause = Number(dataset['pause'] ?? 0)
    dataset['pause'] = '0'
    return pause
  })
}

/** What the browser remembers as not yet sent. */
function unsentInStorage(tab: Page): Promise<string[]> {
  return tab.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith('talkoot.unsent.')),
  )
}
