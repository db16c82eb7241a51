import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { administers, dialog, downloaded, tableOf } from './administration.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'
import { ask, foundedBy, joins, opens, password } from './organisation.ts'

afterEach(expectCleanPages)

test('[W60] administration is for administrators alone, and nobody else fetches it', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')

  const other = await bo.newPage()
  const fetched: string[] = []
  other.on('request', (request) => fetched.push(request.url()))
  await other.goto(app.url)
  await other.getByRole('link', { name: 'Communication strategy' }).first().waitFor()
  expect(await other.getByRole('link', { name: 'Administration' }).count()).toBe(0)
  await other.goto(`${app.url}/admin/people`)
  await other.getByText('There is nothing here').waitFor()
  // What the service worker keeps for later counts too.
  await other.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  expect(fetched.filter((url) => /admin.*\.(?:js|css)$/i.test(url))).toEqual([])

  const tab = await aino.newPage()
  await tab.goto(`${app.url}/strategies/${place.strategy}`)
  await tab.getByRole('link', { name: 'Administration' }).click()
  await tab.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  expect(new URL(tab.url()).pathname).toBe('/admin/people')
  await tab.goto(`${app.url}/admin/nowhere`)
  await tab.getByText('There is nothing here').waitFor()
})

test('[W61] 2,000 people are found by name, unit and role while one types, and open over the list', async () => {
  const app = await startApp()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'POST', '/api/people/import', { csv: tableOf(2000) })
  const tab = await aino.newPage()
  await administers(tab, app.url, 'people')
  const rows = tab.locator('.person-row')
  await tab.getByText('2,001 people', { exact: true }).waitFor()
  // So many are drawn as are near; more follow the reader.
  expect(await rows.count()).toBeLessThan(500)
  const drawn = await rows.count()
  await rows.last().scrollIntoViewIfNeeded()
  await expect.poll(() => rows.count()).toBeGreaterThan(drawn)

  await tab.getByRole('searchbox').fill('asa lind 17')
  await tab.getByText('7 people of 2,001').waitFor()
  await expect.poll(() => rows.first().textContent()).toContain('Åsa Lindström')
  expect(tab.url()).toContain('?q=asa+lind+17')
  await tab.getByRole('searchbox').fill('p1999@')
  await tab.getByText('1 person of 2,001').waitFor()
  await tab.getByRole('button', { name: 'Clear the search' }).click()
  await tab.getByLabel('Unit').selectOption('Kirjasto')
  await tab.getByText('400 people of 2,001').waitFor()
  await tab.getByLabel('Role in the organisation').selectOption('Managers')
  await tab.getByText('Nobody fits this search.').waitFor()
  await tab.getByLabel('Unit').selectOption('No unit')
  await tab.getByLabel('Role in the organisation').selectOption('Administrators')
  await tab.getByText('1 person of 2,001').waitFor()
  await tab.reload()
  await tab.getByText('1 person of 2,001').waitFor()

  // Letter by letter: no answer of the screen takes long, although all are looked through.
  await tab.getByRole('button', { name: 'Clear the search' }).click()
  await tab.getByRole('searchbox').pressSequentially('korhonen')
  await tab.getByText(/people of 2,001/).waitFor()
  const slowest = await tab.evaluate(() =>
    Math.max(0, ...performance.getEntriesByType('event').map(({ duration }) => duration)),
  )
  expect(slowest).toBeLessThan(1000)

  await rows.nth(60).scrollIntoViewIfNeeded()
  const from = await tab.evaluate(() => scrollY)
  expect(from).toBeGreaterThan(1000)
  await rows.nth(60).click()
  await dialog(tab).getByRole('heading', { level: 2 }).waitFor()
  expect(new URL(tab.url()).pathname).toMatch(/^\/admin\/people\/[a-z2-7]{20}$/)
  await tab.keyboard.press('Escape')
  await dialog(tab).waitFor({ state: 'detached' })
  expect(tab.url()).toContain('/admin/people?q=korhonen')
  expect(Math.abs((await tab.evaluate(() => scrollY)) - from)).toBeLessThan(150)
  expect(await rows.nth(60).evaluate((row) => row === document.activeElement)).toBe(true)
})

