import { afterEach, expect, test } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { picture } from '../support/pictures.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import {
  blocks,
  chooses,
  drops,
  endsUndoStep,
  type Given,
  pastes,
  untilCaretIn,
} from './giving-files.ts'
import { ask, foundedBy, joins, type Place } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

const jpeg = async (name: string, width = 300): Promise<Given> => ({
  name,
  type: 'image/jpeg',
  bytes: await picture('jpeg', { width, height: 100 }).toBuffer(),
})
const pdf: Given = { name: 'plan.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 x') }
const broken: Given = {
  name: 'broken.jpg',
  type: 'image/jpeg',
  bytes: Buffer.from([255, 216, 255]),
}

/** A page of its own, with these paragraphs. */
async function pageWith(aino: BrowserContext, place: Place, title: string): Promise<string> {
  const at = `/api/strategies/${place.strategy}/pages`
  const made = (await ask(aino, place.url, 'POST', at, { title })) as { id: string }
  return made.id
}

async function opensPage(computer: BrowserContext, place: Place, page: string): Promise<Page> {
  const tab = await computer.newPage()
  await tab.goto(`${place.url}/pages/${page}`)
  await tab.locator('[role=textbox]').waitFor()
  return tab
}

/** Aino on a page with three lines, the caret in the second. */
async function begun(lines: readonly string[] = ['one', 'two', 'three']) {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const page = await pageWith(aino, place, 'Pictures')
  const tab = await opensPage(aino, place, page)
  await tab.locator('[role=textbox] > p').first().click()
  for (const [n, line] of lines.entries()) {
    if (n > 0) await tab.keyboard.press('Enter')
    await tab.keyboard.type(line)
  }
  await tab.locator('[role=textbox] > p').nth(1).click()
  await untilCaretIn(tab, lines[1] ?? '')
  return { app, aino, place, page, tab }
}

async function untilBlocks(tab: Page, due: readonly string[]): Promise<void> {
  await expect.poll(() => blocks(tab), { timeout: 10_000 }).toEqual(due)
}

test('[W100] pictures and files are chosen, several at once, and stand where the caret was', async () => {
  const { aino, page, place, tab } = await begun()
  const other = await computer()
  await joins(aino, other, place.url, 'Bo Berg')
  const theirs = await opensPage(other, place, page)
  await chooses(tab, await jpeg('a.jpg'), pdf, await jpeg('b.jpg', 200))
  const due = ['one', 'two', 'picture Picture', 'file plan.pdf', 'picture Picture', 'three']
  await untilBlocks(tab, due)
  await untilBlocks(theirs, due)
  await expect
    .poll(() =>
      theirs
        .locator('.picture img')
        .first()
        .evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth),
    )
    .toBe(300)
  const sizes = await theirs
    .locator('.picture img')
    .evaluateAll((images) =>
      images.map(
        (image) =>
          `${image.getAttribute('width')} ${image.getAttribute('height')} ${image.getAttribute('loading')}`,
      ),
    )
  expect(sizes).toEqual(['300 100 lazy', '200 100 lazy'])
  await untilSaveStateIs(tab, 'Saved')
})

test('[W100] they are pasted where the caret is, and fall where they are let go', async () => {
  const { tab } = await begun()
  await pastes(tab, [await jpeg('pasted.jpg')])
  await untilBlocks(tab, ['one', 'two', 'picture Picture', 'three'])
  await tab.keyboard.press('Escape')
  await drops(tab, '.page-text > p', [pdf])
  await untilBlocks(tab, ['one', 'file plan.pdf', 'two', 'picture Picture', 'three'])
  await drops(tab, '.page-text > h1', [pdf])
  await untilBlocks(tab, [
    'file plan.pdf',
    'one',
    'file plan.pdf',
    'two',
    'picture Picture',
    'three',
  ])
  // On the last line there is room to go on beneath.
  await drops(tab, '.page-text > p:last-child', [await jpeg('last.jpg'), pdf])
  await untilBlocks(tab, [
    'file plan.pdf',
    'one',
    'file plan.pdf',
    'two',
    'picture Picture',
    'three',
    'picture Picture',
    'file plan.pdf',
    '',
  ])
})

