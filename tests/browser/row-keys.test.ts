import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import {
  addPage,
  blocksOf,
  contentIn,
  goesInto,
  opensPage,
  pastes,
  wordsIn,
} from './blocks-page.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { foundedBy } from './organisation.ts'

afterEach(expectCleanPages)

async function goalsPage() {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await addPage(aino, place, 'goals')
  const tab = await opensPage(aino, place, id)
  const goals = async () => wordsIn(blocksOf(await contentIn(tab), 'goalTable')[0])
  return { app, aino, place, id, tab, goals }
}

test('[K40] Enter goes from field to field and makes rows; fields neither split nor join', async () => {
  const { tab, goals } = await goalsPage()
  await goesInto(tab, 'goalName', 0)
  await tab.keyboard.type('First')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('the town')
  await tab.keyboard.press('Shift+Enter')
  await tab.keyboard.type('all of it')
  for (const words of ['Second', 'x', 'Third', 'y', 'Fourth']) {
    await tab.keyboard.press('Enter')
    await tab.keyboard.type(words)
  }
  await expect.poll(goals).toEqual([
    ['First', 'the town\nall of it'],
    ['Second', 'x'],
    ['Third', 'y'],
    ['Fourth', ''],
  ])

  // At the start and the end of a field nothing is joined to it.
  await tab.keyboard.press('Home')
  await tab.keyboard.press('Backspace')
  await tab.keyboard.press('End')
  await tab.keyboard.press('Delete')
  expect((await goals()).at(-1)).toEqual(['Fourth', ''])

  // A row made in between, and gone again with what was never in it.
  await goesInto(tab, 'goalName', 0)
  await tab.keyboard.press('Control+Enter')
  expect(await goals()).toHaveLength(5)
  await tab.keyboard.press('Backspace')
  expect(await goals()).toHaveLength(4)
  await tab.keyboard.type('!')
  await expect.poll(async () => (await goals())[0]?.[1]).toBe('the town\nall of it!')
})

test('[K41] rows move by keys, and the last row takes its block along', async () => {
  const { tab, goals } = await goalsPage()
  await goesInto(tab, 'goalName', 0)
  for (const words of ['A', '', 'B', '', 'C']) {
    await tab.keyboard.type(words)
    await tab.keyboard.press('Enter')
  }
  await goesInto(tab, 'goalName', 2)
  await tab.keyboard.press('Alt+ArrowUp')
  await tab.keyboard.press('Alt+ArrowUp')
  await tab.keyboard.type('!')
  const names = async () => (await goals()).map(([name]) => name)
  await expect.poll(names).toEqual(['C!', 'A', 'B'])
  await tab.keyboard.press('Alt+ArrowDown')
  await tab.keyboard.type('?')
  await expect.poll(names).toEqual(['A', 'C!?', 'B'])

  for (const _ of [1, 2, 3]) {
    await goesInto(tab, 'goalName', 0)
    await tab.keyboard.press('Control+a')
    await tab.keyboard.press('Backspace')
    await tab.keyboard.press('Backspace')
  }
  expect(blocksOf(await contentIn(tab), 'goalTable')).toEqual([])
  await tab.keyboard.type('No goals here.')
  await tab.locator('p', { hasText: 'No goals here.' }).waitFor()
})