test('[W62] a person is changed, let in anew, signed out, deactivated and let in again', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'POST', '/api/units', { name: 'Kirjasto' })
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await aino.newPage()
  await administers(tab, app.url, 'people')
  await tab.getByRole('link', { name: /Bo Berg/ }).click()
  const sheet = dialog(tab)

  await sheet.getByLabel('Name').fill('Bo Bergström')
  await sheet.getByLabel('Unit').selectOption('Kirjasto')
  await sheet.getByLabel(/Leads others/).check()
  // Something unsaved is not lost by a slip.
  await tab.keyboard.press('Escape')
  await dialog(tab).getByRole('button', { name: 'Stay here' }).click()
  await tab.goBack()
  await dialog(tab).getByText('has not been saved').waitFor()
  await dialog(tab).getByRole('button', { name: 'Stay here' }).click()
  await sheet.getByRole('button', { name: 'Save' }).click()
  await sheet.getByText('Saved', { exact: true }).waitFor()
  await expect.poll(() => tab.locator('.person-list').textContent()).toContain('Bo Bergström')
  await sheet.getByLabel('E-mail').fill('aino@example.org')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await sheet.getByText('There is already somebody with this e-mail address.').waitFor()
  await tab.keyboard.press('Escape')
  await dialog(tab).getByRole('button', { name: 'Leave without saving' }).click()
  await sheet.waitFor({ state: 'detached' })

  // The only administrator can be neither lowered nor deactivated, and is told why.
  await tab.getByRole('link', { name: /Aino Koskinen/ }).click()
  await dialog(tab).getByText('Aino Koskinen is the only administrator').waitFor()
  await tab.keyboard.press('Escape')
  await tab.goto(`${app.url}/admin/people/${id}`)
  await sheet.getByLabel('What Bo Bergström may do').selectOption('Administrator')
  await sheet.getByRole('button', { name: 'Change to: Administrator' }).click()
  await sheet.getByText('The role is now: Administrator').waitFor()
  await sheet.getByLabel('What Bo Bergström may do').selectOption('Guest')
  await sheet.getByRole('button', { name: 'Change to: Guest' }).click()
  await sheet.getByLabel('May come until the end of').fill('2099-05-31')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await sheet.getByText('until 31 May 2099').waitFor()
  await sheet.getByLabel('What Bo Bergström may do').selectOption('Member')
  await sheet.getByRole('button', { name: 'Change to: Member' }).click()
  await sheet.getByText('The role is now: Member').waitFor()

  await sheet.getByRole('button', { name: 'Make a one-time link' }).click()
  const link = await sheet.locator('.invitation-link').textContent()
  expect(link).toMatch(/\/link#[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
  await sheet.getByRole('img', { name: 'QR code: one-time link for Bo Bergström' }).waitFor()
  await sheet.getByText('Works once, until').waitFor()
  const his = await opens(bo, place)
  await sheet.getByRole('button', { name: 'Sign out everywhere' }).click()
  await sheet.getByText('Bo Bergström is signed out everywhere.').waitFor()
  await his
    .getByText(/signed out/)
    .first()
    .waitFor()

  await ask(bo, app.url, 'POST', '/api/session', { email: 'bo@example.org', password })
  await his.goto(app.url)
  await his.getByRole('link', { name: 'Communication strategy' }).first().waitFor()
  await sheet.getByRole('button', { name: 'Deactivate' }).click()
  const question = dialog(tab)
  await question.getByText('All they wrote, under their name').waitFor()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await sheet.getByRole('button', { name: 'Deactivate' }).click()
  await dialog(tab).getByRole('button', { name: 'Deactivate' }).click()
  await sheet.getByText('can’t come in').waitFor()
  await his.getByRole('heading', { name: 'Sign in' }).waitFor()
  await tab.keyboard.press('Escape')
  await tab.getByText('1 person', { exact: true }).waitFor()
  await tab.getByLabel('Active or not').selectOption('Deactivated or ended')
  await tab.getByRole('link', { name: /Bo Bergström.*Deactivated/ }).click()
  await sheet.getByRole('button', { name: 'Let in again' }).click()
  await sheet.getByRole('button', { name: 'Deactivate' }).waitFor()
  await ask(bo, app.url, 'POST', '/api/session', { email: 'bo@example.org', password })
})

test('[H78] an administrator takes the name away from who has left, and is told before what goes', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  await ask(aino, place.url, 'PUT', `/api/people/${id}/active`, { active: false })
  const tab = await aino.newPage()
  await administers(tab, app.url, `people/${id}`)
  const sheet = tab.locator('.side-sheet')
  await sheet.getByRole('button', { name: 'Take the name away' }).click()
  const question = dialog(tab)
  await question.getByText('This cannot be undone.').waitFor()
  expect(await faults(tab)).toEqual([])
  await question.getByRole('button', { name: 'Take the name away' }).click()
  await tab.getByText('The name was taken away. It cannot come back.').waitFor()
  expect(await tab.getByRole('button', { name: 'Let in again' }).count()).toBe(0)
  expect(await faults(tab)).toEqual([])
  const { people } = (await ask(aino, place.url, 'GET', '/api/people')) as {
    people: { id: string; name: string; email: string | null }[]
  }
  expect(people.find((one) => one.id === id)).toMatchObject({
    name: 'Former member 1',
    email: null,
  })
  expect(app.reported).toEqual([])
})

