import { expect, test } from 'vitest'
import type { PageId } from '#contract/ids.ts'
import { newId, pageId, unitId } from '#contract/ids.ts'
import { storePerson } from '../support/accounts.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { slowStorage } from '../support/slow-storage.ts'
import { openFolder, temporaryFolder } from '../support/temporary.ts'
import { send } from '../support/page-files.ts'
import { Browser } from '../support/person.ts'
import { type Member, Wiki } from '../support/wiki.ts'

/** Writes into the log what the person could have typed. */
async function writes(app: RunningApp, who: Member, page: PageId, times: number, at: number) {
  const update = new Uint8Array([0, 0])
  const entry = { author: who.person.id, kind: 'edit', update } as const
  const entries = Array.from({ length: times }, (_, n) => ({ ...entry, at: at + n * 1_000 }))
  await app.storage.log.append(page, entries)
}

test('[A31] I get all that is held about me, and nothing of others', async () => {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const berit = await wiki.person('Berit', 'editor')
  const unit = { id: newId(unitId), name: 'Forestry', createdAt: new Date().toISOString() }
  await app.storage.catalogue.transact('organisation', [
    { do: 'put', collection: 'units', id: unit.id, value: unit },
  ])
  await storePerson(app, berit.person.id, { unit: unit.id })
  const page = await wiki.page('Berit’s page')
  const foreign = newId(pageId)
  const at = Date.UTC(2026, 0, 1)
  await writes(app, wiki.aino, foreign, 3, at)
  await writes(app, berit, foreign, 1_203, at)

  const data = await berit.browser.does('getMyData')
  expect(data.person).toMatchObject({ id: berit.person.id, unit: unit.id, name: 'Berit' })
  expect(data.unit).toBe('Forestry')
  expect(data.sessions).toHaveLength(1)
  expect(data.tokens).toMatchObject([{ name: 'for a test' }])
  expect(data.roles).toEqual([
    { strategy: 'Our strategy', person: berit.person.id, role: 'editor', pages: null },
  ])
  expect(data.invitations).toEqual([])
  const [first, last] = [at, at + 1_202_000].map((time) => new Date(time).toISOString())
  // A page that is not for her has no title, and pages she did not write on are not named.
  expect(data.pages).toEqual([{ id: foreign, title: null, entries: 1_203, first, last }])

  const params = { id: page }
  await berit.browser.does('changePage', { params, body: { title: 'Renamed' } })
  const mine = await berit.browser.does('getMyData')
  expect(mine.pages).toContainEqual(expect.objectContaining({ id: page, title: 'Renamed' }))
  await wiki.setRole(berit, null)
  const out = await berit.browser.does('getMyData')
  expect(out.pages).toContainEqual(expect.objectContaining({ id: page, title: null }))
  expect(out.roles).toEqual([])
  expect(JSON.stringify(out)).not.toMatch(/aino|Renamed|argon2/i)
  expect((await new Browser(app).tries('getMyData')).status).toBe(401)
})

test('[W248] my data says which files I added where, and nothing of those of others', async () => {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const berit = await wiki.person('Berit', 'editor')
  const [page, other] = [await wiki.page('With files'), await wiki.page('Others')]
  const sends = (who: Member, to: string, name: string, words: string) =>
    send(who.browser, to, new TextEncoder().encode(words), name)
  const plan = await sends(berit, page, 'plan.txt', 'our plan')
  await sends(wiki.aino, page, 'secret.txt', 'of Aino')
  await sends(wiki.aino, other, 'other.txt', 'of Aino')
  const { createdBy, ...file } = plan
  expect(createdBy).toBe(berit.person.id)
  const mine = await berit.browser.does('getMyData')
  expect(mine.files).toEqual([{ ...file, name: 'plan.txt', size: 8, title: 'With files' }])
  await wiki.setRole(berit, null)
  const out = await berit.browser.does('getMyData')
  expect(out.files).toEqual([{ ...file, title: null }])
  expect(JSON.stringify(out)).not.toMatch(/secret|other\.txt|With files/)
})

test('[A31] it is collected once at a time and four times an hour', async () => {
  let now = Date.now()
  const clock = () => now
  const data = await temporaryFolder()
  const storage = slowStorage(await openFolder(data))
  const app = await startApp({ storage, clock, config: { data } })
  const wiki = await Wiki.begin(app)
  const get = (who: Member = wiki.aino) => who.browser.tries('getMyData')
  storage.holdReads()
  const first = get()
  await expect.poll(async () => (await get()).status).toBe(429)
  storage.release()
  const tries = [await first]
  expect(tries[0]?.status).toBe(200)
  while (tries.length < 8 && tries.at(-1)?.status === 200) tries.push(await get())
  expect(tries.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(4)
  expect(Number(tries.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(3_000)
  const berit = await wiki.person('Berit', 'reader')
  expect((await get(berit)).status).toBe(200)
  now += 3_600_000
  expect((await get()).status).toBe(200)
})

test('[A98] the log is read for a few people at once, however many ask', async () => {
  const storage = slowStorage(await openFolder(await temporaryFolder()))
  const app = await startApp({ storage })
  const wiki = await Wiki.begin(app)
  await wiki.page()
  const browsers = []
  for (let n = 0; n < 8; n += 1) browsers.push((await wiki.person(`Guest${n}`, 'editor')).browser)
  storage.holdReads()
  const answers = browsers.map((browser) => browser.tries('getMyData'))
  const refused = await Promise.race(answers)
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60'])
  storage.release()
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(4)
  await browsers.at(-1)?.does('getMyData')
})
