import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { addPage, blocksOf, contentIn, goesInto, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins } from './organisation.ts'

afterEach(expectCleanPages)

test('[K46] two people write goals and their metrics at once; what is measured is known on both pages', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer(), computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const reader = await joins(aino, carla, app.url, 'Carla Lund')
  await ask(aino, app.url, 'PUT', `/api/strategies/${place.strategy}/members/${reader}`, {
    role: 'reader',
  })
  const goalsPage = await addPage(aino, place, 'goals')
  const metricsPage = await addPage(aino, place, 'measurement')
  const tab = await opensPage(aino, place, goalsPage)
  const other = await opensPage(bo, place, goalsPage)

  // Both fill in one row: words, choices, a person, a day.
  await goesInto(tab, 'goalName', 0)
  await goesInto(other, 'goalName', 1)
  await Promise.all([
    tab.keyboard.type('Answers are found in one place'),
    other.keyboard.type('Everybody may speak for us'),
  ])
  const row = (page: typeof tab, n: number) => page.locator('.goal').nth(n)
  await row(other, 0).getByLabel('Term').selectOption('Near, within 12 months')
  await row(tab, 0).getByLabel('Kind of aim').selectOption('Support')
  await row(tab, 0).getByLabel('Deadline').fill('2027-03-31')
  await row(tab, 0).getByRole('button', { name: 'Choose' }).click()
  await tab.getByRole('combobox', { name: 'Owner' }).fill('Bo')
  await tab.keyboard.press('Enter')
  await row(other, 0).getByRole('button', { name: 'Owner: Bo Berg' }).waitFor()
  await expect
    .poll(async () => blocksOf(await contentIn(other), 'goalTable')[0]?.content?.[0])
    .toMatchObject({
      attrs: { term: 'near', objective: 'support', deadline: '2027-03-31', side: null },
      content: [{ content: [{ text: 'Answers are found in one place' }] }, {}],
    })
  await row(tab, 1).getByText('Everybody may speak for us').waitFor()
  expect(await row(tab, 0).getByLabel('Term').inputValue()).not.toBe('-1')

  // A metric of another page takes one of the goals, by name, once the server has read them there.
  await expect
    .poll(async () =>
      JSON.stringify(await ask(bo, app.url, 'GET', `/api/strategies/${place.strategy}/goals`)),
    )
    .toContain('Answers are found in one place')
  const metrics = await opensPage(bo, place, metricsPage)
  const choice = metrics.locator('.metric').first().getByLabel('Goal', { exact: true })
  await choice.locator('option', { hasText: 'Answers are found in one place' }).waitFor({
    state: 'attached',
    timeout: 30_000,
  })
  expect(await choice.locator('optgroup').first().getAttribute('label')).toBe('Goals')
  await choice.selectOption({ label: 'Answers are found in one place' })
  await untilSaveStateIs(metrics, 'Saved')
  expect(await choice.locator('option:checked').textContent()).toBe(
    'Answers are found in one place',
  )

  // Whoever reads the goals sees a table, and that the goal is measured.
  const reading = await carla.newPage()
  await reading.goto(`${app.url}/pages/${goalsPage}`)
  const table = reading.getByRole('table', { name: 'Goals' })
  const first = table.getByRole('row').nth(1)
  await expect
    .poll(
      async () => {
        await reading.reload()
        await table.waitFor()
        return first.textContent()
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toMatch(/Answers are found in one place.*Support.*Near.*Bo Berg.*31 March 2027.*another page/)
  expect(await table.getByRole('columnheader').allTextContents()).toEqual([
    'Goal',
    'What kind',
    'Who, by when',
    'Measured by',
  ])
  expect(await faults(reading)).toEqual([])

  // The goal goes: the metric says so and keeps it until somebody chooses another.
  await goesInto(tab, 'goalName', 0)
  await row(tab, 0).locator('.row-more').click()
  await row(tab, 0).getByRole('button', { name: 'Remove' }).click()
  await untilSaveStateIs(tab, 'Saved')
  await expect
    .poll(
      async () => {
        await metrics.reload()
        await choice.waitFor()
        return choice.locator('option:checked').textContent()
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toBe('This goal is gone')
  expect(await choice.getAttribute('aria-invalid')).toBe('true')
  expect(await faults(metrics)).toEqual([])
})

test('[K47] a goal is written by keyboard alone, and its own page names the metrics that measure it', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await addPage(aino, place, 'goals')
  const tab = await opensPage(aino, place, id)
  await goesInto(tab, 'goalName', 0)
  await tab.keyboard.type('People find the answer')
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('Good service')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('f')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('l')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await tab.getByRole('combobox', { name: 'Owner' }).waitFor()
  await tab.keyboard.type('Aino')
  await tab.keyboard.press('Enter')
  await tab.getByRole('button', { name: 'Owner: Aino Koskinen' }).waitFor()
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('06302027')
  await expect
    .poll(async () => blocksOf(await contentIn(tab), 'goalTable')[0]?.content?.[0])
    .toMatchObject({
      attrs: { side: 'outside', term: 'far', objective: 'listen', deadline: '2027-06-30' },
      content: [
        { content: [{ text: 'People find the answer' }] },
        { content: [{ text: 'Good service' }] },
      ],
    })

  // A metric on the same page is named at once, before anything is stored.
  await tab.evaluate(() => {
    const place = document.querySelector('.page-text') as Element & {
      editor: import('@tiptap/core').Editor
    }
    const { state, commands } = place.editor
    const goal: unknown[] = []
    state.doc.descendants((node) => {
      if (node.type.name === 'goal') goal.push(node.attrs['id'])
    })
    const fields = ['Baseline', 'Target', 'Source', 'Reader', 'Response']
    commands.insertContentAt(state.doc.content.size, {
      type: 'metricTable',
      content: [
        {
          type: 'metric',
          attrs: { goal: goal[0] },
          content: [
            { type: 'metricName', content: [{ type: 'text', text: 'Calls a week' }] },
            ...fields.map((field) => ({ type: `metric${field}` })),
          ],
        },
      ],
    })
  })
  await tab.locator('.goal').first().getByText('Calls a week').waitFor()
  await goesInto(tab, 'metricName', 0)
  await tab.keyboard.type('!')
  await tab.locator('.goal').first().getByText('Calls a week!').waitFor()
  expect(await faults(tab)).toEqual([])
})