test('[W100] a picture is pasted from the clipboard of the computer', async () => {
  const { aino, tab } = await begun()
  await aino.grantPermissions(['clipboard-read', 'clipboard-write'])
  const base64 = (await picture('png').toBuffer()).toString('base64')
  await tab.evaluate(async (coded) => {
    const bytes = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0))
    const item = new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })
    await navigator.clipboard.write([item])
  }, base64)
  await tab.keyboard.press('Control+V')
  await untilBlocks(tab, ['one', 'two', 'picture Picture', 'three'])
})

test('[W107] of what an office program copies the text is taken, not its picture', async () => {
  const { tab } = await begun()
  const html = '<html><body><p>From the office</p><img src="file:///C:/x.png"></body></html>'
  await pastes(tab, [await jpeg('rendered.png')], html)
  await expect.poll(() => blocks(tab)).toContainEqual(expect.stringContaining('From the office'))
  expect(await tab.locator('.picture, .sendings').count()).toBe(0)
  await pastes(tab, [await jpeg('copied.png')], '<img src="https://example.org/elsewhere.png">')
  await tab.locator('.picture img').waitFor()
})

/** Holds files back until it is told to let them go on. */
async function held(tab: Page): Promise<() => void> {
  let release = () => {}
  const told = new Promise<void>((resolve) => (release = resolve))
  await tab.route('**/api/pages/*/files', async (route) => {
    await told
    // One that was stopped meanwhile is not there any more.
    await route.continue().catch(() => null)
  })
  return release
}

test('[W100] files are put in by the list of what can be put in, too', async () => {
  const { tab } = await begun()
  await tab.keyboard.press('End')
  await tab.keyboard.type(' /')
  const chooser = tab.waitForEvent('filechooser')
  await tab.keyboard.type('pict')
  await tab.getByRole('option', { name: /^Picture or file/ }).waitFor()
  await tab.keyboard.press('Enter')
  await (await chooser).setFiles([{ name: 'plan.pdf', mimeType: pdf.type, buffer: pdf.bytes }])
  await untilBlocks(tab, ['one', 'two ', 'file plan.pdf', 'three'])
})

test('[W101] what is on its way is shown beside the text, is never in it, and can be stopped', async () => {
  const { aino, page, place, tab } = await begun()
  const go = await held(tab)
  await chooses(tab, await jpeg('first.jpg'), await jpeg('second.jpg'))
  await tab.getByText('first.jpg is being sent').first().waitFor()
  expect(await blocks(tab)).toEqual(['one', 'two', '(sending)', 'three'])
  const { text } = (await ask(aino, place.url, 'GET', `/api/pages/${page}/content`)) as {
    text: string
  }
  expect(text).toBe('Pictures\none\ntwo\nthree')
  expect(await faults(tab)).toEqual([])
  await tab.emulateMedia({ colorScheme: null })
  await tab.getByRole('button', { name: 'Stop first.jpg' }).click()
  go()
  await untilBlocks(tab, ['one', 'two', 'picture Picture', 'three'])
  expect(await tab.locator('.sendings').count()).toBe(0)
})

test('[W101] what cannot be taken says why, and can be tried again or left out', async () => {
  const { tab } = await begun()
  const large = { ...pdf, name: 'large.pdf', bytes: Buffer.alloc(25_000_001) }
  await chooses(tab, broken, large, await jpeg('good.jpg'))
  await untilBlocks(tab, ['one', 'two', 'picture Picture', '(sending)', 'three'])
  const failed = tab.locator('.sending.failed')
  await failed.getByText('The picture cannot be read. Perhaps it is damaged.').waitFor()
  await failed.getByText('The file is larger than 25 MB').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('button', { name: 'Leave it out broken.jpg' }).click()
  await tab.getByRole('button', { name: 'Leave it out large.pdf' }).click()
  await untilBlocks(tab, ['one', 'two', 'picture Picture', 'three'])
})

test('[W101] without a connection the file waits for it, and goes then', async () => {
  const { aino, tab } = await begun()
  await untilSaveStateIs(tab, 'Saved')
  await aino.setOffline(true)
  await chooses(tab, await jpeg('later.jpg'))
  await tab.getByText('There is no connection. It is sent as soon as there is one').waitFor()
  expect(await blocks(tab)).toEqual(['one', 'two', '(sending)', 'three'])
  await aino.setOffline(false)
  await untilBlocks(tab, ['one', 'two', 'picture Picture', 'three'])
})