test('[W63] who is added gets a one-time link, from the list and from a strategy alike', async () => {
  const app = await startApp()
  const [aino, carla] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await administers(tab, app.url, 'people')
  await tab.getByRole('button', { name: 'Add a person' }).click()
  await dialog(tab).getByLabel('Name').fill('Carla Lund')
  await dialog(tab).getByLabel('E-mail').fill('carla@example.org')
  await dialog(tab).getByRole('button', { name: 'Add and make a link' }).click()
  await dialog(tab).getByRole('heading', { name: 'Carla Lund has been added.' }).waitFor()
  const link = (await dialog(tab).locator('.invitation-link').textContent()) ?? ''
  await dialog(tab).getByRole('button', { name: 'Add another person' }).click()
  await dialog(tab).getByLabel('Name').fill('Another')
  await dialog(tab).getByLabel('E-mail').fill('carla@example.org')
  await dialog(tab).getByRole('button', { name: 'Add and make a link' }).click()
  await dialog(tab).getByText('There is already somebody').waitFor()
  await tab.keyboard.press('Escape')
  await tab.getByText('2 people', { exact: true }).waitFor()

  const hers = await carla.newPage()
  await hers.goto(link)
  await hers.locator('input[name=password]').fill('words that nobody else has')
  await hers.locator('button[type=submit]').click()
  await hers.getByRole('link', { name: 'Communication strategy' }).first().waitFor()

  await tab.goto(`${app.url}/strategies/${place.strategy}/people`)
  await tab.getByRole('button', { name: 'Add a person' }).click()
  await dialog(tab).getByLabel('Name').fill('Daavid')
  await dialog(tab).getByLabel('E-mail').fill('daavid@example.org')
  await dialog(tab).getByRole('button', { name: 'Add and make a link' }).click()
  await dialog(tab).getByText('Works once').waitFor()
  await dialog(tab).getByRole('button', { name: 'Done' }).click()
  await dialog(tab).waitFor({ state: 'detached' })
})

test('[W64] 300 people are rehearsed, imported and given links that are shown once', async () => {
  const app = await startApp()
  const aino = await computer()
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await administers(tab, app.url, 'people')
  await tab.getByRole('link', { name: 'Import people' }).click()
  const file = tab.locator('input[type=file]')
  const csv = (text: string, encoding: BufferEncoding) => ({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text, encoding),
  })

  const example = await downloaded(tab, () =>
    tab.getByRole('button', { name: 'Download an example' }).click(),
  )
  expect(example.text).toMatch(/^\uFEFFName,E-mail,Unit,Role,Manager\r\n/)
  await file.setInputFiles(csv(example.text, 'utf8'))
  await tab.getByRole('button', { name: 'Import 3 lines' }).waitFor()
  await tab.getByRole('button', { name: 'Choose another table' }).click()

  // A wrong line holds up all of them, and says why. Old programs write Windows-1252, where 8A
  // is the letter Š.
  const table = `${tableOf(300)}\r\n=SUM(A1);formula@example.org;;member;`
  await file.setInputFiles(csv(`${table}\r\nÅke \x8aimek;no address;Kirjasto;emperor;`, 'latin1'))
  await tab.getByText('1 line is wrong').waitFor()
  const line = tab.locator('tr.wrong')
  await expect.poll(() => line.textContent()).toContain('Åke Šimek')
  await expect.poll(() => line.textContent()).toContain('303')
  expect(await tab.getByRole('button', { name: /^Import \d/ }).count()).toBe(0)
  await tab.getByRole('button', { name: 'Choose another table' }).click()
  await file.setInputFiles(csv(table, 'utf8'))
  await tab.getByText('5 new units are made:').waitFor()
  await tab.getByText('Nothing has happened yet').waitFor()
  await tab.getByRole('button', { name: 'Import 301 lines' }).click()
  await tab.getByText('301 people have been added').waitFor()

  await tab.getByRole('link', { name: 'To the people' }).click()
  await dialog(tab).getByRole('heading', { name: 'Leave without the links?' }).waitFor()
  await dialog(tab).getByRole('button', { name: 'Stay here' }).click()
  const links = await downloaded(tab, () =>
    tab.getByRole('button', { name: 'Download 301 links' }).click(),
  )
  const lines = links.text.trim().split('\r\n')
  expect(lines.length).toBe(302)
  expect(lines[1]).toMatch(/^Eero Korhonen 0,p0@example\.org,.*,http.*\/link#\w{4}-\w{4}-\w{4},/)
  expect(lines.at(-1)).toMatch(/^'=SUM\(A1\),/)
  await tab.getByText('Downloaded. Check that the file is there').waitFor()
  await tab.getByRole('link', { name: 'To the people' }).click()
  await tab.getByText('302 people', { exact: true }).waitFor()
})
