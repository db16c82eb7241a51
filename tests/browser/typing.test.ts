import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { contentOnServer, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { pastes } from './clipboard.ts'
import { foundedBy, joins } from './organisation.ts'
import { begins, emptyPage, shape, typesLines } from './plain-page.ts'

afterEach(expectCleanPages)

test('[W117] quotation marks and dashes are those of the page’s language', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const typed = `"it's 'so'" -- yes ... no - no 5-6 - 7`
  for (const [language, set] of [
    ['en', '“it’s ‘so’” – yes … no – no 5-6 - 7'],
    ['fi', '”it’s ’so’” – yes … no – no 5-6 - 7'],
    ['nb', '«it’s ‘so’» – yes … no – no 5-6 - 7'],
    ['sv', '”it’s ’so’” – yes … no – no 5-6 - 7'],
  ] as const) {
    const tab = await begins(aino, place, await emptyPage(aino, place, 'Set', language))
    await tab.keyboard.type(typed)
    await expect.poll(() => shape(tab)).toEqual([`paragraph(${set})`])
    await tab.close()
  }
})

test('[W117] Backspace or undo gives back what was typed; code and addresses stay as they are', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await emptyPage(aino, place, 'Typed')
  const tab = await begins(aino, place, id)
  await tab.keyboard.type('so"')
  await tab.keyboard.press('Backspace')
  await tab.keyboard.type(' and "')
  await tab.keyboard.press('Control+z')
  await tab.keyboard.type('x')
  await typesLines(tab, '', 'https://a--b.example/... `a "b" c`', '``` say "x"')
  await expect
    .poll(() => shape(tab))
    .toEqual([
      'paragraph(so" and "x)',
      'paragraph(https://a--b.example/... a "b" c)',
      'codeBlock(say "x")',
    ])
  await untilSaveStateIs(tab, 'Saved')
  expect(JSON.stringify(await contentOnServer(aino, place, id))).toContain('say \\"x\\"')
})

test('[W118] Markdown’s signs make blocks that the page takes', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await emptyPage(aino, place, 'Signs')
  const tab = await begins(aino, place, id)
  await typesLines(tab, '# One', '## Two', '### Three', 'See [us](example.org), **b** and `c`')
  await typesLines(tab, '', '- one', '', '- [ ] todo', 'more', '', '[x] done', '', '1. first', '')
  await typesLines(tab, '', '> said', '', '---', '| Name | Owner |', 'cell')
  await expect
    .poll(() => shape(tab))
    .toEqual([
      'heading2(One)',
      'heading3(Two)',
      'heading4(Three)',
      'paragraph(See us, b and c)',
      'bulletList(listItem(paragraph(one)))',
      'taskList(taskItem(paragraph(todo))taskItem(paragraph(more)))',
      'taskList(taskItem(paragraph(done)))',
      'orderedList(listItem(paragraph(first)))',
      'blockquote(paragraph(said))',
      'horizontalRule()',
      'paragraph()',
      'table(tableRow(tableHeader(paragraph(Name))tableHeader(paragraph(Owner)))tableRow(tableCell(paragraph(cell))tableCell(paragraph())))',
    ])
  expect(await tab.locator('.page-text a[href="https://example.org"]').innerText()).toBe('us')
  // Nothing of it was refused: the page says that it is saved and holds it all.
  await untilSaveStateIs(tab, 'Saved')
  const stored = JSON.stringify(await contentOnServer(aino, place, id))
  for (const words of ['todo', 'done', 'Owner', 'cell']) expect(stored).toContain(words)
  expect(stored).not.toContain('"checked":false')
  expect(app.reported).toEqual([])
})

test('[W118] addresses that are typed and pasted become links, once they have ended', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const id = await emptyPage(aino, place, 'Addresses')
  const tab = await begins(aino, place, id)
  const linked = (one: typeof tab) =>
    one
      .locator('.page-text a[rel]')
      .evaluateAll((all) => all.map((a) => `${a.textContent} > ${a.getAttribute('href')}`))
  await typesLines(tab, 'https://a.example/x')
  expect(await linked(tab)).toEqual([])
  await typesLines(tab, ' (www.b.example), `https://code.example` c@d.example!', 'b.example e.g. ')
  const typed = [
    'https://a.example/x > https://a.example/x',
    'www.b.example > https://www.b.example',
    'c@d.example > mailto:c@d.example',
  ]
  await expect.poll(() => linked(tab)).toEqual(typed)
  await tab.keyboard.press('Enter')
  await pastes(tab, { text: 'See http://e.example/f. And javascript:alert(1)' })
  const plain = 'http://e.example/f > http://e.example/f'
  await expect.poll(() => linked(tab)).toEqual([...typed, plain])
  await pastes(tab, { html: '<p><a href="https://g.example/h">https://other.example</a></p>' })
  const kept = 'https://other.example > https://g.example/h'
  await expect.poll(() => linked(tab)).toEqual([...typed, plain, kept])

  // In the place of words it makes a link of these.
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('over')
  await tab.keyboard.press('Shift+Home')
  await pastes(tab, { text: 'www.i.example' })
  const over = 'over > https://www.i.example'
  await expect.poll(() => linked(tab)).toEqual([...typed, plain, kept, over])
  await untilSaveStateIs(tab, 'Saved')
  const other = await opensPage(bo, place, id)
  await expect.poll(() => linked(other)).toEqual([...typed, plain, kept, over])
  expect(app.reported).toEqual([])
})

test('[W118] a link that was undone stays undone, and what another types is theirs to link', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const id = await emptyPage(aino, place, 'Undone')
  const tab = await begins(aino, place, id)
  const links = tab.locator('.page-text a[rel]')
  await tab.keyboard.type('https://a.example ')
  await expect.poll(() => links.count()).toBe(1)
  await tab.keyboard.press('Control+z')
  await expect.poll(() => links.count()).toBe(0)
  await tab.keyboard.press('Control+Shift+z')
  await expect.poll(() => links.count()).toBe(1)
  const other = await begins(bo, place, id)
  await other.keyboard.press('Control+End')
  await typesLines(other, '', 'www.b.example', 'end')
  await expect.poll(() => links.allTextContents()).toEqual(['https://a.example', 'www.b.example'])
  await tab.keyboard.press('Control+z')
  await expect.poll(() => links.allTextContents()).toEqual(['www.b.example'])
})