test('[W246] who leaves the page within the app while a file is on its way is asked first', async () => {
  const { aino, page, place, tab } = await begun()
  await tab.goto(`${place.url}/strategies/${place.strategy}`)
  await tab.locator(`a[href$="/pages/${page}"]`).first().click()
  await tab.locator('[role=textbox]').waitFor()
  await tab.locator('[role=textbox] > p').nth(1).click()
  const go = await held(tab)
  await chooses(tab, await jpeg('first.jpg'))
  await tab.getByText('first.jpg is being sent').first().waitFor()
  const question = tab.getByRole('dialog', { name: 'Leave the page?' })

  // By a link.
  await tab.locator(`a[href$="/strategies/${place.strategy}"]`).first().click()
  await question.waitFor()
  expect(await faults(tab)).toEqual([])
  await question.getByRole('button', { name: 'Stay here' }).click()
  expect(tab.url()).toContain(page)
  // By going back in the browser.
  await tab.evaluate(() => history.back())
  await question.waitFor()
  await tab.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  expect(tab.url()).toContain(page)
  await tab.getByText('first.jpg is being sent').first().waitFor()
  go()
  await untilBlocks(tab, ['one', 'two', 'picture Picture', 'three'])

  // With nothing on its way nobody asks, and whoever wants to leave does.
  await tab.evaluate(() => history.back())
  await tab.waitForURL(`**/strategies/${place.strategy}`)
  await tab.goForward()
  await tab.locator('[role=textbox]').waitFor()
  await held(tab)
  await tab.locator('[role=textbox] > p').first().click()
  await chooses(tab, await jpeg('second.jpg'))
  await tab.getByText('second.jpg is being sent').first().waitFor()
  await tab.evaluate(() => history.back())
  await question.getByRole('button', { name: 'Leave', exact: true }).click()
  await tab.waitForURL(`**/strategies/${place.strategy}`)
  const { text } = (await ask(aino, place.url, 'GET', `/api/pages/${page}/content`)) as {
    text: string
  }
  // The first picture alone.
  expect(text).toBe('Pictures\none\ntwo\n\nthree')
})

test('[W102] [W104] a picture is described, captioned, left and removed by keyboard alone', async () => {
  const { tab } = await begun()
  await pastes(tab, [await jpeg('a.jpg')])
  const field = tab.getByRole('textbox', { name: 'What does one see in the picture?' })
  await field.waitFor()
  await expect.poll(() => field.evaluate((at) => at === document.activeElement)).toBe(true)
  await tab.getByRole('button', { name: 'Alternative text is missing' }).waitFor()
  await tab.keyboard.type('A red half and a blue one')
  await tab.keyboard.press('Enter')
  await untilBlocks(tab, ['one', 'two', 'picture A red half and a blue one', 'three'])
  expect(await field.count()).toBe(0)

  // From the text above into the caption, and out of it beneath.
  await tab.keyboard.press('End')
  await tab.keyboard.press('ArrowRight')
  await untilCaretIn(tab, '')
  await tab.keyboard.type('Our colours')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('beneath')
  const described = 'picture A red half and a blue one: Our colours'
  await untilBlocks(tab, ['one', 'two', described, 'beneath', 'three'])

  // Back in the caption, Escape selects the picture, and Enter asks for its text.
  for (let steps = 0; steps < 'beneath'.length + 1; steps += 1) {
    await tab.keyboard.press('ArrowLeft')
  }
  await untilCaretIn(tab, 'Our colours')
  await tab.keyboard.press('Escape')
  await tab.locator('.picture.ProseMirror-selectednode').waitFor()
  await tab.keyboard.press('Enter')
  await field.waitFor()
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Space')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await untilBlocks(tab, ['one', 'two', 'picture : Our colours', 'beneath', 'three'])
  await tab.getByRole('button', { name: 'Only decoration' }).waitFor()

  await tab.locator('.picture.ProseMirror-selectednode').waitFor()
  await endsUndoStep(tab)
  await tab.keyboard.press('Delete')
  await untilBlocks(tab, ['one', 'two', 'beneath', 'three'])
  await tab.keyboard.press('Control+Z')
  await untilBlocks(tab, ['one', 'two', 'picture : Our colours', 'beneath', 'three'])
})

