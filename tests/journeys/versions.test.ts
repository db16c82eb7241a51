import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { endpoints } from '#contract/api.ts'
import { newId, pageId } from '#contract/ids.ts'
import type { RunningApp } from '../support/app.ts'
import { idsOfRows } from '../support/content.ts'
import { emptyStrategy, pagesOf, treeFor } from '../support/tree.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let app: RunningApp
let wiki: Wiki
let berit: Member
let strategy: string

shareWiki(async (begun, running) => {
  wiki = begun
  app = running
  berit = await wiki.person('Berit', 'editor')
  strategy = await emptyStrategy(wiki.aino)
  const params = { id: strategy, person: berit.person.id }
  await wiki.aino.browser.does('setMember', { params, body: { role: 'editor' } })
})

type NewPage = z.input<(typeof endpoints)['makePage']['body']>
const make = (body: NewPage) => berit.browser.does('makePage', { params: { id: strategy }, body })
const get = (id: string) => berit.browser.does('getPage', { params: { id } })
const link = (id: string, source: string | null) =>
  berit.browser.ask('PUT', `/api/pages/${id}/source`, { source })
const entriesOf = async (id: string) => {
  const list = []
  for await (const { author, kind } of app.storage.log.read(pageId.parse(id), 1)) {
    list.push([author, kind])
  }
  return list
}
const write = async (id: string, text: string) => {
  const client = wiki.client(id, berit, { ack: true })
  await client.untilSynced()
  client.add(text)
  await client.until(() => client.complete, 'saved')
  client.disconnect()
}

test('[T27] a version begins with the template in its language, and stands beside its source', async () => {
  const above = await make({ title: 'Above' })
  const source = await make({ template: 'goals', parent: above.id })
  const after = await make({ title: 'After', parent: above.id })
  const version = await make({
    language: 'fi',
    versionOf: { page: source.id, begin: 'template' },
  })
  expect(version).toMatchObject({
    title: 'Tavoitteet',
    keyQuestion: 'Minkä pitää muuttua ja mihin mennessä?',
    template: 'goals',
    language: 'fi',
    parent: above.id,
    source: { page: source.id, seq: 1 },
    behind: 0,
  })
  expect(version.versions).toEqual([
    {
      id: source.id,
      strategy,
      title: 'Goals',
      language: 'en',
      parent: above.id,
      behind: null,
    },
  ])
  expect((await get(source.id)).versions).toMatchObject([{ id: version.id, behind: 0 }])
  const { pages } = await berit.browser.does('listPages', { params: { id: strategy } })
  const inOrder = pages.filter((page) => page.parent === above.id).map(({ id }) => id)
  expect(inOrder).toEqual([source.id, version.id, after.id])
  expect(await entriesOf(version.id)).toEqual([['talkootaaaaaaaaaaaaa', 'template']])
})

test('[T27] a version begins as a copy, in the name of whoever makes it, and says how far it is behind', async () => {
  const source = await make({ template: 'goals', title: 'Our goals' })
  await write(source.id, 'What we want;')
  const version = await make({ language: 'sv', versionOf: { page: source.id, begin: 'copy' } })
  expect(version).toMatchObject({
    title: 'Our goals',
    template: 'goals',
    keyQuestion: 'Vad ska bli annorlunda, och när?',
    language: 'sv',
    reviewOn: source.reviewOn,
    behind: 0,
  })
  expect(await entriesOf(version.id)).toEqual([[berit.person.id, 'copy']])
  const read = (id: string) => berit.browser.does('getPageContent', { params: { id } })
  const [from, to] = [await read(source.id), await read(version.id)]
  expect(to.text).toBe(from.text)
  expect(version.source).toEqual({ page: source.id, seq: from.seq })
  // Rows have ids of their own, or answers and links would be mixed up.
  const ids = [...idsOfRows(from.content), ...idsOfRows(to.content)]
  expect(ids.length).toBeGreaterThan(4)
  expect(new Set(ids).size).toBe(ids.length)

  await write(source.id, 'Something new;')
  await write(source.id, 'And more;')
  expect((await get(version.id)).behind).toBe(2)
  expect((await get(source.id)).versions).toMatchObject([{ id: version.id, behind: 2 }])
  const { pages } = await berit.browser.does('listPages', { params: { id: strategy } })
  expect(pages.find(({ id }) => id === version.id)?.behind).toBe(2)
  expect(pages.find(({ id }) => id === source.id)?.behind).toBeNull()
  // Its own changes count for nothing; to follow anew it is linked anew.
  await write(version.id, 'Något nytt;')
  expect((await get(version.id)).behind).toBe(2)
  expect((await link(version.id, source.id)).body).toMatchObject({ behind: 0 })
  // It was made by the server, so whoever goes on writing there forges nobody.
  expect((await wiki.fresh(version.id)).text).toContain('Något nytt;')
})

