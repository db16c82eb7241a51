import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins, opens } from './organisation.ts'
import { emptyPage, fills, line, nodes, nodesOnServer } from './page-of-blocks.ts'

afterEach(expectCleanPages)

const task = (text: string, attrs = {}) => ({ type: 'taskItem', attrs, content: [line(text)] })

test('[K25] a checklist is written, nested and checked by keyboard alone', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  const tab = await opens(aino, place)
  await tab.locator('[role=textbox] > p').first().click()
  await tab.keyboard.type('[ ] Ask the residents')
  await tab.getByRole('checkbox', { name: 'Done: Ask the residents' }).waitFor()
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('At the library')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Control+Enter')
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Shift+Tab')
  await tab.keyboard.type('Answer them')
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('After the list.')
  await expect.poll(() => tab.getByRole('checkbox').count()).toBe(3)
  expect(await tab.getByRole('checkbox', { name: 'Done: At the library' }).isChecked()).toBe(true)
  const [list, after] = await nodes(tab)
  expect(after).toEqual(line('After the list.'))
  expect(list).toMatchObject({
    type: 'taskList',
    content: [
      {
        content: [
          line('Ask the residents'),
          { type: 'taskList', content: [{ attrs: { checked: true } }] },
        ],
      },
      { content: [line('Answer them')] },
    ],
  })
  await untilSaveStateIs(tab, 'Saved')
  expect(app.reported).toEqual([])
})

test('[K24] [K25] two people share out tasks; what is late says so', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  await fills(tab, [{ type: 'taskList', content: [task('Ask'), task('Answer')] }, line()])
  await other.getByText('Answer', { exact: true }).click()

  // By hand: what nobody has chosen shows where the caret is.
  await tab.getByText('Ask', { exact: true }).click()
  await tab.getByRole('button', { name: 'Owner' }).click()
  await tab.getByRole('combobox', { name: 'Owner' }).fill('ber')
  await tab.getByRole('option', { name: /Bo Berg/ }).click()
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.textContent))
    .toContain('Bo Berg')
  await other.getByRole('button', { name: 'Owner: Bo Berg' }).waitFor()

  // By keyboard: from the text to the owner, Escape gives up, the day is typed.
  await other.keyboard.press('Control+.')
  await other.keyboard.press('Enter')
  await other.getByRole('combobox', { name: 'Owner' }).waitFor()
  await other.keyboard.press('Escape')
  await expect.poll(() => other.getByRole('combobox', { name: 'Owner' }).count()).toBe(0)
  await other.keyboard.press('Tab')
  await other.keyboard.press('Enter')
  await other.getByLabel('Due', { exact: true }).fill('2020-02-03')
  await other.keyboard.press('Enter')
  await tab.getByText('Overdue: 3 February 2020').waitFor()
  expect(await faults(tab)).toEqual([])
  await other.getByRole('checkbox', { name: 'Done: Answer' }).check()
  await tab.getByText('Overdue:').waitFor({ state: 'detached' })
  await untilSaveStateIs(other, 'Saved')
  await expect
    .poll(async () => (await nodesOnServer(aino, place))[0]?.content?.map(({ attrs }) => attrs))
    .toEqual([{ owner: id }, { checked: true, due: '2020-02-03' }])

  // Undone like any writing; somebody who has left is said to have.
  await ask(aino, app.url, 'PUT', `/api/people/${id}/active`, { active: false })
  await tab.getByRole('button', { name: 'Owner: Bo Berg (has left)' }).waitFor()
  await tab.getByRole('button', { name: 'Owner: Bo Berg (has left)' }).click()
  await tab.getByRole('button', { name: 'Nobody' }).click()
  await expect.poll(async () => (await nodes(tab))[0]?.content?.[0]?.attrs).toBeUndefined()
  expect(app.reported).toEqual([])
})

test('[K24] guests see no list of people and take a task themselves, on a phone', async () => {
  const app = await startApp()
  const [aino, gil] = await Promise.all([computer(), phone()])
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  const tab = await opens(aino, place)
  const people = (await ask(aino, app.url, 'GET', '/api/people')) as { people: { id: string }[] }
  const aina = people.people[0]?.id
  await fills(tab, [{ type: 'taskList', content: [task('Ask'), task('Mine', { owner: aina })] }])
  await untilSaveStateIs(tab, 'Saved')
  const invited = (await ask(
    aino,
    app.url,
    'POST',
    `/api/strategies/${place.strategy}/invitations`,
    {
      label: 'Workshop',
      as: 'guest',
      role: 'editor',
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    },
  )) as { code: string }
  await ask(gil, app.url, 'POST', '/api/join', { code: invited.code, name: 'Gil' })
  const small = await opens(gil, place)
  await small.getByText('Ask').tap()
  await small.getByRole('button', { name: /I’ll take it/ }).tap()
  await small.getByText('Gil', { exact: true }).waitFor()
  await small.getByText('somebody').waitFor()
  await small.getByRole('button', { name: /Give it back/ }).waitFor()
  expect(await small.getByRole('button', { name: 'Owner: Aino' }).count()).toBe(0)
  await tab.getByRole('button', { name: 'Owner: Gil' }).waitFor()
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