test('[W102] who goes on writing is not interrupted, and finds the mark afterwards', async () => {
  const { tab } = await begun()
  const go = await held(tab)
  await chooses(tab, await jpeg('a.jpg'))
  await tab.locator('.sending').waitFor()
  await tab.keyboard.type(' and more')
  go()
  await tab.locator('.picture img').waitFor()
  await tab.keyboard.type(' words')
  expect(await blocks(tab)).toContain('two and more words')
  // Each is undone by itself.
  await tab.keyboard.press('Control+Z')
  await untilBlocks(tab, ['one', 'two and more', 'picture Picture', 'three'])
  await tab.keyboard.press('Control+Z')
  await untilBlocks(tab, ['one', 'two and more', 'three'])
  await tab.keyboard.press('Control+Shift+Z')
  await tab.keyboard.press('Control+Shift+Z')
  await untilBlocks(tab, ['one', 'two and more words', 'picture Picture', 'three'])
  expect(await tab.locator('.picture-alt').count()).toBe(0)
  await tab.getByRole('button', { name: 'Alternative text is missing' }).click()
  await tab.getByRole('textbox', { name: 'What does one see in the picture?' }).fill('Colours')
  // What was typed is kept when one goes on elsewhere.
  await tab.locator('.page-text > p').first().click()
  await untilBlocks(tab, ['one', 'two and more words', 'picture Colours', 'three'])
  expect(await faults(tab)).toEqual([])
})

test('[W103] one puts in a picture and describes it while another writes round it', async () => {
  const { aino, page, place, tab } = await begun()
  const other = await computer()
  await joins(aino, other, place.url, 'Bo Berg')
  const theirs = await opensPage(other, place, page)
  const go = await held(tab)
  await chooses(tab, await jpeg('a.jpg'))
  await tab.locator('.sending').waitFor()
  const line = (tab: Page, text: string) => tab.locator('.page-text > p').filter({ hasText: text })
  await line(theirs, 'one').click()
  await untilCaretIn(theirs, 'one')
  await theirs.keyboard.press('Home')
  await theirs.keyboard.type('zero')
  await theirs.keyboard.press('Enter')
  await untilBlocks(tab, ['zero', 'one', 'two', '(sending)', 'three'])
  go()
  const field = tab.getByRole('textbox', { name: 'What does one see in the picture?' })
  await field.waitFor()
  await tab.keyboard.type('Two ')
  await theirs.locator('.picture img').waitFor()
  await theirs.locator('figcaption').click()
  await untilCaretIn(theirs, '')
  await theirs.keyboard.type('Caption')
  await line(theirs, 'two').click()
  await untilCaretIn(theirs, 'two')
  await theirs.keyboard.press('End')
  await theirs.keyboard.press('Enter')
  await theirs.keyboard.type('between')
  await line(tab, 'between').waitFor()
  // The other's changes take neither the words nor the focus away.
  await tab.keyboard.type('halves')
  await tab.keyboard.press('Enter')
  const due = ['zero', 'one', 'two', 'between', 'picture Two halves: Caption', 'three']
  await untilBlocks(tab, due)
  await untilBlocks(theirs, due)
})