test('[T27] versions of versions belong together; links that cannot be are refused', async () => {
  const en = await make({ title: 'English' })
  const fi = await make({ language: 'fi', versionOf: { page: en.id, begin: 'copy' } })
  const nb = await make({
    language: 'nb',
    versionOf: { page: fi.id, begin: 'copy' },
    title: 'Norsk',
  })
  expect(nb.title).toBe('Norsk')
  const versions = async (id: string) =>
    (await get(id)).versions.map(({ language }) => language).toSorted()
  expect(await versions(en.id)).toEqual(['fi', 'nb'])
  expect(await versions(nb.id)).toEqual(['en', 'fi'])

  const refusal = async (id: string, source: string) => {
    const { error, status } = await link(id, source)
    return [status, error?.details ?? error?.code]
  }
  expect(await refusal(en.id, nb.id)).toEqual([400, { source: 'itself' }])
  expect(await refusal(en.id, en.id)).toEqual([400, { source: 'itself' }])
  const another = await make({ title: 'Another' })
  expect(await refusal(another.id, en.id)).toEqual([400, { source: 'language' }])
  expect(await refusal(fi.id, newId(pageId))).toEqual([404, 'not-found'])
  expect(await refusal(fi.id, await wiki.page())).toEqual([404, 'not-found'])
  const without = { language: 'fi', versionOf: { page: another.id, begin: 'template' } }
  const none = await berit.browser.ask('POST', `/api/strategies/${strategy}/pages`, without)
  expect([none.status, none.error?.details]).toEqual([400, { begin: 'no-template' }])
  const same = { versionOf: { page: another.id, begin: 'copy' } }
  const alike = await berit.browser.ask('POST', `/api/strategies/${strategy}/pages`, same)
  expect([alike.status, alike.error?.details]).toEqual([400, { source: 'language' }])

  expect((await link(fi.id, null)).body).toMatchObject({ source: null, behind: null })
  expect(await versions(en.id)).toEqual([])
  expect(await versions(nb.id)).toEqual(['fi'])
})

test('[T27] two who make pages follow each other at once make no circle', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [en, fi] = [await make({}), await make({ language: 'fi' })]
    const answers = await Promise.all([link(en.id, fi.id), link(fi.id, en.id)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400])
  }
})

test('[T27] a source that is not for somebody, or in the trash, is named nowhere', async () => {
  const { A: source } = await pagesOf(wiki.aino, strategy, { A: null })
  const fi = await make({ language: 'fi', versionOf: { page: source, begin: 'copy' } })
  const sv = await make({ language: 'sv', versionOf: { page: source, begin: 'copy' } })
  await wiki.aino.browser.does('changePageAccess', {
    params: { id: source },
    body: { narrowed: { others: null, named: [] } },
  })
  const answers = async () => [
    await berit.browser.tries('getPage', { params: { id: fi.id } }),
    await berit.browser.tries('listPages', { params: { id: strategy } }),
  ]
  for (const { text } of await answers()) expect(text).not.toContain(source)
  expect(await get(fi.id)).toMatchObject({ source: null, behind: null })
  // They still know of each other.
  expect((await get(fi.id)).versions).toMatchObject([{ id: sv.id, behind: null }])
  const hidden = await link(sv.id, source)
  expect([hidden.status, hidden.error?.code]).toEqual([404, 'not-found'])
  const mine = await wiki.aino.browser.does('getPage', { params: { id: fi.id } })
  expect(mine).toMatchObject({ source: { page: source }, behind: 0 })
  await wiki.aino.browser.does('trashPage', { params: { id: source } })
  const seen = await wiki.aino.browser.does('getPage', { params: { id: fi.id } })
  expect(seen).toMatchObject({ source: null, behind: null })
  await wiki.aino.browser.does('restorePage', { params: { id: source } })
  const again = await wiki.aino.browser.does('getPage', { params: { id: fi.id } })
  expect(again).toMatchObject({ source: { page: source }, behind: 0 })
  expect(await treeFor(berit, strategy)).not.toContain(source)
})
