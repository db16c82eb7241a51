import path from 'node:path'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { smallDisk } from '../support/small-disk.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { faultyWords, writesWords } from './in-editor.ts'
import { foundedBy, joins, opens, sees, textOnServer } from './organisation.ts'
import { serverProcess, setupToken } from './server-process.ts'

afterEach(expectCleanPages)

const tellsWithin = 2_000
const recoversWithin = 5_000

test('[W25] the disk fills up: both are told, write on, and lose nothing when there is room again', async () => {
  const disk = await smallDisk(16)
  if (disk === null) return
  onTestFinished(() => disk.remove())
  const server = await serverProcess(path.join(disk.folder, 'data'))
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, server.url, setupToken)
  await joins(aino, bo, server.url, 'Bo Berg')
  const tabs = [await opens(aino, place), await opens(bo, place)] as const
  const names = ['aino', 'bo'] as const
  let written = 0
  const write = async (count: number) => {
    await Promise.all(
      tabs.map((tab, n) => writesWords(tab, names[n] ?? '', written, written + count)),
    )
    written += count
  }
  await write(20)
  for (const tab of tabs) {
    await untilSaveStateIs(tab, 'Saved')
    await tab.evaluate(noteWhenItSaysNotSaved)
  }
  const saved = written

  disk.fill()
  await write(20)
  for (const tab of tabs) {
    await untilSaveStateIs(tab, /Not saved: the server can’t store just now/)
    const { first, told } = await tab.evaluate(() => ({
      first: Number(document.body.dataset['first']),
      told: Number(document.body.dataset['told']),
    }))
    expect(told - first).toBeLessThan(tellsWithin)
    await tab.locator('summary.save').click()
    await tab.getByText('The server has trouble with its disk').first().waitFor()
    await tab.keyboard.press('Escape')
  }
  // Writing goes on all the while, and none of it is called saved.
  await write(20)
  for (const tab of tabs) {
    expect(await tab.locator('.save').first().textContent()).toContain('Not saved')
    expect(await tab.locator('[role=textbox]').count()).toBe(1)
  }

  disk.free()
  const freed = performance.now()
  await Promise.all(tabs.map((tab) => untilSaveStateIs(tab, 'Saved')))
  const took = performance.now() - freed
  console.info(`a full disk: "Saved" ${Math.round(took)} ms after there was room again`)
  expect(took).toBeLessThan(recoversWithin)

  // A kill shows what is really on the disk.
  await server.kill()
  await server.start()
  const text = await textOnServer(aino, place)
  for (const [n, name] of names.entries()) {
    expect(faultyWords(text, name, written)).toEqual([])
    for (const tab of tabs) {
      await sees(tab, `${names[1 - n]}${written - 1};`)
      expect(faultyWords(await tab.locator('.page-text').innerText(), name, written)).toEqual([])
    }
  }
  expect(written).toBeGreaterThan(saved)
})

/** In the page: notes when the first change after this is made and when it is said not to be saved. */
function noteWhenItSaysNotSaved(): void {
  const { dataset } = document.body
  const bar = document.querySelector('.bar')
  const text = document.querySelector('.page-text')
  if (bar === null || text === null) throw new Error('There is no page')
  new MutationObserver(() => (dataset['first'] ??= String(performance.now()))).observe(text, {
    subtree: true,
    childList: true,
    characterData: true,
  })
  new MutationObserver(() => {
    if (bar.querySelector('.save')?.textContent?.startsWith('Not saved') === true) {
      dataset['told'] ??= String(performance.now())
    }
  }).observe(bar, { subtree: true, childList: true, characterData: true })
}