test('[W105] readers see pictures and download files; what they may not see says so', async () => {
  const { aino, page, place, tab } = await begun()
  await chooses(tab, await jpeg('a.jpg'), pdf)
  await tab.getByRole('textbox', { name: 'What does one see in the picture?' }).fill('Two halves')
  await tab.keyboard.press('Enter')
  const hidden = await pageWith(aino, place, 'Hidden')
  const source = await opensPage(aino, place, hidden)
  await source.locator('[role=textbox] > p').first().click()
  await chooses(source, await jpeg('secret.jpg'))
  await source.locator('.picture img').waitFor()
  const foreign = (await source.locator('.picture img').getAttribute('src')) ?? ''
  const [, from, file] = /pages\/(\w+)\/files\/(\w+)/.exec(foreign) ?? []
  await tab.route('**/files/copy', (route) => route.abort('connectionfailed'))
  await tab.locator('.page-text > p').last().click()
  await pastes(
    tab,
    [],
    `<figure data-pm-slice="0 0 []" data-talkoot="copy" data-page="${from}" data-file="${file}" data-alt="A secret">It</figure>`,
  )
  await tab.getByText('This belongs to another page').waitFor()
  await untilSaveStateIs(tab, 'Saved')
  await ask(aino, place.url, 'PATCH', `/api/pages/${hidden}/access`, {
    narrowed: { others: null, named: [] },
  })

  const bo = await computer()
  const id = await joins(aino, bo, place.url, 'Bo Berg')
  await ask(aino, place.url, 'PUT', `/api/strategies/${place.strategy}/members/${id}`, {
    role: 'reader',
  })
  const reading = await bo.newPage()
  await reading.goto(`${place.url}/pages/${page}`)
  await reading.getByRole('img', { name: 'Two halves' }).waitFor()
  expect(await reading.locator('[role=textbox]').count()).toBe(0)
  await reading
    .getByText('This picture can’t be shown: it is gone, or it is not for you. A secret')
    .waitFor()
  const saving = reading.waitForEvent('download')
  await reading.getByRole('link', { name: /plan\.pdf/ }).click()
  expect((await saving).suggestedFilename()).toBe('plan.pdf')
  expect(await faults(reading)).toEqual([])
  await reading.emulateMedia({ colorScheme: null })
  const small = await phone()
  await ask(small, place.url, 'POST', '/api/session', {
    email: 'bo@example.org',
    password: 'a long enough password',
  })
  const pocket = await small.newPage()
  await pocket.goto(`${place.url}/pages/${page}`)
  await pocket.getByRole('img', { name: 'Two halves' }).waitFor()
  expect(await smallTargets(pocket)).toEqual([])
  expect(await pocket.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('[W106] a picture from another page becomes one of this page', async () => {
  const { aino, page, place, tab } = await begun()
  await chooses(tab, await jpeg('a.jpg'))
  await tab.getByRole('textbox', { name: 'What does one see in the picture?' }).fill('Two halves')
  await tab.keyboard.press('Enter')
  await aino.grantPermissions(['clipboard-read', 'clipboard-write'])
  await tab.locator('.picture img').click()
  await tab.keyboard.press('Control+C')
  const second = await pageWith(aino, place, 'Another')
  const there = await opensPage(aino, place, second)
  await there.locator('[role=textbox] > p').first().click()
  await there.keyboard.press('Control+V')
  const src = () => there.locator('.picture img').getAttribute('src')
  await expect.poll(src, { timeout: 10_000 }).toContain(`/api/pages/${second}/files/`)
  await untilBlocks(there, ['picture Two halves'])
  expect(await there.getByText('This belongs to another page').count()).toBe(0)
  await untilSaveStateIs(there, 'Saved')
  const { content } = (await ask(aino, place.url, 'GET', `/api/pages/${second}/content`)) as {
    content: unknown
  }
  expect(JSON.stringify(content)).not.toContain(page)
})

test('[W108] after signing out pictures are not given out of the browser’s memory', async () => {
  const { aino, place, tab } = await begun()
  await chooses(tab, await jpeg('a.jpg'))
  await tab.locator('.picture img').waitFor()
  const src = (await tab.locator('.picture img').getAttribute('src')) ?? ''
  const status = () => tab.evaluate(async (at) => (await fetch(at)).status, src)
  expect(await status()).toBe(200)
  await ask(aino, place.url, 'DELETE', '/api/session')
  expect(await status()).toBe(401)
})

test('[W109] on a phone a picture can be put in and described', async () => {
  const app = await startApp()
  const [aino, small] = [await computer(), await phone()]
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, small, place.url, 'Bo Berg')
  const page = await pageWith(aino, place, 'Pictures')
  const tab = await opensPage(small, place, page)
  await tab.locator('[role=textbox] > p').first().tap()
  await chooses(tab, await jpeg('a.jpg', 2000), pdf, broken)
  await tab.getByRole('textbox', { name: 'What does one see in the picture?' }).waitFor()
  await tab.locator('.file').waitFor()
  expect(await smallTargets(tab)).toEqual([])
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await faults(tab)).toEqual([])
})
