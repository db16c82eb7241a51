import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, inject, onTestFinished, test } from 'vitest'
import { startApp, temporaryFolder } from '../support/app.ts'
import { computer, computerIn, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { foundedBy, opens, sees, textOnServer, types } from './organisation.ts'

afterEach(expectCleanPages)

test('[W26] a newer version is offered, taken over on request, and text not sent stays', async () => {
  const client = await temporaryFolder()
  await cp(path.join(inject('dist'), 'client'), client, { recursive: true })
  const data = await temporaryFolder()
  const older = await startApp({ config: { client, data } })
  const aino = await computer()
  const place = await foundedBy(aino, older.url, older.setupToken)
  const tabs = [await opens(aino, place), await opens(aino, place)] as const
  for (const tab of tabs) await untilSaveStateIs(tab, 'Saved')
  await tabs[0].evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const before = await scriptOf(client)
  await tabs[0].reload()
  await untilSaveStateIs(tabs[0], 'Saved')
  expect(await tabs[0].getByText('A new version of Talkoot is ready').count()).toBe(0)

  await older.close()
  await types(tabs[0], 0, 'Written while the server was being upgraded.')
  await untilSaveStateIs(tabs[0], /changes kept in this browser/)
  await makeNewer(client)
  expect(await scriptOf(client)).not.toBe(before)
  const newer = await startApp({ config: { client, data, port: older.port } })
  for (const tab of tabs) await untilSaveStateIs(tab, 'Saved')

  await tabs[0].reload()
  for (const tab of tabs) await tab.getByText('A new version of Talkoot is ready').waitFor()
  await types(tabs[1], 1, 'Typed just before.')
  // The one tab is not reloaded under its writer's hands when the other one is.
  for (const tab of tabs) {
    const reloaded = tab.waitForEvent('domcontentloaded')
    await tab.getByRole('button', { name: 'Reload to update' }).click()
    await reloaded
    await untilSaveStateIs(tab, 'Saved')
  }
  for (const tab of tabs) {
    await untilSaveStateIs(tab, 'Saved')
    await sees(tab, 'Written while the server was being upgraded.')
    await sees(tab, 'Typed just before.')
    expect(await tab.getByText('A new version of Talkoot is ready').count()).toBe(0)
    expect(await tab.evaluate(() => document.scripts[0]?.src ?? '')).toContain(
      await scriptOf(client),
    )
  }
  expect(await textOnServer(aino, place)).toContain('Typed just before.')

  // What is kept for the train is the newer one.
  await newer.close()
  await tabs[0].reload()
  await sees(tabs[0], 'Typed just before.')
  expect(await tabs[0].evaluate(() => document.scripts[0]?.src ?? '')).toContain(
    await scriptOf(client),
  )
})

test('[W27] over plain HTTP it says that it can’t be opened without a connection', async () => {
  const app = await startApp()
  const folder = await temporaryFolder()
  const aino = await computerIn(folder, {
    args: ['--host-resolver-rules=MAP talkoot.test 127.0.0.1'],
  })
  onTestFinished(() => aino.close())
  const url = `http://talkoot.test:${app.port}`
  const tab = await aino.newPage()
  await tab.goto(`${url}/setup#token=${encodeURIComponent(app.setupToken)}`)
  await tab.getByLabel('Name of the organisation').fill('Karelia')
  await tab.getByLabel('Name', { exact: true }).fill('Aino Koskinen')
  await tab.getByLabel('E-mail').fill('aino@example.org')
  await tab.getByLabel('Password', { exact: true }).fill('words only I would join')
  await tab.getByRole('button', { name: 'Set up' }).click()
  await tab.getByRole('button', { name: 'Make a strategy' }).click()
  await tab.getByLabel('Name of the strategy').fill('Communication strategy')
  await tab.getByRole('dialog').getByRole('button', { name: 'Make a strategy' }).click()
  await tab.locator('main .contents a').first().click()
  await tab.locator('[role=textbox]').waitFor()
  await untilSaveStateIs(tab, 'Saved')
  expect(await tab.evaluate(() => globalThis.isSecureContext)).toBe(false)
  await aino.setOffline(true)
  await types(tab, 0, 'Written without a connection.')
  await untilSaveStateIs(tab, /changes kept in this browser/)
  await tab.locator('summary.save').click()
  await tab.getByText('can’t be opened').waitFor()
  await aino.setOffline(false)
  await untilSaveStateIs(tab, 'Saved')
})

/** The name of the first script of the built client. */
async function scriptOf(client: string): Promise<string> {
  const page = await readFile(path.join(client, 'index.html'), 'utf8')
  const [, name] = /<script[^>]*\/([\w-]+\.js)"/.exec(page) ?? []
  if (name === undefined) throw new Error('The page has no script')
  return name
}

/** Turns the built client into one of another version: its scripts have other names. */
async function makeNewer(client: string): Promise<void> {
  const files = await readdir(client, { recursive: true })
  const scripts = files.filter((file) => file.endsWith('.js')).map((file) => path.basename(file))
  const renamed = (text: string) =>
    scripts
      .filter((name) => name !== 'sw.js')
      .reduce(
        // Backwards, so that those with the same name before it stay apart.
        (all, name) =>
          all.replaceAll(
            name,
            name.replace(/-([\w-]{8})\.js$/, (_, hash: string) => `-${reversed(hash)}.js`),
          ),
        text,
      )
  for (const file of files.filter((one) => /\.(?:js|html)$/.test(one))) {
    const text = renamed(await readFile(path.join(client, file), 'utf8'))
    await writeFile(
      path.join(client, renamed(file)),
      text.replace(/("?version"?:\s*")\w+/, '$1newer'),
    )
  }
}

const reversed = (text: string) => [...text].toReversed().join('')