test('[K42] arrows and Tab go through a block and out of it at both ends, also where nothing follows', async () => {
  const { tab, goals } = await goalsPage()
  const content = () => contentIn(tab)
  // Delete all that follows the goals.
  await tab.evaluate(() => {
    const place = document.querySelector('.page-text') as Element & {
      editor: import('@tiptap/core').Editor
    }
    const { view } = place.editor
    let end = 0
    view.state.doc.forEach((node, at) => {
      if (node.type.name === 'goalTable') end = at + node.nodeSize
    })
    view.dispatch(view.state.tr.delete(end, view.state.doc.content.size))
  })
  await goesInto(tab, 'goalName', -1)
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.type('served')
  await expect.poll(goals).toContainEqual(['', 'served'])
  const before = await content()
  await tab.keyboard.press('ArrowDown')
  // Moving about has written nothing; typing makes the paragraph.
  expect(await content()).toEqual(before)
  await tab.keyboard.type('After.')
  await expect
    .poll(async () => (await content()).content?.at(-1))
    .toMatchObject({ type: 'paragraph', content: [{ text: 'After.' }] })
  await tab.keyboard.press('Home')
  await tab.keyboard.press('ArrowLeft')
  await tab.keyboard.type('!')
  await expect.poll(goals).toContainEqual(['', 'served!'])
  await tab.keyboard.press('ArrowUp')
  await tab.keyboard.type('named')
  await expect.poll(goals).toContainEqual(['named', 'served!'])
  for (const _ of [1, 2, 3]) await tab.keyboard.press('ArrowUp')
  await tab.keyboard.type('Above: ')
  await tab.locator('.question', { hasText: 'Above: ' }).waitFor()

  // Tab: the fields and the choices of the row, in the order in which they stand.
  await goesInto(tab, 'goalName', -1)
  const stops: string[] = []
  for (let n = 0; n < 12; n += 1) {
    await tab.keyboard.press('Tab')
    stops.push(
      await tab.evaluate(() => {
        const at = document.activeElement
        if (at?.matches('select, input')) {
          return at.closest('.row-choice')?.querySelector('.row-label')?.textContent ?? ''
        }
        return at?.matches('[role=textbox]') ? 'text' : (at?.textContent ?? '')
      }),
    )
  }
  expect(stops.slice(0, 4)).toEqual(['text', 'Where', 'Term', 'Kind of aim'])
  expect(stops.at(-1)).not.toBe('Where')
  expect(stops).toContain('Deadline')
})

test('[K43] what is pasted into a field makes rows of lines and fields of cells, and stays a block', async () => {
  const { tab, goals } = await goalsPage()
  await goesInto(tab, 'goalName', 0)
  await pastes(tab, 'text', 'One\nTwo\tthe town\nThree')
  expect((await goals()).slice(0, 3)).toEqual([
    ['One', ''],
    ['Two', 'the town'],
    ['Three', ''],
  ])
  await tab.keyboard.press('Enter')
  await pastes(tab, 'html', '<ul><li>more</li><li><b>than</b> one</li></ul>')
  expect((await goals())[2]).toEqual(['Three', 'more\nthan one'])
  await goesInto(tab, 'goalName', 3)
  await pastes(tab, 'html', '<table><tr><td>Four</td><td>x</td></tr><tr><td>Five</td></tr></table>')
  expect((await goals()).slice(3)).toEqual([
    ['Four', 'x'],
    ['Five', ''],
    ['', ''],
  ])

  // What is selected across fields is emptied, and no row loses a field.
  await goesInto(tab, 'goalName', 0)
  await tab.keyboard.press('Home')
  await tab.keyboard.down('Shift')
  for (let n = 0; n < 12; n += 1) await tab.keyboard.press('ArrowRight')
  await tab.keyboard.up('Shift')
  await tab.keyboard.press('Delete')
  const left = await goals()
  expect(left.every((row) => row.length === 2)).toBe(true)
  expect(blocksOf(await contentIn(tab), 'goalTable')).toHaveLength(1)
  await untilSaveStateIs(tab, 'Saved')
})

test('[K44] a copied row gets an id of its own, and the first one keeps its own', async () => {
  const { tab } = await goalsPage()
  const ids = async () =>
    blocksOf(await contentIn(tab), 'goalTable').flatMap((block) =>
      (block.content ?? []).map((row) => row.attrs?.['id']),
    )
  const before = await ids()
  expect(new Set(before).size).toBe(3)
  await tab.evaluate(() => {
    const place = document.querySelector('.page-text') as Element & {
      editor: import('@tiptap/core').Editor
    }
    const { state, commands } = place.editor
    state.doc.forEach((node, at) => {
      if (node.type.name === 'goalTable')
        commands.insertContentAt(at + node.nodeSize, node.toJSON())
    })
  })
  const after = await ids()
  expect(after.slice(0, 3)).toEqual(before)
  expect(after).toHaveLength(6)
  expect(new Set(after).size).toBe(6)
  await untilSaveStateIs(tab, 'Saved')
})
